//! Tokens: reading an answer of the token endpoint, when to refresh, and when it is over.
//!
//! The record of a browser is one [`TokenSet`]; whoever wants a token holds the lock on it, asks
//! [`plan_renewal`](super::renewal::plan_renewal) what to do, carries that out, and lets [`TokenSet::settle`] say what
//! to keep. No refresh token is used twice: a second tab finds the first one's tokens by their [`Generation`].

use crate::domain::http::{HttpFailure, HttpOutcome, HttpRequest, HttpResponse};
use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::secret::Secret;
use crate::domain::spotify::calendar::DAY;
use crate::domain::spotify::callback::SignInRefusal;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::oauth::{captured, token_client};
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::scope::Scopes;
use oauth2::TokenResponse;
use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType, BasicTokenResponse};
use serde::{Deserialize, Serialize};

/// A token this near to its end is refreshed before it is used.
const REFRESH_BEFORE: Millis = Millis::from_secs(60.0);
/// The life of access tokens where the answer does not say it.
const USUAL_LIFE: Millis = Millis::from_secs(3600.0);
/// Refresh tokens end six months after the first authorisation, whatever was refreshed since.
const AUTHORISATION_LIFE: Millis = Millis(182.0 * DAY.0);
/// The end is announced from this long before on.
const ANNOUNCED: Millis = Millis(7.0 * DAY.0);

/// The generation of tokens: raised with every refresh, so that two tabs know whose are newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Generation(pub u64);

/// The facts that may be known about the tokens without holding them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TokenInfo {
    /// The generation that they are of.
    pub generation: Generation,
    /// The app that they were given to.
    pub client_id: ClientId,
    /// The time when the access token ends.
    pub expires_at: UnixMillis,
    /// The scopes that were allowed.
    pub scopes: Scopes,
    /// The time when the person said yes.
    pub first_authorised_at: UnixMillis,
    /// The account that they are of, once that is known.
    pub account: Option<AccountId>,
    /// The account before more was allowed: most likely the same, until that is asked.
    #[serde(default)]
    pub presumed: Option<AccountId>,
}

impl TokenInfo {
    /// Tells whether the access token ends so soon that it should be refreshed first.
    #[must_use]
    pub fn ends_soon(&self, now: UnixMillis) -> bool {
        now.plus(REFRESH_BEFORE).0 >= self.expires_at.0
    }

    /// The time when the authorisation ends.
    #[must_use]
    pub fn over_at(&self) -> UnixMillis {
        self.first_authorised_at.plus(AUTHORISATION_LIFE)
    }

    /// The time when the authorisation ends, if that is less than a week away.
    #[must_use]
    pub fn announced_end(&self, now: UnixMillis) -> Option<UnixMillis> {
        let end = self.over_at();
        (now.plus(ANNOUNCED).0 >= end.0).then_some(end)
    }
}

/// The tokens, and what is known about them. Not `Clone`: there is one record.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct TokenSet {
    access: Secret,
    refresh: Secret,
    /// The facts that may be known.
    pub info: TokenInfo,
}

/// A reason why the token endpoint gave no tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// The code or refresh token is used up, ended, or of another app.
    #[error("the grant is not valid any more")]
    GrantEnded,
    /// Refused for another reason.
    #[error("refused: {0}")]
    Refused(SignInRefusal),
    /// The server has trouble, or asks to wait.
    #[error("the server answered with status {0}")]
    Server(u16),
    /// There was no answer.
    #[error("{0}")]
    NoAnswer(#[from] HttpFailure),
    /// An answer that is none of the token endpoint's.
    #[error("the answer can't be read")]
    Unreadable,
    /// The record of tokens can't be reached.
    #[error("the record of tokens can't be reached")]
    NoRecord,
}

impl TokenFault {
    /// Tells whether asking again later may help.
    #[must_use]
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::Server(_)
                | Self::NoAnswer(_)
                | Self::Unreadable
                | Self::NoRecord
                | Self::Refused(SignInRefusal::Server)
        )
    }
}

