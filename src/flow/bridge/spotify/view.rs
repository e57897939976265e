//! The view of Spotify: what the page draws, made by the host and sent whole.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::player::PlayerId;
use crate::flow::bridge::spotify::advice::Advice;
use crate::flow::bridge::spotify::playback::Sound;
use serde::{Deserialize, Serialize};

/// Everything that the page reads of Spotify.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpotifyView {
    /// The few words on the button that opens it all.
    pub chip: String,
    /// The connection's state in words, and what is next.
    pub status: StatusView,
    /// The setup that is needed to connect.
    pub setup: SetupView,
    /// The person who is connected.
    pub person: Option<PersonView>,
    /// The day when the connection ends, from a week before on.
    pub ends: Option<String>,
    /// The number of calls of this visit and of the day.
    pub usage: UsageView,
    /// The playlist of the list.
    pub playlist: PlaylistView,
    /// The devices that can be played on.
    pub players: PlayersView,
    /// Tracks of the list that are the person's own.
    pub own: Vec<TrackId>,
    /// Tracks of the list that are liked, as far as that is known.
    pub saved: Vec<TrackId>,
    /// Spotify's ids of those that have none of their own, by ours, as far as they were found.
    pub found: Vec<(TrackId, TrackId)>,
    /// Tracks of the list that were searched for and not found.
    pub missing: Vec<TrackId>,
}

/// The stage that the connection is at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusView {
    /// Tells whether an account is connected.
    pub connected: bool,
    /// Tells whether something is in the way.
    pub trouble: bool,
    /// The state in words, and what is next.
    pub advice: Advice,
}

/// The setup that Spotify asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupView {
    /// The person's own client id; empty without.
    pub client_id: String,
    /// Tells whether the page brings one along.
    pub built_in: bool,
    /// The redirect URI to register, or why there is none.
    pub redirect: Result<String, String>,
    /// Tells whether everything is there to connect.
    pub ready: bool,
}

/// The person who is connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// The name to call them by.
    pub name: String,
    /// The address of their picture.
    pub picture: Option<String>,
}

/// The number of times that Spotify was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageView {
    /// The number of calls in this visit.
    pub visit: u32,
    /// The number of calls today, in UTC.
    pub today: u32,
}

/// The playlist of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaylistView {
    /// The name that is proposed.
    pub name: String,
    /// The description that is proposed.
    pub description: String,
    /// Tells whether it is being made.
    pub busy: bool,
    /// Tells whether making it stopped half-way.
    pub stopped: bool,
    /// The address where it opens, once it is made.
    pub open_url: Option<String>,
    /// The tracks that are not in it, since Spotify has them not, by their names.
    pub left_out: Vec<String>,
}

/// The devices that can be played on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayersView {
    /// The state of looking for them.
    pub search: DeviceSearch,
    /// The devices there are.
    pub rows: Vec<PlayerRow>,
    /// The sound that this page has started there.
    pub sound: Sound,
    /// The volume of the chosen one, where it can be set.
    pub volume: Option<u8>,
    /// Tracks that were queued there from this page.
    pub queued: Vec<TrackId>,
}

/// The state of looking for devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceSearch {
    /// Nobody has looked yet.
    NotYet,
    /// The answer is on its way.
    Underway,
    /// The devices are known.
    Done,
}

/// A device, to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerRow {
    /// The id of the device.
    pub id: PlayerId,
    /// The name to choose by: "Kitchen (Speaker)".
    pub name: String,
    /// Tells whether it is the one that is meant.
    pub chosen: bool,
}
