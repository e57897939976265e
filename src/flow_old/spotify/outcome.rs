//! What a call has come to, and whom it concerns.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::{Answer, Call};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::scope::Purpose;
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::{
    Spotify, deed, obstacle, old_rights, playback, playlist, saves, taste,
};

/// A call has brought `answer`.
pub(super) fn arrived(
    spotify: &mut Spotify,
    call: Call,
    answer: Answer,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    match (call, answer) {
        (Call::Profile, Answer::Person(person)) => taste::greeted(spotify, person, now),
        (Call::Search(of), Answer::Match(track)) => deed::found(spotify, &of, track, now),
        (Call::Save(ids), _) => saves::saved(spotify, &ids),
        (Call::Unsave(ids), _) => saves::unsaved(spotify, &ids),
        (call, answer) if playlist::is_of_it(&call) => playlist::arrived(spotify, &answer, now),
        (call, answer) if taste::is_of_it(&call) => taste::told(spotify, &call, &answer, now),
        (call, answer) if old_rights::is_of_it(&call) => old_rights::told(spotify, answer, now),
        (call, answer) => playback::arrived(spotify, &call, answer),
    }
}

/// A call has brought nothing. `known` says whether it is certain that it was not done.
pub(super) fn failed(
    spotify: &mut Spotify,
    call: &Call,
    fault: ApiFault,
    known: Known,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    if old_rights::is_of_it(call) {
        return old_rights::refused(spotify, call, fault, now);
    }
    let purpose = call.purpose().unwrap_or(Purpose::Taste);
    let mut effects = obstacle::met(spotify, fault, purpose, now);
    effects.extend(match call {
        Call::Save(ids) => saves::not_saved(spotify, ids, fault),
        Call::Search(_) => deed::not_searched(spotify, fault),
        call if playlist::is_of_it(call) => playlist::failed(spotify, known, now),
        call if taste::is_of_it(call) => taste::one_less(spotify, now),
        call => {
            playback::failed(spotify, call);
            Vec::new()
        }
    });
    effects
}

/// Whether it is known what became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    NotDone,
    Uncertain,
}
