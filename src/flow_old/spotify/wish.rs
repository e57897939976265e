//! What a person wants of Spotify, as a value that can travel: the page sends it, and knows no more of Spotify.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::scope::Permission;
use crate::flow_old::spotify::SpotifyEvent;
use crate::flow_old::spotify::playback::Command;
use serde::{Deserialize, Serialize};

/// Something a person does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// A client id was typed or pasted; empty to take it away.
    ClientId(String),
    /// "Connect", "Reconnect" or "Allow" was pressed.
    Connect(Permission),
    /// "Disconnect" was pressed.
    Disconnect,
    /// "Try again" was pressed.
    TryAgain,
    /// A playlist of the list is to be made.
    CreatePlaylist {
        /// Its name, as the person has read it.
        name: String,
        /// Its description.
        description: String,
    },
    /// A track is to be liked.
    Save(TrackId),
    /// Not any more.
    Unsave(TrackId),
    /// Spotify's id of a track of the list is needed, to open it or to play it in the page.
    Find(TrackId),
    /// Something is to be done on a device.
    Playback(Command),
}

impl From<Wish> for SpotifyEvent {
    fn from(wish: Wish) -> Self {
        match wish {
            Wish::ClientId(typed) => Self::ClientIdTyped(typed),
            Wish::Connect(purpose) => Self::Connect(purpose),
            Wish::Disconnect => Self::Disconnect,
            Wish::TryAgain => Self::TryAgain,
            Wish::CreatePlaylist { name, description } => {
                Self::CreatePlaylist { name, description }
            }
            Wish::Save(id) => Self::Save(id),
            Wish::Unsave(id) => Self::Unsave(id),
            Wish::Find(id) => Self::Find(id),
            Wish::Playback(command) => Self::Playback(command),
        }
    }
}
