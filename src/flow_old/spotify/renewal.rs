//! New tokens for the calls that need them: asked for once, however many wait.

use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::call::Repeat;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::policy::retry::{Attempts, RetryDecision, RetryParams};
use crate::domain::spotify::token::{Generation, TokenFault};
use crate::flow_old::spotify::Spotify;
use crate::flow_old::spotify::calls::{fail_all, send_with_these};
use crate::flow_old::spotify::connection::{self, Connection};
use crate::flow_old::spotify::effect::{SpotifyEffect, SpotifyWake};
use crate::flow_old::spotify::event::Renewed;
use crate::flow_old::spotify::flights::Stage;

/// Whether new tokens are on their way.
#[derive(Debug, Default)]
pub enum Renewal {
    /// They are not.
    #[default]
    Idle,
    /// They are, after so many attempts.
    Asked(Attempts),
}

/// Asks for new tokens, once.
pub(super) fn renew(spotify: &mut Spotify, seen: Generation) -> Vec<SpotifyEffect> {
    match spotify.calls.renewal {
        Renewal::Asked(_) => Vec::new(),
        Renewal::Idle => {
            spotify.calls.renewal = Renewal::Asked(Attempts::default());
            vec![SpotifyEffect::Renew { seen }]
        }
    }
}

/// Its timer ran out: asks again.
pub(super) fn again(spotify: &Spotify) -> Vec<SpotifyEffect> {
    match (&spotify.calls.renewal, spotify.connection.info()) {
        (Renewal::Asked(_), Some(info)) => vec![SpotifyEffect::Renew {
            seen: info.generation,
        }],
        _ => Vec::new(),
    }
}

/// What became of renewing the tokens.
pub(super) fn renewed(
    spotify: &mut Spotify,
    renewed: Renewed,
    luck: Fraction,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    // Disconnected meanwhile: the tokens are nobody's any more.
    if spotify.connection.info().is_none() {
        return Vec::new();
    }
    match renewed {
        Renewed::Tokens(info) => {
            spotify.connection = Connection::Connected(info);
            spotify.calls.renewal = Renewal::Idle;
            send_waiting(spotify, now)
        }
        Renewed::Over(end) => connection::over(spotify, end),
        Renewed::Later(fault) => renew_later(spotify, fault, luck, now),
    }
}

/// Sends every call that has waited for tokens.
pub(super) fn send_waiting(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let waiting = spotify.calls.at(|stage| stage == Stage::ForTokens);
    waiting
        .into_iter()
        .flat_map(|id| send_with_these(spotify, id, now))
        .collect()
}

fn renew_later(
    spotify: &mut Spotify,
    fault: TokenFault,
    luck: Fraction,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let Renewal::Asked(attempts) = &mut spotify.calls.renewal else {
        return Vec::new();
    };
    let fault = match fault {
        TokenFault::NoAnswer(failure) => ApiFault::NoAnswer(failure),
        TokenFault::Server(429) => ApiFault::RateLimited { wait: None },
        TokenFault::Server(status) => ApiFault::Server(status),
        TokenFault::Unreadable => ApiFault::CaptivePortal,
        TokenFault::GrantEnded | TokenFault::Refused(_) | TokenFault::NoRecord => {
            ApiFault::Server(500)
        }
    };
    match attempts.judge(fault, Repeat::Harmless, luck, &RetryParams::default()) {
        RetryDecision::Resend(wait) => vec![SpotifyEffect::After(wait, SpotifyWake::Renew)],
        RetryDecision::Refresh | RetryDecision::Unknown(_) | RetryDecision::GiveUp(_) => {
            spotify.calls.renewal = Renewal::Idle;
            fail_all(spotify, fault, |stage| stage == Stage::ForTokens, now)
        }
    }
}
