//! The words for a sign-in that did not work.

use crate::domain::spotify::callback::SignInRefusal;
use crate::domain::spotify::sign_in::SignInFault;
use crate::domain::spotify::token::TokenFault;
use crate::flow::bridge::spotify::advice::{Advice, NextStep};

/// The words for `fault`.
pub(super) fn sign_in_advice(fault: &SignInFault) -> Advice {
    let connect = Some(NextStep::Connect);
    match fault {
        SignInFault::Refused(SignInRefusal::Denied) => Advice::new(
            "You said no at Spotify.",
            "Nothing was connected, and everything else works.",
            connect,
        ),
        SignInFault::Refused(SignInRefusal::App)
        | SignInFault::Token(TokenFault::Refused(SignInRefusal::App)) => Advice::new(
            "Spotify doesn't know this client id.",
            "Copy it again from your app's page, and check that the app is not deleted.",
            connect,
        ),
        SignInFault::Refused(SignInRefusal::Request | SignInRefusal::Scope)
        | SignInFault::Token(TokenFault::Refused(_)) => Advice::new(
            "Spotify didn't accept the request.",
            "Check that the redirect URI stands in your app exactly as shown here.",
            connect,
        ),
        SignInFault::Refused(_)
        | SignInFault::Token(TokenFault::Server(_) | TokenFault::Unreadable) => Advice::new(
            "Spotify couldn't complete the sign-in.",
            "That is usually over in minutes. Then connect again.",
            connect,
        ),
        SignInFault::Token(TokenFault::NoAnswer(_)) => Advice::new(
            "Spotify gave no answer to the sign-in.",
            "Check the connection, then connect again.",
            connect,
        ),
        SignInFault::Token(TokenFault::GrantEnded) | SignInFault::Stale => Advice::new(
            "The sign-in took too long.",
            "What Spotify hands out for it is good for minutes only. Connect again.",
            connect,
        ),
        SignInFault::NotAsked => Advice::new(
            "This tab has begun no sign-in.",
            "If you began it in another tab, go back there; an old link does nothing. Or connect here.",
            connect,
        ),
        SignInFault::WrongState | SignInFault::Callback(_) => Advice::new(
            "That answer was not for this page.",
            "It belonged to another sign-in, and nothing was connected. Connect again from here.",
            connect,
        ),
        SignInFault::NothingKept | SignInFault::Token(TokenFault::NoRecord) => Advice::new(
            "This browser keeps nothing for this page.",
            "A private window, or blocked site data, does this. Without it there is no way back from Spotify.",
            None,
        ),
        SignInFault::NotBegun => Advice::new(
            "The sign-in could not be begun.",
            "Load the page again, then connect.",
            connect,
        ),
    }
}
