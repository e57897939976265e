//! Spotify: signing in, asking, and what a person does with it. Everything else works without. Runs in the host, a
//! bundle of its own.
//!
//! Holds no secret: tokens stay with the host, which knows them by their `TokenInfo`. [`update`] takes what happens and
//! hands it to the part that it concerns; what a part wants of another is a [`wants::Want`], carried out by `wiring`,
//! so that no part knows another:
//!
//! | part | owns |
//! |---|---|
//! | [`connection`] | the sign-in's life, the app, where Spotify comes back to |
//! | [`calls`] | every call on its way: joined, counted, held back, refreshed for, sent again |
//! | [`profile`] | who the person is, what they like, what an old app may ask beside it |
//! | [`actions`] | what a person does with tracks, whose ids may have to be searched for first |
//! | [`id_resolution`] | the ids that were found |
//! | [`saved_tracks`] | likes |
//! | [`playlists`] | the playlist that is being made ([`playlist_job`]) |
//! | [`playback`] | devices and what they play |
//! | [`tab_lease`] | which of several tabs asks |
//!
//! [`record`] is what is kept of all of them, [`blocker`] what stands in the way, [`copy`] says it to the person.

pub mod actions;
pub mod blocker;
pub mod calls;
pub mod connection;
pub mod copy;
pub mod effect;
pub mod event;
pub mod id_resolution;
pub mod news;
pub mod playback;
pub mod playlist_job;
pub mod playlists;
pub mod profile;
pub mod record;
pub mod saved_tracks;
pub mod state;
pub mod tab_lease;
pub mod track_action;
pub mod view;
pub mod wants;
mod wiring;

pub use effect::{CallId, SpotifyEffect, SpotifyWake};
pub use event::{LeaseRecords, SpotifyEvent, SpotifyRestored, TabMessage, TokenRenewal};
pub use news::SpotifyNews;
pub use record::SpotifyRecord;
pub use state::SpotifyState;
pub use view::view;

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::CallTopic;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::kit::{Now, Out};
use blocker::Cleared;
use wants::{Resumed, Want, Wants};
use wiring::session;
use wiring::user_actions;

/// The calls that a tab makes under its lease.
const ASKED_UNDER_LEASE: [CallTopic; 3] =
    [CallTopic::Profile, CallTopic::Taste, CallTopic::Deprecated];

/// Takes `event` at `now`. `list` are the tracks that stand in the list at the moment.
pub fn update(
    state: &mut SpotifyState,
    event: SpotifyEvent,
    list: &[NamedTrack],
    now: Now,
    out: &mut Out<SpotifyEffect, SpotifyNews>,
) {
    // The time of day alone: tokens, waits and counts are kept between visits.
    let mut wants = Wants::default();
    handle(state, event, list, now.wall, &mut wants);
    wiring::carry_out_all(state, wants, now.wall, out);
    let is_asking = state.calls.is_asking(&ASKED_UNDER_LEASE);
    if state.lease.end_when_idle(is_asking) {
        out.effect(SpotifyEffect::EndLease);
    }
    let listener = state.listener();
    if listener != state.told {
        state.told = listener.clone();
        out.news(SpotifyNews::ListenerChanged(Box::new(listener)));
    }
}

fn handle(
    state: &mut SpotifyState,
    event: SpotifyEvent,
    list: &[NamedTrack],
    now: UnixMillis,
    wants: &mut Wants,
) {
    match event {
        SpotifyEvent::Restored(restored) => session::restore_session(state, *restored, now, wants),
        SpotifyEvent::SignedIn(info) => session::sign_in(state, info, now, wants),
        SpotifyEvent::SignInFailed(fault) => session::fail_sign_in(state, fault, wants),
        SpotifyEvent::Renewed(renewal, jitter) => {
            session::take_renewal(state, renewal, jitter, now, wants);
        }
        SpotifyEvent::Answered {
            id,
            outcome,
            jitter,
        } => {
            let tokens = state.connection.tokens();
            state
                .calls
                .note_outcome((id, outcome), jitter, tokens, now, wants);
        }
        SpotifyEvent::Woke(wake) => session::take_wake(state, wake, now, wants),
        SpotifyEvent::Counted(usage) => state.calls.merge_usage(usage),
        SpotifyEvent::LeaseTaken(records) => session::take_lease(state, *records, now, wants),
        SpotifyEvent::OtherTab(message) => session::hear_tab(state, message, now, wants),
        SpotifyEvent::Online => {
            wants.push(Want::Unblock(Cleared::Offline));
            wants.push(Want::SendUnsent);
            wants.push(Want::ResumeActions(Resumed::SavedTracks));
            wants.push(Want::FetchProfile);
        }
        SpotifyEvent::Act(action) => user_actions::take_action(state, action, list, now, wants),
    }
}
