//! Spotify: signing in, asking, and what a person does with it. Everything else works without. Runs in the host, a bundle
//! of its own.
//!
//! Holds no secret: tokens stay with the host, which knows them by their `TokenInfo`. [`update`] takes what happens and
//! hands it to the part that it concerns; what a part wants of another is a [`wants::Want`], carried out by `wiring`, so
//! that no part knows another:
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

use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::call::{Call, CallTopic};
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::domain::spotify::token::TokenInfo;
use crate::flow::bridge::spotify::action::SpotifyAction;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::bridge::spotify::playback::PlaybackCommand;
use crate::flow::kit::{Now, Out};
use actions::track_in;
use blocker::{Blocker, Cleared};
use track_action::TrackAction;
use wants::{Resumed, Want, Wants};

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
        SpotifyEvent::Restored(restored) => restore(state, *restored, now, wants),
        SpotifyEvent::SignedIn(info) => sign_in(state, info, now, wants),
        SpotifyEvent::SignInFailed(fault) => {
            state.connection.fail_sign_in();
            begin_connection(wants);
            wants.push(Want::Block(Blocker::SignIn(fault)));
        }
        SpotifyEvent::Renewed(renewal, jitter) => {
            take_renewal(state, renewal, jitter, now, wants);
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
        SpotifyEvent::Woke(SpotifyWake::Retry(id)) => {
            let tokens = state.connection.tokens();
            state.calls.retry(id, tokens, now, wants);
        }
        SpotifyEvent::Woke(SpotifyWake::Renew) => {
            let tokens = state.connection.tokens();
            state.calls.retry_renewal(tokens, wants);
        }
        SpotifyEvent::Counted(usage) => state.calls.merge_usage(usage),
        SpotifyEvent::LeaseTaken(records) => take_lease(state, *records, now, wants),
        SpotifyEvent::OtherTab(message) => hear_tab(state, message, now, wants),
        SpotifyEvent::Online => {
            wants.push(Want::Unblock(Cleared::Offline));
            wants.push(Want::SendUnsent);
            wants.push(Want::ResumeActions(Resumed::SavedTracks));
            wants.push(Want::FetchProfile);
        }
        SpotifyEvent::Act(action) => act(state, action, list, now, wants),
    }
}

/// The host has read what was there.
fn restore(
    state: &mut SpotifyState,
    restored: SpotifyRestored,
    now: UnixMillis,
    wants: &mut Wants,
) {
    state.restore_record(restored.record);
    state.playlists.progress = std::mem::take(&mut state.playlists.progress).reopened(now);
    state.playlists.seed = restored.seed;
    state.calls.merge_usage(restored.usage);
    state.calls.restore_block();
    state
        .connection
        .restore(&restored.address, restored.tokens, restored.returning);
    if let Some(stored) = restored.taste {
        let tokens = state.connection.tokens();
        state.profile.remember(stored, tokens, now);
    }
    begin_connection(wants);
}

/// What a connection begins with.
fn begin_connection(wants: &mut Wants) {
    wants.push(Want::FetchProfile);
    wants.push(Want::SendUnsent);
}

fn sign_in(state: &mut SpotifyState, info: TokenInfo, now: UnixMillis, wants: &mut Wants) {
    state.profile.presume_owner(&info, now);
    let ended_before = state.connection.sign_in(info);
    wants.push(Want::Unblock(Cleared::Any));
    begin_connection(wants);
    if ended_before {
        wants.push(Want::KeepRecord);
    }
}

fn take_renewal(
    state: &mut SpotifyState,
    renewal: TokenRenewal,
    jitter: Fraction,
    now: UnixMillis,
    wants: &mut Wants,
) {
    // Disconnected meanwhile: the tokens are nobody's any more.
    if !state.is_connected() {
        return;
    }
    match renewal {
        TokenRenewal::Tokens(info) => {
            state.calls.finish_renewal(&info, now, wants);
            state.connection.renew(info);
        }
        TokenRenewal::Over(end) => end_connection(state, end, wants),
        TokenRenewal::Later(fault) => state.calls.note_renewal_fault(fault, jitter, wants),
    }
}

/// The connection is over, as the authorisation server or another tab says.
fn end_connection(state: &mut SpotifyState, end: ConnectionEnd, wants: &mut Wants) {
    state.drop_calls();
    state.blocker = None;
    match end {
        ConnectionEnd::Disconnected => {
            state.forget();
            state.connection.disconnect();
        }
        ConnectionEnd::Refused | ConnectionEnd::SixMonths => {
            state.connection.end(end);
            wants.push(Want::KeepRecord);
        }
    }
}

