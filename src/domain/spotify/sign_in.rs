//! The sign-in: Authorization Code with PKCE S256 (RFC 6749, RFC 7636), by the `oauth2` crate.
//!
//! [`plan_departure`] gives the address to go to and the [`PendingSignIn`] to keep meanwhile; back again,
//! [`PendingSignIn::redeem`] compares the state and turns the code into the one token request there is. Both
//! consume what they use: a verifier or a code can't be used twice.

use crate::domain::http::{HttpOutcome, HttpRequest};
use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::secret::Secret;
use crate::domain::spotify::ACCOUNTS;
use crate::domain::spotify::callback::{Callback, CallbackProblem, CallbackVerdict, SignInRefusal};
use crate::domain::spotify::client::{ClientId, RedirectUri, SpotifyApp};
use crate::domain::spotify::oauth::{captured, token_client};
use crate::domain::spotify::pkce::{CodeVerifier, Entropy, NoVerifier};
use crate::domain::spotify::scope::Scopes;
use crate::domain::spotify::token::{self, TokenFault, TokenSet};
use oauth2::basic::BasicClient;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The time that a person may take at Spotify. Codes live for minutes; this bounds how long a verifier lies about.
const PATIENCE: Millis = Millis::from_secs(1800.0);

/// A sign-in under way: kept in this tab's session storage while the person is at Spotify, used once.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct PendingSignIn {
    verifier: CodeVerifier,
    state: Secret,
    client_id: ClientId,
    redirect: RedirectUri,
    scopes: Scopes,
    started_at: UnixMillis,
}

/// The address to leave for, and what to keep until the return.
#[derive(Debug)]
pub struct Departure {
    /// Spotify's page, with this sign-in's state and challenge.
    pub address: Secret,
    /// New tokens, to be kept.
    pub pending: PendingSignIn,
}

/// A reason why a sign-in did not end in tokens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInFault {
    /// The addresses or the random bytes make no request; a fault of ours.
    #[error("the sign-in could not be begun")]
    NotBegun,
    /// The address that came back is of no known form.
    #[error("the answer can't be used: {0}")]
    Callback(#[from] CallbackProblem),
    /// No sign-in of this tab is under way: an old address, or one that somebody else made.
    #[error("no sign-in is under way here")]
    NotAsked,
    /// Another sign-in's answer, or a forged one.
    #[error("the answer belongs to another sign-in")]
    WrongState,
    /// The person was away for too long.
    #[error("the sign-in took too long")]
    Stale,
    /// The authorisation server said no.
    #[error("refused: {0}")]
    Refused(SignInRefusal),
    /// The code was not exchanged.
    #[error("no tokens: {0}")]
    Token(#[from] TokenFault),
    /// The browser keeps nothing for this page, so that the way back would find nobody.
    #[error("nothing can be kept")]
    NothingKept,
}

/// Begins a sign-in for `app` that asks for `scopes`.
///
/// # Errors
/// [`SignInFault::NotBegun`].
pub fn plan_departure(
    app: &SpotifyApp,
    scopes: Scopes,
    entropy: &Entropy,
    now: UnixMillis,
) -> Result<Departure, SignInFault> {
    let begun = |_unusable| SignInFault::NotBegun;
    let verifier =
        CodeVerifier::new(entropy.verifier.text()).map_err(|NoVerifier| SignInFault::NotBegun)?;
    let state = entropy.state.text();
    let authorise = oauth2::AuthUrl::new(format!("{ACCOUNTS}/authorize")).map_err(begun)?;
    let back = oauth2::RedirectUrl::new(app.redirect.as_str().into()).map_err(begun)?;
    let client = BasicClient::new(oauth2::ClientId::new(app.client_id.as_str().into()))
        .set_auth_uri(authorise)
        .set_redirect_uri(back);
    let named = scopes
        .iter()
        .map(|scope| oauth2::Scope::new(scope.name().into()));
    let (address, _state) = client
        .authorize_url(|| oauth2::CsrfToken::new(state.clone()))
        .add_scopes(named)
        .set_pkce_challenge(verifier.challenge())
        .url();
    Ok(Departure {
        address: Secret::new(address),
        pending: PendingSignIn {
            verifier,
            state: Secret::new(state),
            client_id: app.client_id.clone(),
            redirect: app.redirect.clone(),
            scopes,
            started_at: now,
        },
    })
}

/// Everything that the answer to the token request will be read with.
#[derive(Debug)]
pub struct Redemption {
    client_id: ClientId,
    scopes: Scopes,
}

impl PendingSignIn {
    /// Takes the answer: compares the state, and makes the token request, which is to be sent once.
    ///
    /// # Errors
    /// [`SignInFault`], for every answer that is not a code for this very sign-in. There is no request then.
    pub fn redeem(
        self,
        callback: Callback,
        now: UnixMillis,
    ) -> Result<(HttpRequest, Redemption), SignInFault> {
        if callback.state != self.state {
            return Err(SignInFault::WrongState);
        }
        let code = match callback.verdict {
            CallbackVerdict::Granted(code) => code,
            CallbackVerdict::Refused(refusal) => return Err(SignInFault::Refused(refusal)),
        };
        if now.since(self.started_at).0 > PATIENCE.0 {
            return Err(SignInFault::Stale);
        }
        let request = self.token_request(&code).ok_or(SignInFault::NotBegun)?;
        let redemption = Redemption {
            client_id: self.client_id,
            scopes: self.scopes,
        };
        Ok((request, redemption))
    }

    fn token_request(&self, code: &Secret) -> Option<HttpRequest> {
        let back = oauth2::RedirectUrl::new(self.redirect.as_str().into()).ok()?;
        let client = token_client(&self.client_id)?;
        captured(|send| {
            client
                .exchange_code(oauth2::AuthorizationCode::new(code.expose().into()))
                .set_redirect_uri(Cow::Owned(back))
                .set_pkce_verifier(oauth2::PkceCodeVerifier::new(self.verifier.expose().into()))
                .request(&send)
        })
    }
}

impl Redemption {
    /// Reads the answer: the tokens of a first authorisation.
    ///
    /// # Errors
    /// [`SignInFault::Token`].
    pub fn settle(self, outcome: HttpOutcome, now: UnixMillis) -> Result<TokenSet, SignInFault> {
        let answer = token::read_token_response(outcome)?;
        Ok(TokenSet::first(&answer, self.client_id, &self.scopes, now)?)
    }
}

#[cfg(test)]
#[path = "sign_in_tests.rs"]
mod tests;
