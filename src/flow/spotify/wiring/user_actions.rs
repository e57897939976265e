//! A person's actions, passed on to the parts that carry them out.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::flow::bridge::spotify::action::SpotifyAction;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::bridge::spotify::playback::PlaybackCommand;
use crate::flow::spotify::actions::track_in;
use crate::flow::spotify::blocker::Cleared;
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::state::SpotifyState;
use crate::flow::spotify::track_action::TrackAction;
use crate::flow::spotify::wants::{Resumed, Want, Wants};

/// Passes a person's action to the part that carries it out.
pub(in crate::flow::spotify) fn take_action(
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
            if state.connection.leave_for_sign_in(permission, wants) {
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
        .begin_action(action, tracks, tokens, &state.ids, wants);
}

/// Wipes everything that came from Spotify, here and in every tab.
fn disconnect(state: &mut SpotifyState, wants: &mut Wants) {
    state.forget_account();
    state.saved.unsent.clear();
    state.ids.found.clear();
    state.connection.ended = None;
    state.connection.forget_tokens();
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
        PlaybackCommand::Choose(id) => playback.choose_player(id),
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
