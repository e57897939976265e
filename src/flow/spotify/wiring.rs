//! The wiring of the parts: the one file that sees several of them. A part's want is carried out by another, whose wants
//! are carried out next, before those that waited already: as if it had been called, and without any part knowing
//! another.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::Answered;
use crate::domain::spotify::call::{Call, CallTopic};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::scope::Permission;
use crate::flow::kit::Out;
use crate::flow::spotify::blocker::Blocker;
use crate::flow::spotify::calls::Calls;
use crate::flow::spotify::connection::Connection;
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::news::SpotifyNews;
use crate::flow::spotify::profile::ProfileFacts;
use crate::flow::spotify::state::SpotifyState;
use crate::flow::spotify::tab_lease::TabLease;
use crate::flow::spotify::track_action::TrackAction;
use crate::flow::spotify::wants::{Certainty, Want, Wants};

/// Carries out `wants` and everything that follows from them.
pub(super) fn carry_out_all(
    state: &mut SpotifyState,
    wants: Wants,
    now: UnixMillis,
    out: &mut Out<SpotifyEffect, SpotifyNews>,
) {
    // The next one lies on top.
    let mut stack: Vec<Want> = wants.into_iter().rev().collect();
    while let Some(want) = stack.pop() {
        let mut following = Wants::default();
        carry_out(state, want, now, &mut following, out);
        stack.extend(following.into_iter().rev());
    }
}

fn carry_out(
    state: &mut SpotifyState,
    want: Want,
    now: UnixMillis,
    wants: &mut Wants,
    out: &mut Out<SpotifyEffect, SpotifyNews>,
) {
    match want {
        Want::Effect(effect) => out.effect(effect),
        Want::KeepRecord => out.effect(SpotifyEffect::Keep(state.record())),
        Want::Block(blocker) => state.blocker = Some(blocker),
        Want::Unblock(cleared) => state.unblock(cleared),
        Want::Call { call, asker } => {
            let tokens = state.connection.tokens();
            state.calls.ask(call, asker, tokens, now, wants);
        }
        Want::Answered(answered) => pass_answer(state, answered, now, wants),
        Want::Failed {
            call,
            fault,
            certainty,
        } => {
            note_fault(state, &call, fault, now, wants);
            pass_failure(state, &call, fault, certainty, now, wants);
        }
        Want::Refused {
            call,
            fault,
            blocker,
        } => {
            pass_failure(state, &call, fault, Certainty::NotDone, now, wants);
            if blocker.is_some() {
                state.blocker = blocker;
            }
        }
        Want::NotAsked(call) => pass_not_asked(state, &call, wants),
        Want::HoldBack(fault) => state.calls.hold_back(fault, now),
        Want::FetchProfile => {
            let facts = profile_facts(&state.connection, &state.calls, state.lease, now);
            state.profile.fetch(&facts, wants);
        }
        Want::SendUnsent => state.saved.send_unsent(state.calls.is_saving(), wants),
        Want::ResumePlaylist => state.playlists.resume(wants),
        Want::ResumeActions(which) => state.actions.resume(which, &state.ids, wants),
        Want::Perform(action, ids) => perform(state, action, ids, now, wants),
        Want::MarkSaved(ids, mark) => state.profile.mark_saved(ids, mark, wants),
        Want::TakeLease => state.lease.take(wants),
    }
}

fn profile_facts<'a>(
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
fn pass_answer(state: &mut SpotifyState, answered: Answered, now: UnixMillis, wants: &mut Wants) {
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
fn note_fault(
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
fn pass_failure(
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
fn pass_not_asked(state: &mut SpotifyState, call: &Call, wants: &mut Wants) {
    match call.topic() {
        CallTopic::Playlist => state.playlists.stop(wants),
        CallTopic::Search => state.actions.fail_search(ApiFault::Unauthorised),
        CallTopic::Player if *call == Call::Devices => state.playback.forget_devices(),
        CallTopic::Player
        | CallTopic::Profile
        | CallTopic::Taste
        | CallTopic::Deprecated
        | CallTopic::SavedTracks => {}
    }
}

/// Does `action` with tracks whose ids at Spotify are these.
fn perform(
    state: &mut SpotifyState,
    action: TrackAction,
    ids: Vec<TrackId>,
    now: UnixMillis,
    wants: &mut Wants,
) {
    let Some(first) = ids.first().cloned() else {
        return;
    };
    match action {
        TrackAction::Find => {}
        TrackAction::Save => state.saved.save(first, wants),
        TrackAction::Unsave => state.saved.unsave(first, wants),
        TrackAction::Queue => {
            state
                .playback
                .ask_device(|device| Call::Queue(first, device), wants);
        }
        TrackAction::Play => {
            state
                .playback
                .ask_device(|device| Call::Play(ids, device), wants);
        }
        TrackAction::CreatePlaylist { name, description } => {
            state.playlists.create(&name, &description, ids, now, wants);
        }
    }
}
