//! Renewing tokens: what whoever holds the lock on the record has to do with it.

use crate::domain::http::{HttpOutcome, HttpRequest};
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::token::{self, Generation, TokenFault, TokenSet};
use serde::{Deserialize, Serialize};

/// The plan for the record, to be carried out by whoever holds its lock.
#[derive(Debug)]
pub enum RenewalPlan {
    /// Use it as it is: it is good, or another tab has just refreshed it.
    Use(TokenSet),
    /// Send this, then let the tokens [`TokenSet::settle`] the answer.
    Ask(HttpRequest, TokenSet),
    /// Wipe the record: it is over.
    Over(ConnectionEnd),
    /// There is no record.
    Absent,
}

/// A reason why a connection is over. Everything local stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConnectionEnd {
    /// The authorisation server does not take the refresh token any more.
    Refused,
    /// Six months have passed since the first authorisation.
    SixMonths,
    /// The person took the access back, here or in another tab.
    Disconnected,
}

/// The outcome of a refresh.
#[derive(Debug)]
pub enum RenewalOutcome {
    /// New tokens, to be kept.
    Kept(TokenSet),
    /// The record is to be wiped.
    Over(ConnectionEnd),
    /// The tokens stay; ask again later.
    Later(TokenSet, TokenFault),
}

/// Plans what to do with `record`. `seen` are the tokens that were found wanting; newer ones are simply used.
#[must_use]
pub fn plan_renewal(
    record: Option<TokenSet>,
    seen: Option<Generation>,
    now: UnixMillis,
) -> RenewalPlan {
    let Some(tokens) = record else {
        return RenewalPlan::Absent;
    };
    // Past six months by this device's clock is a reason to ask, not to wipe: the clock may be years ahead.
    let wanting = seen.is_some_and(|seen| seen >= tokens.info.generation);
    if !wanting && !tokens.info.ends_soon(now) && now.0 < tokens.info.over_at().0 {
        return RenewalPlan::Use(tokens);
    }
    match tokens.refresh_request() {
        Some(request) => RenewalPlan::Ask(request, tokens),
        None => RenewalPlan::Over(ConnectionEnd::Refused),
    }
}

impl TokenSet {
    /// Settles what becomes of the record after the answer to its refresh.
    #[must_use]
    pub fn settle(self, outcome: HttpOutcome, now: UnixMillis) -> RenewalOutcome {
        match token::read_token_response(outcome) {
            Ok(answer) => RenewalOutcome::Kept(self.refreshed(&answer, now)),
            Err(fault) if fault.may_pass() => RenewalOutcome::Later(self, fault),
            Err(_) if now.0 >= self.info.over_at().0 => {
                RenewalOutcome::Over(ConnectionEnd::SixMonths)
            }
            Err(_) => RenewalOutcome::Over(ConnectionEnd::Refused),
        }
    }
}
