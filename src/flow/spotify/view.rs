//! The view: the state projected to what the page draws.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::calendar::format_date;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::player::PlaybackDevice;
use crate::domain::spotify::playlist::PlaylistId;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::bridge::spotify::view::{
    DeviceSearch, PersonView, PlayerRow, PlayersView, PlaylistView, SetupView, SpotifyView,
    StatusView, UsageView,
};
use crate::flow::kit::Now;
use crate::flow::spotify::connection::{Connection, ConnectionStage};
use crate::flow::spotify::copy::{blocker_advice, connection_advice};
use crate::flow::spotify::id_resolution::{IdResolution, ResolvedIds};
use crate::flow::spotify::playback::{Playback, Players};
use crate::flow::spotify::state::SpotifyState;
use crate::flow::spotify::wants::SavedMark;

/// Projects `state` at `now`. `list` are the tracks of the list, `heading` says what they are for.
#[must_use]
pub fn view(state: &SpotifyState, list: &[NamedTrack], heading: &str, now: Now) -> SpotifyView {
    let now = now.wall;
    let usage = state.calls.usage();
    let ids = &state.ids;
    let queued = |id: &TrackId| state.playback.queued.contains(id);
    SpotifyView {
        chip: chip(state).into(),
        status: status(state, now),
        setup: setup(&state.connection),
        person: state.profile.person().map(|person| PersonView {
            name: person.name.clone().unwrap_or_else(|| "A listener".into()),
            picture: person.picture.clone(),
        }),
        ends: state.connection.announced_end(now).map(format_date),
        usage: UsageView {
            visit: usage.session,
            today: usage.today(now),
        },
        playlist: playlist(state, list, heading),
        players: PlayersView {
            queued: tracks_of(list, ids, queued),
            ..players(&state.playback)
        },
        own: own_tracks(state, list),
        saved: tracks_of(list, ids, |id| is_saved(state, id)),
        found: found_ids(ids, list),
        missing: missing_tracks(ids, list),
    }
}

const fn chip(state: &SpotifyState) -> &'static str {
    match (&state.connection.stage, &state.blocker) {
        (ConnectionStage::Over(_), _) => "Reconnect Spotify",
        (ConnectionStage::Connecting(_), _) => "Connecting to Spotify",
        (_, Some(_)) => "Spotify needs you",
        (ConnectionStage::Connected(_), None) => "Spotify connected",
        (ConnectionStage::Unknown | ConnectionStage::None, None) => "Connect Spotify",
    }
}

fn status(state: &SpotifyState, now: UnixMillis) -> StatusView {
    let person = state.profile.person();
    let name = person.and_then(|person| person.name.as_deref());
    let blocker = state.blocker.as_ref();
    let connection = &state.connection.stage;
    let advice = blocker.map(|blocker| blocker_advice(blocker, now));
    StatusView {
        connected: state.is_connected(),
        trouble: advice.is_some() || matches!(connection, ConnectionStage::Over(_)),
        advice: advice.unwrap_or_else(|| connection_advice(connection, name)),
    }
}

fn setup(connection: &Connection) -> SetupView {
    let own = connection.client_id.as_ref();
    let redirect = match &connection.redirect {
        Some(Ok(uri)) => Ok(uri.as_str().into()),
        Some(Err(problem)) => Err(problem.to_string()),
        None => Err(String::new()),
    };
    SetupView {
        client_id: own.map(|id| id.as_str().into()).unwrap_or_default(),
        built_in: ClientId::built_in().is_some(),
        redirect,
        ready: connection.app().is_some(),
    }
}

/// Tracks of `list` of whose ids at Spotify something is true, by our ids.
fn tracks_of(
    list: &[NamedTrack],
    ids: &ResolvedIds,
    is_wanted: impl Fn(&TrackId) -> bool,
) -> Vec<TrackId> {
    let listed = list.iter().map(|track| &track.id);
    let wanted = listed.filter(|id| match ids.resolve(id) {
        IdResolution::Known(id) => is_wanted(&id),
        IdResolution::Missing | IdResolution::NotSearched => false,
    });
    wanted.cloned().collect()
}

