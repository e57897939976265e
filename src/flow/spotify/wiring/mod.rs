//! The wiring of the parts: the one place that sees several of them. A part's want is carried out by another, whose
//! wants are carried out next, before those that waited already: as if it had been called, and without any part
//! knowing another.

mod outcomes;
pub(super) mod session;
pub(super) mod user_actions;

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::policy::budget::Asker;
use crate::flow::kit::Out;
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::news::SpotifyNews;
use crate::flow::spotify::state::SpotifyState;
use crate::flow::spotify::track_action::TrackAction;
use crate::flow::spotify::wants::{Certainty, Want, Wants};
use outcomes::{note_fault, pass_answer, pass_failure, pass_not_asked, profile_facts};

/// Carries out `wants` and everything that follows from them.
pub(super) fn carry_out_all(
    state: &mut SpotifyState,
    wants: Wants,
    now: UnixMillis,
    out: &mut Out<SpotifyEffect, SpotifyNews>,
) {
    // The next one lies on top.
    let mut stack: Vec<Want> = wants.into_wants().rev().collect();
    while let Some(want) = stack.pop() {
        let mut following = Wants::default();
        carry_out(state, want, now, &mut following, out);
        stack.extend(following.into_wants().rev());
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
        Want::Unblock(cleared) => state.clear_blocker(cleared),
        Want::Call { call, asker } => {
            let tokens = state.connection.tokens();
            state.calls.ask_spotify(call, asker, tokens, now, wants);
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
            state.profile.fetch_profile(&facts, wants);
        }
        Want::SendUnsent => state.saved.send_unsent(state.calls.is_saving(), wants),
        Want::ResumePlaylist => state.playlists.resume_job(wants),
        Want::ResumeActions(which) => state.actions.resume_waiting(which, &state.ids, wants),
        Want::Perform(action, ids) => perform(state, action, ids, now, wants),
        Want::MarkSaved(ids, mark) => state.profile.mark_saved(ids, mark, wants),
        Want::TakeLease => state.lease.take_lease(wants),
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
        TrackAction::Save => wants.call(Call::Save(vec![first]), Asker::Person),
        TrackAction::Unsave => state.saved.unsave_track(first, wants),
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
            state
                .playlists
                .create_playlist(&name, &description, ids, now, wants);
        }
    }
}
