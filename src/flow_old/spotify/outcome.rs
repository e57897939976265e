//! What a call has come to, and whom it concerns.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::Answered;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::scope::Permission;
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::{
    Spotify, deed, obstacle, old_rights, playback, playlist, saves, taste,
};

/// A call has brought something.
pub(super) fn arrived(
    spotify: &mut Spotify,
    answered: Answered,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    match answered {
        Answered::Profile(person) => taste::greeted(spotify, person, now),
        Answered::Found(of, track) => deed::found(spotify, &of, track, now),
        Answered::Saved(ids) => saves::saved(spotify, &ids),
        Answered::Unsaved(ids) => saves::unsaved(spotify, &ids),
        Answered::Playlist(answer) => playlist::arrived(spotify, answer, now),
        Answered::Taste(answer) => taste::told(spotify, answer, now),
        Answered::Deprecated(answer) => old_rights::told(spotify, answer, now),
        Answered::Player(answer) => playback::arrived(spotify, answer),
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
    let purpose = call.permission().unwrap_or(Permission::Taste);
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
