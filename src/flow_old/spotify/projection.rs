//! The state projected to what the page reads of it.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::calendar::format_date;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::player::Player;
use crate::domain::spotify::playlist::PlaylistId;
use crate::flow_old::spotify::connection::Connection;
use crate::flow_old::spotify::finding::Finding;
use crate::flow_old::spotify::playback::Players;
use crate::flow_old::spotify::view::{
    PersonView, PlayerRow, PlayersView, PlaylistView, Search, SetupView, SpotifyView, StatusView,
    UsageView,
};
use crate::flow_old::spotify::words::{of_connection, of_obstacle};
use crate::flow_old::spotify::{Entry, Spotify};

/// Projects `spotify` at `now`. `list` are the tracks of the list, `heading` says what they are for.
#[must_use]
pub fn view(spotify: &Spotify, list: &[Entry], heading: &str, now: UnixMillis) -> SpotifyView {
    let of_list = |wanted: &dyn Fn(&TrackId) -> bool| -> Vec<TrackId> {
        let ids = list.iter().map(|entry| &entry.id);
        let wanted = |id: &&TrackId| match spotify.finding(id) {
            Finding::Id(found) => wanted(&found),
            Finding::Missing | Finding::NotYet => false,
        };
        ids.filter(wanted).cloned().collect()
    };
    SpotifyView {
        chip: chip(spotify).into(),
        status: status(spotify, now),
        setup: setup(spotify),
        person: spotify.person.as_ref().map(|person| PersonView {
            name: person.name.clone().unwrap_or_else(|| "A listener".into()),
            picture: person.picture.clone(),
        }),
        ends: spotify
            .connection
            .info()
            .and_then(|info| info.announced_end(now))
            .map(format_date),
        usage: UsageView {
            visit: spotify.usage.session,
            today: spotify.usage.today(now),
        },
        playlist: playlist(spotify, list, heading),
        players: PlayersView {
            queued: of_list(&|id| spotify.playback.queued.contains(id)),
            ..players(spotify)
        },
        own: own(spotify, list),
        saved: of_list(&|id| spotify.likes(id)),
        found: found(spotify, list),
        missing: missing(spotify, list),
    }
}

const fn chip(spotify: &Spotify) -> &'static str {
    match (&spotify.connection, &spotify.obstacle) {
        (Connection::Over(_), _) => "Reconnect Spotify",
        (Connection::Connecting(_), _) => "Connecting to Spotify",
        (_, Some(_)) => "Spotify needs you",
        (Connection::Connected(_), None) => "Spotify connected",
        (Connection::Unknown | Connection::None, None) => "Connect Spotify",
    }
}

fn status(spotify: &Spotify, now: UnixMillis) -> StatusView {
    let name = spotify
        .person
        .as_ref()
        .and_then(|person| person.name.as_deref());
    let in_the_way = spotify.obstacle.as_ref();
    let words = in_the_way.map(|obstacle| of_obstacle(obstacle, now));
    StatusView {
        connected: spotify.is_connected(),
        trouble: words.is_some() || matches!(spotify.connection, Connection::Over(_)),
        words: words.unwrap_or_else(|| of_connection(&spotify.connection, name)),
    }
}

fn setup(spotify: &Spotify) -> SetupView {
    let own = spotify.kept.client_id.as_ref();
    let redirect = match &spotify.page {
        Some(Ok(uri)) => Ok(uri.as_str().into()),
        Some(Err(problem)) => Err(problem.to_string()),
        None => Err(String::new()),
    };
    SetupView {
        client_id: own.map(|id| id.as_str().into()).unwrap_or_default(),
        built_in: ClientId::built_in().is_some(),
        redirect,
        ready: spotify.app().is_some(),
    }
}

/// Those of `list` that are the person's own, by their ids or by their names.
fn own(spotify: &Spotify, list: &[Entry]) -> Vec<TrackId> {
    let Some(taste) = spotify.taste() else {
        return Vec::new();
    };
    let owned = list.iter().filter(|entry| {
        taste.owns(&entry.id) || taste.owns(&TrackId::of_names(&entry.artist, &entry.title))
    });
    owned.map(|entry| entry.id.clone()).collect()
}

/// Spotify's ids of those of `list` that have none of their own, by ours.
fn found(spotify: &Spotify, list: &[Entry]) -> Vec<(TrackId, TrackId)> {
    let nameless = list.iter().filter(|entry| entry.id.spotify().is_none());
    nameless
        .filter_map(|entry| match spotify.finding(&entry.id) {
            Finding::Id(found) => Some((entry.id.clone(), found)),
            Finding::Missing | Finding::NotYet => None,
        })
        .collect()
}

/// Those of `list` that were searched for and not found.
fn missing(spotify: &Spotify, list: &[Entry]) -> Vec<TrackId> {
    let missing = list
        .iter()
        .filter(|entry| spotify.finding(&entry.id) == Finding::Missing);
    missing.map(|entry| entry.id.clone()).collect()
}

fn playlist(spotify: &Spotify, list: &[Entry], heading: &str) -> PlaylistView {
    let ids = spotify.ids_of(list);
    let open_url = spotify.playlist_of(&ids).map(PlaylistId::open_url);
    PlaylistView {
        name: format!("{heading} · Feelharmonic"),
        description: format!("{heading}: a list made with Feelharmonic."),
        busy: spotify.is_making() || spotify.deeds.make_a_playlist(),
        stopped: spotify.has_stopped_making(&ids),
        left_out: missing(spotify, list).len(),
        open_url,
    }
}

fn players(spotify: &Spotify) -> PlayersView {
    let playback = &spotify.playback;
    let there: &[Player] = match &playback.players {
        Players::Known(players) => players,
        Players::Unknown | Players::Asking => &[],
    };
    let chosen = |player: &&Player| playback.chosen.as_ref() == Some(&player.id);
    PlayersView {
        search: match &playback.players {
            Players::Unknown => Search::NotYet,
            Players::Asking => Search::Underway,
            Players::Known(_) => Search::Done,
        },
        rows: there
            .iter()
            .map(|player| PlayerRow {
                id: player.id.clone(),
                name: if player.kind.is_empty() {
                    player.name.clone()
                } else {
                    format!("{} ({})", player.name, player.kind)
                },
                chosen: chosen(&player),
            })
            .collect(),
        sound: playback.sound,
        volume: there.iter().find(chosen).and_then(|player| player.volume),
        queued: Vec::new(),
    }
}
