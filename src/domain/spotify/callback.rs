//! What the authorisation server says when it sends a person back: the query of the page's address.
//!
//! Anything may stand in an address; only an answer of the exact form comes out of here, and none of it is
//! believed before [`super::sign_in::PendingSignIn::redeem`] has compared its state.

use crate::domain::secret::Secret;
use crate::domain::spotify::ACCOUNTS;
use oauth2::url::form_urlencoded;

/// Longer answers are nobody's we asked.
const MOST_BYTES: usize = 4096;

/// The answer, as it claims to be.
#[derive(Debug, PartialEq, Eq)]
pub struct Callback {
    /// The state that it repeats.
    pub(super) state: Secret,
    /// The grant or the refusal.
    pub(super) verdict: CallbackVerdict,
}

/// The grant or the refusal.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CallbackVerdict {
    /// The code that tokens are got for, once.
    Granted(Secret),
    /// The reason for the refusal.
    Refused(SignInRefusal),
}

/// A reason why the authorisation server refused (RFC 6749, 4.1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefusal {
    /// The person said no.
    #[error("access was denied")]
    Denied,
    /// The app does not exist, or may not do this.
    #[error("the app is not known or not allowed")]
    App,
    /// A right that was asked for does not exist.
    #[error("a right that was asked for is not known")]
    Scope,
    /// The request was not understood.
    #[error("the request was not accepted")]
    Request,
    /// The server has trouble of its own.
    #[error("the server has trouble")]
    Server,
    /// A reason that no standard names.
    #[error("the server refused")]
    Other,
}

impl SignInRefusal {
    /// By the `error` parameter, or the `error` of a token answer.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "access_denied" | "interaction_required" | "consent_required" | "login_required" => {
                Self::Denied
            }
            "unauthorized_client" | "invalid_client" => Self::App,
            "invalid_scope" => Self::Scope,
            "invalid_request" | "unsupported_response_type" | "unsupported_grant_type" => {
                Self::Request
            }
            "server_error" | "temporarily_unavailable" => Self::Server,
            _ => Self::Other,
        }
    }
}

/// A reason why an address holds no answer that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CallbackProblem {
    /// Longer than any answer.
    #[error("the answer is too long")]
    TooLong,
    /// A parameter stands there twice (RFC 6749, 3.1 forbids it).
    #[error("the answer says {0} twice")]
    Repeated(&'static str),
    /// No state: not an answer to a question of this page.
    #[error("the answer has no state")]
    NoState,
    /// Neither a code nor an error.
    #[error("the answer has neither code nor error")]
    NoVerdict,
    /// A code and an error.
    #[error("the answer has both code and error")]
    TwoVerdicts,
    /// From another authorisation server (RFC 9207).
    #[error("the answer is not of the server that was asked")]
    WrongIssuer,
}

/// Reads the query of an address, with or without its `?`. None if there is no answer in it at all.
///
/// # Errors
/// [`CallbackProblem`], for what looks like an answer and is none.
pub fn read_callback(query: &str) -> Result<Option<Callback>, CallbackProblem> {
    let query = query.strip_prefix('?').unwrap_or(query);
    if query.len() > MOST_BYTES {
        return Err(CallbackProblem::TooLong);
    }
    let (code, error) = (once(query, "code")?, once(query, "error")?);
    let (state, issuer) = (once(query, "state")?, once(query, "iss")?);
    if code.is_none() && error.is_none() && state.is_none() {
        return Ok(None);
    }
    if issuer.is_some_and(|issuer| issuer.trim_end_matches('/') != ACCOUNTS) {
        return Err(CallbackProblem::WrongIssuer);
    }
    let state = Secret::new(state.ok_or(CallbackProblem::NoState)?);
    let verdict = match (code, error) {
        (Some(code), None) => CallbackVerdict::Granted(Secret::new(code)),
        (None, Some(error)) => CallbackVerdict::Refused(SignInRefusal::named(&error)),
        (Some(_), Some(_)) => return Err(CallbackProblem::TwoVerdicts),
        (None, None) => return Err(CallbackProblem::NoVerdict),
    };
    Ok(Some(Callback { state, verdict }))
}

/// The value of `name`, if it is there and not empty.
fn once(query: &str, name: &'static str) -> Result<Option<String>, CallbackProblem> {
    let mut found = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
    let value = found.next().map(|(_, value)| value.into_owned());
    if found.next().is_some() {
        return Err(CallbackProblem::Repeated(name));
    }
    Ok(value.filter(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn an_ordinary_address_is_no_answer() {
        for query in [
            "",
            "?",
            "?utm_source=x&page=2",
            "iss=https%3A%2F%2Felsewhere.example",
        ] {
            assert_eq!(read_callback(query), Ok(None));
        }
    }

    #[test]
    fn a_code_with_its_state_is_an_answer() {
        let read =
            read_callback("?code=a%2Bb&state=s&iss=https%3A%2F%2Faccounts.spotify.com").unwrap();
        let callback = read.unwrap();
        assert_eq!(callback.state.expose(), "s");
        assert_eq!(
            callback.verdict,
            CallbackVerdict::Granted(Secret::new("a+b"))
        );
    }

    #[rstest]
    #[case("access_denied", SignInRefusal::Denied)]
    #[case("unauthorized_client", SignInRefusal::App)]
    #[case("invalid_scope", SignInRefusal::Scope)]
    #[case("server_error", SignInRefusal::Server)]
    #[case("something+new", SignInRefusal::Other)]
    fn a_refusal_is_told_apart_by_its_name(#[case] name: &str, #[case] refusal: SignInRefusal) {
        let callback = read_callback(&format!("error={name}&state=s"))
            .unwrap()
            .unwrap();
        assert_eq!(callback.verdict, CallbackVerdict::Refused(refusal));
    }

    #[rstest]
    #[case("code=c", CallbackProblem::NoState)]
    #[case("code=c&state=", CallbackProblem::NoState)]
    #[case("state=s", CallbackProblem::NoVerdict)]
    #[case("state=s&code=", CallbackProblem::NoVerdict)]
    #[case("state=s&code=c&error=access_denied", CallbackProblem::TwoVerdicts)]
    #[case("state=s&state=s&code=c", CallbackProblem::Repeated("state"))]
    #[case("state=s&code=c&code=d", CallbackProblem::Repeated("code"))]
    #[case(
        "state=s&code=c&iss=https%3A%2F%2Fevil.example",
        CallbackProblem::WrongIssuer
    )]
    #[case(
        "state=s&code=c&iss=https%3A%2F%2Faccounts.spotify.com.evil.example",
        CallbackProblem::WrongIssuer
    )]
    fn what_is_not_of_the_exact_form_is_refused(
        #[case] query: &str,
        #[case] problem: CallbackProblem,
    ) {
        assert_eq!(read_callback(query), Err(problem));
    }

    #[test]
    fn an_endless_answer_is_not_looked_at() {
        let query = format!("state=s&code={}", "c".repeat(MOST_BYTES));
        assert_eq!(read_callback(&query), Err(CallbackProblem::TooLong));
    }
}
