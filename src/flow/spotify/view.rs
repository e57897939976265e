//! What the page reads of Spotify.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::calendar::date;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::player::{Player, PlayerId};
use crate::domain::spotify::playlist::PlaylistId;
use crate::domain::spotify::scope::Purpose;
use crate::flow::spotify::Spotify;
use crate::flow::spotify::connection::Connection;
use crate::flow::spotify::playback::{Players, Sound};
use crate::flow::spotify::words::{Words, of_connection, of_obstacle};
use serde::{Deserialize, Serialize};

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpotifyView {
    /// The few words on the button that opens it all.
    pub chip: String,
    /// Where it stands, and what is next.
    pub status: StatusView,
    /// What has to be set up.
    pub setup: SetupView,
    /// Who is connected.
    pub person: Option<PersonView>,
    /// When the connection ends, from a week before on.
    pub ends: Option<String>,
    /// How often Spotify was asked.
    pub usage: UsageView,
    /// The playlist of the list.
    pub playlist: PlaylistView,
    /// The devices.
    pub players: PlayersView,
    /// Those tracks of the list that are the person's own.
    pub own: Vec<TrackId>,
    /// Those that were saved here.
    pub saved: Vec<TrackId>,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusView {
    /// Whether an account is connected.
    pub connected: bool,
    /// Whether something is in the way.
    pub trouble: bool,
    /// The words.
    pub words: Words,
}

/// What has to be set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupView {
    /// The person's own client id; empty without.
    pub client_id: String,
    /// Whether the page brings one along.
    pub built_in: bool,
    /// The redirect URI to register, or why there is none.
    pub redirect: Result<String, String>,
    /// Whether everything is there to connect.
    pub ready: bool,
}

/// Who is connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Their name.
    pub name: String,
    /// Their picture's address.
    pub picture: Option<String>,
}

/// How often Spotify was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageView {
    /// In this visit.
    pub visit: u32,
    /// Today, in UTC.
    pub today: u32,
}

/// The playlist of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaylistView {
    /// The name that is proposed.
    pub name: String,
    /// The description that is proposed.
    pub description: String,
    /// Whether it is being made.
    pub busy: bool,
    /// Whether making it stopped half-way.
    pub stopped: bool,
    /// Where it opens, once it is made.
    pub open_url: Option<String>,
}

/// The devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayersView {
    /// Whether they were looked for.
    pub search: Search,
    /// Those there are.
    pub rows: Vec<PlayerRow>,
    /// What this page has started there.
    pub sound: Sound,
    /// The volume of the chosen one, where it can be set.
    pub volume: Option<u8>,
    /// What was queued there from this page.
    pub queued: Vec<TrackId>,
}

/// Whether devices were looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// Not yet.
    NotYet,
    /// The answer is on its way.
    Underway,
    /// They were.
    Done,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerRow {
    /// Its id.
    pub id: PlayerId,
    /// "Kitchen (Speaker)".
    pub name: String,
    /// Whether it is the one that is meant.
    pub chosen: bool,
}

/// Projects `spotify` at `now`. `list` are the tracks of the list, `heading` says what they are for.
#[must_use]
pub fn view(spotify: &Spotify, list: &[TrackId], heading: &str, now: UnixMillis) -> SpotifyView {
    let of_list = |wanted: &dyn Fn(&TrackId) -> bool| -> Vec<TrackId> {
        list.iter().filter(|id| wanted(id)).cloned().collect()
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
            .map(date),
        usage: UsageView {
            visit: spotify.kept.usage.session,
            today: spotify.kept.usage.today(now),
        },
        playlist: playlist(spotify, list, heading),
        players: players(spotify),
        own: of_list(&|id| spotify.taste().is_some_and(|taste| taste.owns(id))),
        saved: of_list(&|id| spotify.saved.contains(id)),
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

fn playlist(spotify: &Spotify, list: &[TrackId], heading: &str) -> PlaylistView {
    let open_url = spotify.playlist_of(list).map(PlaylistId::open_url);
    PlaylistView {
        name: format!("{heading} · Feelharmonic"),
        description: format!("{heading}: a list made with Feelharmonic."),
        busy: spotify.is_making(),
        stopped: spotify.has_stopped_making(),
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
        queued: playback.queued.clone(),
    }
}

impl SpotifyView {
    /// What has to be allowed at Spotify before this can be done; for a hint beside a button.
    #[must_use]
    pub const fn hint(purpose: Purpose) -> &'static str {
        match purpose {
            Purpose::Taste => "Spotify will ask whether this page may know what you like.",
            Purpose::Saving => "Spotify will ask whether this page may save tracks.",
            Purpose::Playlists => "Spotify will ask whether this page may make playlists.",
            Purpose::Playing => "Spotify will ask whether this page may play on your devices.",
        }
    }
}
