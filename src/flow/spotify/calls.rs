//! The calls on their way: joined, counted, held back, refreshed for, and sent again.
//!
//! [`ask`] is the one entrance. An answer goes to `super::arrived`, a call that failed for good to
//! `super::failed`; both exactly once for each call that [`ask`] has taken.

use crate::domain::http::{HttpFailure, HttpOutcome};
use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::call::{Call, Repeat};
use crate::domain::spotify::fault::ApiFault;
pub use crate::domain::spotify::policy::budget::Asker;
use crate::domain::spotify::policy::budget::BudgetParams;
use crate::domain::spotify::policy::retry::{Attempts, RetryParams, Verdict};
use crate::domain::spotify::token::{Generation, TokenFault};
use crate::flow::spotify::effect::{SpotifyEffect, SpotifyWake};
use crate::flow::spotify::event::Renewed;
use crate::flow::spotify::obstacle::Obstacle;
use crate::flow::spotify::{Known, Spotify, arrived, connection, failed};
use std::collections::BTreeMap;

/// The number of a call; attempts of one call share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CallId(pub u64);

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Sent with the tokens of that generation.
    Sent(Generation),
    /// Waits for its timer.
    Resting,
    /// Waits for new tokens.
    ForTokens,
}

#[derive(Debug)]
struct Flight {
    call: Call,
    attempts: Attempts,
    stage: Stage,
}

/// Whether new tokens are on their way.
#[derive(Debug, Default)]
enum Renewal {
    #[default]
    Idle,
    Asked(Attempts),
}

/// Why nothing is sent at all.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Halt {
    #[default]
    None,
    /// For this visit.
    Quota,
    /// Until then.
    Until(UnixMillis),
}

/// The calls on their way.
#[derive(Debug, Default)]
pub struct Calls {
    last: u64,
    flights: BTreeMap<CallId, Flight>,
    renewal: Renewal,
    halt: Halt,
}

impl Calls {
    /// Whether any call like this is on its way.
    pub(super) fn any(&self, like: impl Fn(&Call) -> bool) -> bool {
        self.flights.values().any(|flight| like(&flight.call))
    }

    /// Why nothing may be sent at `now`, if so.
    pub(super) fn halting(&self, now: UnixMillis) -> Option<ApiFault> {
        match self.halt {
            Halt::Quota => Some(ApiFault::QuotaExceeded),
            Halt::Until(until) if now.0 < until.0 => Some(ApiFault::RateLimited {
                wait: Some(until.since(now)),
            }),
            Halt::None | Halt::Until(_) => None,
        }
    }

    /// Nothing more in this visit.
    pub(super) fn halt(&mut self) {
        self.halt = Halt::Quota;
    }

    /// Nothing before `until`.
    pub(super) fn block_until(&mut self, until: Option<UnixMillis>) {
        if let (Some(until), Halt::None | Halt::Until(_)) = (until, self.halt) {
            self.halt = Halt::Until(until);
        }
    }

    /// Forgets every call: whatever comes of them is nobody's any more.
    pub(super) fn clear(&mut self) {
        self.flights.clear();
        self.renewal = Renewal::Idle;
    }
}

/// Asks Spotify, unless the answer is known, on its way, or must not be asked for.
pub(super) fn ask(
    spotify: &mut Spotify,
    call: Call,
    asker: Asker,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let Some(info) = spotify.connection.info() else {
        return Vec::new();
    };
    if let Some(purpose) = call
        .purpose()
        .filter(|purpose| !info.scopes.cover(*purpose))
    {
        spotify.obstacle = Some(Obstacle::NotAllowed(purpose));
        return Vec::new();
    }
    if let Some(answer) = spotify.cache.get(&call, now).cloned() {
        return arrived(spotify, call, answer, now);
    }
    if call.repeat() == Repeat::Reading && spotify.calls.any(|other| *other == call) {
        return Vec::new();
    }
    if let Some((fault, obstacle)) = refusal(spotify, asker, now) {
        let effects = failed(spotify, &call, fault, Known::NotDone, now);
        spotify.obstacle = Some(obstacle);
        return effects;
    }
    spotify.calls.last += 1;
    let id = CallId(spotify.calls.last);
    let flight = Flight {
        call,
        attempts: Attempts::default(),
        stage: Stage::ForTokens,
    };
    spotify.calls.flights.insert(id, flight);
    send(spotify, id, now)
}