/// This tab may ask, unless another one has done so meanwhile.
fn take_lease(state: &mut SpotifyState, records: LeaseRecords, now: UnixMillis, wants: &mut Wants) {
    state.lease = tab_lease::TabLease::Held;
    let mut record = state.record();
    record.take_findings_of(&records.record);
    state.restore_record(record);
    state.connection.learn_account(records.account);
    if let Some(stored) = records.taste {
        let tokens = state.connection.tokens();
        state.profile.take_over(stored, tokens, now);
    }
    wants.push(Want::FetchProfile);
}

/// Another tab has new tokens, or none any more, or has asked Spotify.
fn hear_tab(state: &mut SpotifyState, message: TabMessage, now: UnixMillis, wants: &mut Wants) {
    match message {
        TabMessage::Tokens(info) => {
            let known = state.generation();
            if known.is_some_and(|known| known > info.generation) {
                return;
            }
            if known.is_none() {
                begin_connection(wants);
            } else {
                state.calls.send_waiting(&info, now, wants);
            }
            state.connection.sign_in(info);
        }
        TabMessage::Gone(end) => end_connection(state, end, wants),
        TabMessage::Counted(usage) => state.calls.merge_usage(usage),
    }
}

/// A person does something.
fn act(
    state: &mut SpotifyState,
    action: SpotifyAction,
    list: &[NamedTrack],
    now: UnixMillis,
    wants: &mut Wants,
) {
    let (action, tracks) = match action {
        SpotifyAction::TypeClientId(typed) => {
            return state.connection.type_client_id(&typed, wants);
        }
        SpotifyAction::Connect(permission) => {
            if state.connection.depart(permission, wants) {
                state.drop_calls();
            }
            return;
        }
        SpotifyAction::Disconnect => return disconnect(state, wants),
        SpotifyAction::TryAgain => return try_again(state, now, wants),
        SpotifyAction::Playback(command) => return command_playback(state, command, list, wants),
        SpotifyAction::CreatePlaylist { name, description } => {
            let action = TrackAction::CreatePlaylist { name, description };
            (action, list.to_vec())
        }
        SpotifyAction::Save(id) => (TrackAction::Save, track_in(list, id)),
        SpotifyAction::Unsave(id) => (TrackAction::Unsave, track_in(list, id)),
        SpotifyAction::Find(id) => (TrackAction::Find, track_in(list, id)),
    };
    begin_action(state, action, tracks, wants);
}

fn begin_action(
    state: &mut SpotifyState,
    action: TrackAction,
    tracks: Vec<NamedTrack>,
    wants: &mut Wants,
) {
    let tokens = state.connection.tokens();
    state
        .actions
        .begin(action, tracks, tokens, &state.ids, wants);
}

/// Wipes everything that came from Spotify, here and in every tab.
fn disconnect(state: &mut SpotifyState, wants: &mut Wants) {
    state.forget();
    state.saved.unsent.clear();
    state.ids.found.clear();
    state.connection.ended = None;
    state.connection.disconnect();
    wants.effect(SpotifyEffect::Forget);
    wants.push(Want::KeepRecord);
}

fn try_again(state: &mut SpotifyState, now: UnixMillis, wants: &mut Wants) {
    if !state.calls.is_halted(now) {
        wants.push(Want::Unblock(Cleared::Any));
    }
    wants.push(Want::FetchProfile);
    wants.push(Want::ResumePlaylist);
    wants.push(Want::SendUnsent);
    wants.push(Want::ResumeActions(Resumed::All));
}

fn command_playback(
    state: &mut SpotifyState,
    command: PlaybackCommand,
    list: &[NamedTrack],
    wants: &mut Wants,
) {
    let playback = &mut state.playback;
    match command {
        PlaybackCommand::FindDevices => playback.find_devices(wants),
        PlaybackCommand::Choose(id) => playback.choose(id),
        PlaybackCommand::Pause => playback.ask_device(Call::Pause, wants),
        PlaybackCommand::Resume => playback.ask_device(Call::Resume, wants),
        PlaybackCommand::Next => playback.ask_device(Call::Next, wants),
        PlaybackCommand::SetVolume(volume) => {
            playback.ask_device(|device| Call::SetVolume(volume, device), wants);
        }
        PlaybackCommand::PlayList => begin_action(state, TrackAction::Play, list.to_vec(), wants),
        PlaybackCommand::PlayFrom(id) => {
            let rest = list.iter().skip_while(|track| track.id != id);
            let mut tracks: Vec<_> = rest.cloned().collect();
            // Only this one, if it does not stand in the list.
            if tracks.is_empty() {
                tracks = track_in(list, id);
            }
            begin_action(state, TrackAction::Play, tracks, wants);
        }
        PlaybackCommand::Queue(id) => {
            begin_action(state, TrackAction::Queue, track_in(list, id), wants);
        }
    }
}
