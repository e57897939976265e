//! The calls on their way: joined, counted, held back, refreshed for, and sent again.
//!
//! [`ask`] is the one entrance. An answer goes to `outcome::arrived`, a call that failed for good
//! to `outcome::failed`; both exactly once for each call that [`ask`] has taken.

use crate::domain::http::{HttpFailure, HttpOutcome};
use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::call::{Call, Repeat};
use crate::domain::spotify::fault::ApiFault;
pub use crate::domain::spotify::policy::budget::Asker;
use crate::domain::spotify::policy::budget::BudgetParams;
use crate::domain::spotify::policy::retry::{RetryDecision, RetryParams};
use crate::flow_old::spotify::Spotify;
use crate::flow_old::spotify::effect::{SpotifyEffect, SpotifyWake};
pub use crate::flow_old::spotify::flights::CallId;
use crate::flow_old::spotify::flights::{Flight, Halt, Stage};
use crate::flow_old::spotify::obstacle::{self, Obstacle};
use crate::flow_old::spotify::outcome::{Known, arrived, failed};
use crate::flow_old::spotify::renewal;

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
        .permission()
        .filter(|purpose| !info.scopes.cover(*purpose))
    {
        spotify.obstacle = Some(Obstacle::NotAllowed(purpose));
        return Vec::new();
    }
    if let Some(answer) = spotify.cache.get(&call, now).cloned() {
        return arrived(spotify, answer, now);
    }
    if call.repeat() == Repeat::Reading && spotify.calls.any(|other| *other == call) {
        return Vec::new();
    }
    if let Some((fault, obstacle)) = refusal(spotify, asker, now) {
        let before = spotify.obstacle.take();
        let effects = failed(spotify, &call, fault, Known::NotDone, now);
        spotify.obstacle = obstacle.or(before);
        return effects;
    }
    let id = spotify.calls.take_in(call);
    send(spotify, id, now)
}

/// Why a call is not even tried, and what a person reads of it: nothing, if they have not asked for it.
fn refusal(
    spotify: &Spotify,
    asker: Asker,
    now: UnixMillis,
) -> Option<(ApiFault, Option<Obstacle>)> {
    if let Some(fault) = spotify.calls.halting(now) {
        let obstacle = match spotify.calls.halt {
            Halt::Until(until) => Obstacle::Wait(until),
            Halt::None | Halt::Quota => Obstacle::Quota,
        };
        return Some((fault, Some(obstacle)));
    }
    let usage = &spotify.usage;
    if usage.allows(asker, now, &BudgetParams::default()) {
        return None;
    }
    let obstacle = (asker == Asker::Person).then_some(Obstacle::Budget);
    Some((ApiFault::RateLimited { wait: None }, obstacle))
}

/// Sends, or has the tokens renewed first.
pub(super) fn send(spotify: &mut Spotify, id: CallId, now: UnixMillis) -> Vec<SpotifyEffect> {
    let Some(info) = spotify.connection.info() else {
        return Vec::new();
    };
    if !info.ends_soon(now) {
        return send_with_these(spotify, id, now);
    }
    let generation = info.generation;
    let Some(flight) = spotify.calls.flights.get_mut(&id) else {
        return Vec::new();
    };
    flight.stage = Stage::ForTokens;
    renewal::renew(spotify, generation)
}

/// Sends with the tokens there are, soon as they may end: new ones that last no longer are not renewed again.
pub(super) fn send_with_these(
    spotify: &mut Spotify,
    id: CallId,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let generation = spotify.connection.info().map(|info| info.generation);
    let (Some(generation), Some(flight)) = (generation, spotify.calls.flights.get_mut(&id)) else {
        return Vec::new();
    };
    flight.stage = Stage::Sent(generation);
    let call = flight.call.clone();
    spotify.usage.count(now);
    vec![SpotifyEffect::Send { id, call }, SpotifyEffect::Count]
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
            obstacle::reached(spotify);
            return arrived(spotify, answer, now);
        }
        Err(fault) => fault,
    };
    log::info!("{}: {fault}", flight.call.name());
    let verdict = flight
        .attempts
        .judge(fault, flight.call.repeat(), luck, &RetryParams::default());
    match verdict {
        RetryDecision::Resend(wait) => {
            flight.stage = Stage::Resting;
            spotify.calls.flights.insert(id, flight);
            vec![SpotifyEffect::After(wait, SpotifyWake::Retry(id))]
        }
        RetryDecision::Refresh => refresh_for(spotify, id, flight, now),
        RetryDecision::Unknown(fault) => {
            failed(spotify, &flight.call, fault, Known::Uncertain, now)
        }
        RetryDecision::GiveUp(fault) => give_up(spotify, &flight.call, fault, now),
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
        (_, Some(newest)) => renewal::renew(spotify, newest),
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
        SpotifyWake::Renew => renewal::again(spotify),
    }
}

/// Every call at a stage fails.
pub(super) fn fail_all(
    spotify: &mut Spotify,
    fault: ApiFault,
    which: impl Fn(Stage) -> bool,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let ids = spotify.calls.at(which);
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
