//! What a person does with Spotify, as a value that can travel: the page sends it, and knows no more of Spotify.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::scope::Permission;
use crate::flow::bridge::spotify::playback::PlaybackCommand;
use serde::{Deserialize, Serialize};

/// Something that a person does with Spotify.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpotifyAction {
    /// A client id was typed or pasted; empty to take it away.
    TypeClientId(String),
    /// "Connect", "Reconnect" or "Allow" was pressed.
    Connect(Permission),
    /// The button "Disconnect" was pressed.
    Disconnect,
    /// "Try again" was pressed.
    TryAgain,
    /// A playlist of the list is to be made.
    CreatePlaylist {
        /// The playlist's name, as the person has read it.
        name: String,
        /// The playlist's description, as the person has read it.
        description: String,
    },
    /// A track is to be liked.
    Save(TrackId),
    /// A track is to be liked no more.
    Unsave(TrackId),
    /// Spotify's id of a track of the list is needed, to open it or to play it in the page.
    Find(TrackId),
    /// Something is to be done on a device.
    Playback(PlaybackCommand),
}
