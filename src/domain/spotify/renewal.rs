//! Renewing tokens: what whoever holds the lock on the record has to do with it.

use crate::domain::http::HttpRequest;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::token::{Generation, TokenFault, TokenSet};
use serde::{Deserialize, Serialize};

/// What is to be done with the record by whoever holds its lock.
#[derive(Debug)]
pub enum Plan {
    /// Use it as it is: it is good, or another tab has just refreshed it.
    Use(TokenSet),
    /// Send this, then let the tokens [`TokenSet::settle`] the answer.
    Ask(HttpRequest, TokenSet),
    /// Wipe it.
    Over(End),
    /// There is none.
    Absent,
}

/// Why a connection is over. Everything local stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// The authorisation server does not take the refresh token any more.
    Refused,
    /// Six months have passed since the first authorisation.
    SixMonths,
    /// The person took the access back, here or in another tab.
    Disconnected,
}

/// What became of a refresh.
#[derive(Debug)]
pub enum Settled {
    /// New tokens, to be kept.
    Kept(TokenSet),
    /// To be wiped.
    Over(End),
    /// These stay; ask again later.
    Later(TokenSet, TokenFault),
}

/// What to do with `record`. `seen` are the tokens that were found wanting; newer ones are simply used.
#[must_use]
pub fn plan(record: Option<TokenSet>, seen: Option<Generation>, now: UnixMillis) -> Plan {
    let Some(tokens) = record else {
        return Plan::Absent;
    };
    if now.0 >= tokens.info.over_at().0 {
        return Plan::Over(End::SixMonths);
    }
    let wanting = seen.is_some_and(|seen| seen >= tokens.info.generation);
    if !wanting && !tokens.info.ends_soon(now) {
        return Plan::Use(tokens);
    }
    match tokens.refresh_request() {
        Some(request) => Plan::Ask(request, tokens),
        None => Plan::Over(End::Refused),
    }
}
