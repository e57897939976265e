//! What the page reads of Spotify.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::player::PlayerId;
use crate::domain::spotify::scope::Permission;
use crate::flow_old::spotify::playback::Sound;
use crate::flow_old::spotify::words::Words;
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
    /// Those that are liked, as far as that is known.
    pub saved: Vec<TrackId>,
    /// Spotify's ids of those that have none of their own, by ours, as far as they were found.
    pub found: Vec<(TrackId, TrackId)>,
    /// Those that were looked for and not found.
    pub missing: Vec<TrackId>,
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
    /// How many tracks of the list are not in it, since Spotify has them not.
    pub left_out: usize,
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

impl SpotifyView {
    /// What has to be allowed at Spotify before this can be done; for a hint beside a button.
    #[must_use]
    pub const fn hint(purpose: Permission) -> &'static str {
        match purpose {
            Permission::Taste => "Spotify will ask whether this page may know what you like.",
            Permission::Saving => "Spotify will ask whether this page may save tracks.",
            Permission::Playlists => "Spotify will ask whether this page may make playlists.",
            Permission::Playing => "Spotify will ask whether this page may play on your devices.",
        }
    }
}
