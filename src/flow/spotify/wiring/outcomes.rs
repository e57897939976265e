//! Answers and failures of calls, passed on to the part that has asked.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::Answered;
use crate::domain::spotify::call::{Call, CallTopic};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::scope::Permission;
use crate::flow::spotify::blocker::Blocker;
use crate::flow::spotify::calls::Calls;
use crate::flow::spotify::connection::Connection;
use crate::flow::spotify::profile::facts::ProfileFacts;
use crate::flow::spotify::state::SpotifyState;
use crate::flow::spotify::tab_lease::TabLease;
use crate::flow::spotify::wants::{Certainty, Want, Wants};

/// Gathers what the profile has to know of the other parts.
pub(super) fn profile_facts<'a>(
    connection: &'a Connection,
    calls: &Calls,
    lease: TabLease,
    now: UnixMillis,
) -> ProfileFacts<'a> {
    ProfileFacts {
        tokens: connection.tokens(),
        lease,
        is_asking_deprecated: calls.is_asking(&[CallTopic::Deprecated]),
        now,
    }
}

/// Passes an answer on to the part that has asked.
pub(super) fn pass_answer(
    state: &mut SpotifyState,
    answered: Answered,
    now: UnixMillis,
    wants: &mut Wants,
) {
    let facts = profile_facts(&state.connection, &state.calls, state.lease, now);
    match answered {
        Answered::Profile(person) => state.profile.note_person(person, &facts, wants),
        Answered::Taste(answer) => state.profile.note_taste(answer, &facts, wants),
        Answered::Deprecated(answer) => state.profile.note_deprecated(answer, &facts, wants),
        Answered::Found(wanted, found) => {
            state
                .actions
                .finish_search(&wanted, found, &mut state.ids, wants);
        }
        Answered::Saved(ids) => {
            state.calls.forget_liked();
            state.saved.note_saved(ids, wants);
        }
        Answered::Unsaved(ids) => {
            state.calls.forget_liked();
            state.saved.note_unsaved(ids, wants);
        }
        Answered::Playlist(answer) => state.playlists.note_answer(answer, wants),
        Answered::Player(answer) => state.playback.note_answer(answer, wants),
    }
}

/// Says what a call has met, and what follows for the calls to come. Not to be allowed a deprecated call is no trouble:
/// of those, only what ends everything is said.
pub(super) fn note_fault(
    state: &mut SpotifyState,
    call: &Call,
    fault: ApiFault,
    now: UnixMillis,
    wants: &mut Wants,
) {
    let ends_everything = matches!(
        fault,
        ApiFault::QuotaExceeded | ApiFault::RateLimited { wait: Some(_) }
    );
    if call.topic() == CallTopic::Deprecated && !ends_everything {
        return;
    }
    let permission = call.permission().unwrap_or(Permission::Taste);
    state.blocker = Some(Blocker::from_fault(fault, permission, now));
    if state.calls.note_fault(fault, now) {
        wants.push(Want::KeepRecord);
    }
}

/// Passes it on to the part that has asked that its call has failed.
pub(super) fn pass_failure(
    state: &mut SpotifyState,
    call: &Call,
    fault: ApiFault,
    certainty: Certainty,
    now: UnixMillis,
    wants: &mut Wants,
) {
    let facts = profile_facts(&state.connection, &state.calls, state.lease, now);
    match call {
        Call::TopTracks(_) | Call::TopArtists(_) | Call::Recent | Call::Liked => {
            state.profile.count_taste_call(&facts, wants);
        }
        Call::Recommendations(_) => state.profile.fail_recommendations(fault, &facts, wants),
        Call::Features(_) => state.profile.fail_features(fault, &facts, wants),
        Call::Search(_) => state.actions.fail_search(fault),
        Call::Save(ids) => state.saved.keep_unsent(ids, fault, wants),
        Call::CreatePlaylist(_)
        | Call::FindPlaylist(_)
        | Call::AddItems(..)
        | Call::CountItems(_) => state.playlists.note_failure(certainty, wants),
        Call::Devices => state.playback.forget_devices(),
        // Nothing waits for these.
        Call::Profile
        | Call::Unsave(_)
        | Call::Play(..)
        | Call::Resume(_)
        | Call::Pause(_)
        | Call::Next(_)
        | Call::Queue(..)
        | Call::SetVolume(..) => {}
    }
}

/// Passes it on to the part that has asked that its call did not even go out.
pub(super) fn pass_not_asked(state: &mut SpotifyState, call: &Call, wants: &mut Wants) {
    match call.topic() {
        CallTopic::Playlist => state.playlists.stop_job(wants),
        CallTopic::Search => state.actions.fail_search(ApiFault::Unauthorised),
        CallTopic::Player if *call == Call::Devices => state.playback.forget_devices(),
        CallTopic::Player
        | CallTopic::Profile
        | CallTopic::Taste
        | CallTopic::Deprecated
        | CallTopic::SavedTracks => {}
    }
}