/// Why a call is not even tried.
fn refusal(spotify: &Spotify, asker: Asker, now: UnixMillis) -> Option<(ApiFault, Obstacle)> {
    let obstacle = match spotify.calls.halt {
        Halt::Until(until) => Obstacle::Wait(until),
        Halt::None | Halt::Quota => Obstacle::Quota,
    };
    let usage = &spotify.kept.usage;
    let within = usage.allows(asker, now, &BudgetParams::default());
    let over = ApiFault::RateLimited { wait: None };
    spotify
        .calls
        .halting(now)
        .map(|fault| (fault, obstacle))
        .or_else(|| (!within).then_some((over, Obstacle::Budget)))
}

/// Sends, or has the tokens renewed first.
fn send(spotify: &mut Spotify, id: CallId, now: UnixMillis) -> Vec<SpotifyEffect> {
    let Some(info) = spotify.connection.info() else {
        return Vec::new();
    };
    let (generation, soon) = (info.generation, info.ends_soon(now));
    let Some(flight) = spotify.calls.flights.get_mut(&id) else {
        return Vec::new();
    };
    if soon {
        flight.stage = Stage::ForTokens;
        return renew(spotify, generation);
    }
    flight.stage = Stage::Sent(generation);
    let call = flight.call.clone();
    spotify.kept.usage.count(now);
    vec![
        SpotifyEffect::Send { id, call },
        SpotifyEffect::Keep(spotify.kept.clone()),
    ]
}

/// Asks for new tokens, once.
fn renew(spotify: &mut Spotify, seen: Generation) -> Vec<SpotifyEffect> {
    match spotify.calls.renewal {
        Renewal::Asked(_) => Vec::new(),
        Renewal::Idle => {
            spotify.calls.renewal = Renewal::Asked(Attempts::default());
            vec![SpotifyEffect::Renew { seen }]
        }
    }
}

/// What became of a call's attempt.
pub(super) fn answered(
    spotify: &mut Spotify,
    id: CallId,
    outcome: HttpOutcome,
    luck: Fraction,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let Some(mut flight) = spotify.calls.flights.remove(&id) else {
        return Vec::new();
    };
    let fault = match flight.call.read(outcome, now) {
        Ok(answer) => {
            spotify.cache.put(&flight.call, &answer, now);
            return arrived(spotify, flight.call, answer, now);
        }
        Err(fault) => fault,
    };
    log::info!("{}: {fault}", flight.call.name());
    let verdict = flight
        .attempts
        .judge(fault, flight.call.repeat(), luck, &RetryParams::default());
    match verdict {
        Verdict::Again(wait) => {
            flight.stage = Stage::Resting;
            spotify.calls.flights.insert(id, flight);
            vec![SpotifyEffect::After(wait, SpotifyWake::Retry(id))]
        }
        Verdict::Refresh => refresh_for(spotify, id, flight, now),
        Verdict::Unknown(fault) => failed(spotify, &flight.call, fault, Known::Uncertain, now),
        Verdict::GiveUp(fault) => give_up(spotify, &flight.call, fault, now),
    }
}

fn give_up(
    spotify: &mut Spotify,
    call: &Call,
    fault: ApiFault,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let effects = failed(spotify, call, fault, Known::NotDone, now);
    if let ApiFault::RateLimited { wait: Some(wait) } = fault {
        spotify.calls.block_until(Some(now.plus(wait)));
    }
    effects
}

