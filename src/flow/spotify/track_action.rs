//! What can be done with tracks at Spotify, once their ids there are known.

use crate::domain::spotify::scope::Permission;

/// Something to do with tracks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrackAction {
    /// Only find the track, to open it or to play it in the page.
    Find,
    /// Like the track.
    Save,
    /// Like the track no more.
    Unsave,
    /// Play the track after what is playing.
    Queue,
    /// Play the tracks.
    Play,
    /// Make a playlist of the tracks.
    CreatePlaylist {
        /// Its name.
        name: String,
        /// Its description.
        description: String,
    },
}

impl TrackAction {
    /// What the person must have allowed; nothing for what every app may do.
    #[must_use]
    pub const fn permission(&self) -> Option<Permission> {
        match self {
            Self::Find => None,
            Self::Save | Self::Unsave => Some(Permission::Saving),
            Self::Queue | Self::Play => Some(Permission::Playing),
            Self::CreatePlaylist { .. } => Some(Permission::Playlists),
        }
    }
}