/// Reads an answer of the token endpoint.
pub(super) fn read_token_response(outcome: HttpOutcome) -> Result<BasicTokenResponse, TokenFault> {
    let response = outcome?;
    if response.is_success() {
        // The parser's own words may quote what it was given.
        return serde_json::from_slice(&response.body).map_err(|_words| TokenFault::Unreadable);
    }
    Err(refusal(&response))
}

fn refusal(response: &HttpResponse) -> TokenFault {
    let error = serde_json::from_slice::<BasicErrorResponse>(&response.body);
    match error.as_ref().map(BasicErrorResponse::error) {
        _ if response.status == 429 || response.status >= 500 => {
            TokenFault::Server(response.status)
        }
        Ok(BasicErrorResponseType::InvalidGrant) => TokenFault::GrantEnded,
        Ok(kind) => TokenFault::Refused(SignInRefusal::named(kind.as_ref())),
        Err(_) => TokenFault::Unreadable,
    }
}

impl TokenSet {
    /// The tokens of a first authorisation. Without a refresh token there is no staying connected.
    pub(super) fn first(
        answer: &BasicTokenResponse,
        client_id: ClientId,
        asked: &Scopes,
        now: UnixMillis,
    ) -> Result<Self, TokenFault> {
        let refresh = answer.refresh_token().ok_or(TokenFault::Unreadable)?;
        Ok(Self {
            refresh: Secret::new(refresh.secret().as_str()),
            info: TokenInfo {
                generation: Generation(1),
                client_id,
                expires_at: expiry(answer, now),
                scopes: granted(answer).unwrap_or_else(|| asked.clone()),
                first_authorised_at: now,
                account: None,
                presumed: None,
            },
            access: Secret::new(answer.access_token().secret().as_str()),
        })
    }

    /// Makes the tokens newer than those of `other`; of the same person most likely, if they allow the same app more.
    #[must_use]
    pub fn after(mut self, other: Option<&Self>) -> Self {
        if let Some(TokenSet { info: other, .. }) = other {
            self.info.generation = Generation(other.generation.0 + 1);
            let same_app = self.info.client_id == other.client_id;
            if same_app && self.info.scopes.are_more_than(&other.scopes) {
                self.info.presumed = other.account.clone().or_else(|| other.presumed.clone());
            }
        }
        self
    }

    /// The app that the tokens were given to.
    #[must_use]
    pub fn claimed(mut self, account: AccountId) -> Self {
        self.info.account = Some(account);
        self.info.presumed = None;
        self
    }

    /// The access token to send.
    #[must_use]
    pub const fn access(&self) -> &Secret {
        &self.access
    }

    pub(super) fn refresh_request(&self) -> Option<HttpRequest> {
        let client = token_client(&self.info.client_id)?;
        let token = oauth2::RefreshToken::new(self.refresh.expose().into());
        captured(|send| client.exchange_refresh_token(&token).request(&send))
    }

    /// The new tokens; the refresh token stays where the answer names none.
    pub(super) fn refreshed(self, answer: &BasicTokenResponse, now: UnixMillis) -> Self {
        let refresh = match answer.refresh_token() {
            Some(rotated) => Secret::new(rotated.secret().as_str()),
            None => self.refresh,
        };
        Self {
            access: Secret::new(answer.access_token().secret().as_str()),
            refresh,
            info: TokenInfo {
                generation: Generation(self.info.generation.0 + 1),
                expires_at: expiry(answer, now),
                scopes: granted(answer).unwrap_or(self.info.scopes),
                ..self.info
            },
        }
    }
}

fn expiry(answer: &BasicTokenResponse, now: UnixMillis) -> UnixMillis {
    let life = answer
        .expires_in()
        .map(|life| Millis::from_secs(life.as_secs_f64()));
    now.plus(life.unwrap_or(USUAL_LIFE))
}

fn granted(answer: &BasicTokenResponse) -> Option<Scopes> {
    let names: Vec<&str> = answer
        .scopes()?
        .iter()
        .map(|scope| scope.as_str())
        .collect();
    Some(Scopes::from(names.join(" ")))
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