/// The token was not accepted: another call may have renewed it meanwhile.
fn refresh_for(
    spotify: &mut Spotify,
    id: CallId,
    mut flight: Flight,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let newest = spotify.connection.info().map(|info| info.generation);
    let used = match flight.stage {
        Stage::Sent(used) => Some(used),
        Stage::Resting | Stage::ForTokens => newest,
    };
    flight.stage = Stage::ForTokens;
    spotify.calls.flights.insert(id, flight);
    match (used, newest) {
        (Some(used), Some(newest)) if used < newest => send(spotify, id, now),
        (_, Some(newest)) => renew(spotify, newest),
        (_, None) => Vec::new(),
    }
}

/// A timer ran out.
pub(super) fn woke(
    spotify: &mut Spotify,
    wake: SpotifyWake,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    match wake {
        SpotifyWake::Retry(id) => {
            let resting = spotify.calls.flights.get(&id);
            if resting.is_none_or(|flight| flight.stage != Stage::Resting) {
                return Vec::new();
            }
            if let Some(fault) = spotify.calls.halting(now) {
                return fail_all(spotify, fault, |stage| stage == Stage::Resting, now);
            }
            send(spotify, id, now)
        }
        SpotifyWake::Renew => match (&spotify.calls.renewal, spotify.connection.info()) {
            (Renewal::Asked(_), Some(info)) => vec![SpotifyEffect::Renew {
                seen: info.generation,
            }],
            _ => Vec::new(),
        },
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
            spotify.connection = connection::Connection::Connected(info);
            spotify.calls.renewal = Renewal::Idle;
            send_waiting(spotify, now)
        }
        Renewed::Over(end) => {
            connection::over(spotify, end);
            Vec::new()
        }
        Renewed::Later(fault) => renew_later(spotify, fault, luck, now),
    }
}

/// Sends every call that has waited for tokens.
pub(super) fn send_waiting(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let waiting = with_stage(spotify, |stage| stage == Stage::ForTokens);
    waiting
        .into_iter()
        .flat_map(|id| send(spotify, id, now))
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
        TokenFault::GrantEnded | TokenFault::Refused(_) => ApiFault::Server(500),
    };
    match attempts.judge(fault, Repeat::Harmless, luck, &RetryParams::default()) {
        Verdict::Again(wait) => vec![SpotifyEffect::After(wait, SpotifyWake::Renew)],
        Verdict::Refresh | Verdict::Unknown(_) | Verdict::GiveUp(_) => {
            spotify.calls.renewal = Renewal::Idle;
            fail_all(spotify, fault, |stage| stage == Stage::ForTokens, now)
        }
    }
}

fn with_stage(spotify: &Spotify, wanted: impl Fn(Stage) -> bool) -> Vec<CallId> {
    let flights = spotify.calls.flights.iter();
    flights
        .filter(|(_, flight)| wanted(flight.stage))
        .map(|(id, _)| *id)
        .collect()
}

fn fail_all(
    spotify: &mut Spotify,
    fault: ApiFault,
    which: impl Fn(Stage) -> bool,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let ids = with_stage(spotify, which);
    let flights: Vec<_> = ids
        .into_iter()
        .filter_map(|id| spotify.calls.flights.remove(&id))
        .collect();
    flights
        .into_iter()
        .flat_map(|flight| failed(spotify, &flight.call, fault, Known::NotDone, now))
        .collect()
}

/// Whether a fault may be gone by itself when the network or Spotify is well again.
pub(super) const fn may_pass(fault: ApiFault) -> bool {
    matches!(
        fault,
        ApiFault::NoAnswer(
            HttpFailure::Offline
                | HttpFailure::Opaque
                | HttpFailure::TimedOut
                | HttpFailure::BrokeOff
        ) | ApiFault::Server(_)
            | ApiFault::RateLimited { .. }
            | ApiFault::QuotaExceeded
            | ApiFault::CaptivePortal
            | ApiFault::Unauthorised
    )
}