/// Tells whether a track is liked: as this visit has left it, or else as the taste of the day tells it.
fn is_saved(state: &SpotifyState, id: &TrackId) -> bool {
    match state.saved.mark(id) {
        Some(mark) => mark == SavedMark::Saved,
        None => state.taste().is_some_and(|taste| taste.likes(id)),
    }
}

/// Tracks of `list` that are the person's own, by their ids or by their names.
fn own_tracks(state: &SpotifyState, list: &[NamedTrack]) -> Vec<TrackId> {
    let Some(taste) = state.taste() else {
        return Vec::new();
    };
    let own = list.iter().filter(|track| {
        taste.owns(&track.id) || taste.owns(&TrackId::of_names(&track.artist, &track.title))
    });
    own.map(|track| track.id.clone()).collect()
}

/// Spotify's ids of those tracks of `list` that have none of their own, by ours.
fn found_ids(ids: &ResolvedIds, list: &[NamedTrack]) -> Vec<(TrackId, TrackId)> {
    let nameless = list.iter().filter(|track| track.id.spotify().is_none());
    nameless
        .filter_map(|track| match ids.resolve(&track.id) {
            IdResolution::Known(found) => Some((track.id.clone(), found)),
            IdResolution::Missing | IdResolution::NotSearched => None,
        })
        .collect()
}

/// Tracks of `list` that were searched for and not found.
fn missing_tracks(ids: &ResolvedIds, list: &[NamedTrack]) -> Vec<TrackId> {
    let missing = list
        .iter()
        .filter(|track| ids.resolve(&track.id) == IdResolution::Missing);
    missing.map(|track| track.id.clone()).collect()
}

/// Names of the tracks that were searched for and not found.
fn missing_names(ids: &ResolvedIds, list: &[NamedTrack]) -> Vec<String> {
    let missing = list
        .iter()
        .filter(|track| ids.resolve(&track.id) == IdResolution::Missing);
    missing
        .map(|track| format!("“{}” by {}", track.title, track.artist))
        .collect()
}

fn playlist(state: &SpotifyState, list: &[NamedTrack], heading: &str) -> PlaylistView {
    let ids = state.ids.known_ids(list);
    let playlists = &state.playlists;
    PlaylistView {
        name: format!("{heading} · Feelharmonic"),
        description: format!("{heading}: a list made with Feelharmonic."),
        busy: playlists.is_underway() || state.actions.is_preparing_playlist(),
        stopped: playlists.has_stopped(&ids),
        left_out: missing_names(&state.ids, list),
        open_url: playlists.made_of(&ids).map(PlaylistId::open_url),
    }
}

fn players(playback: &Playback) -> PlayersView {
    let there: &[PlaybackDevice] = match &playback.players {
        Players::Known(players) => players,
        Players::Unknown | Players::Asking => &[],
    };
    let is_chosen = |player: &&PlaybackDevice| playback.chosen.as_ref() == Some(&player.id);
    let row = |player: &PlaybackDevice| PlayerRow {
        id: player.id.clone(),
        name: if player.kind.is_empty() {
            player.name.clone()
        } else {
            format!("{} ({})", player.name, player.kind)
        },
        chosen: is_chosen(&player),
    };
    PlayersView {
        search: match &playback.players {
            Players::Unknown => DeviceSearch::NotYet,
            Players::Asking => DeviceSearch::Underway,
            Players::Known(_) => DeviceSearch::Done,
        },
        rows: there.iter().map(row).collect(),
        sound: playback.sound,
        volume: there
            .iter()
            .find(is_chosen)
            .and_then(|player| player.volume),
        queued: Vec::new(),
    }
}
