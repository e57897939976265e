//! What can be done with tracks at Spotify, once their ids there are known.

use crate::domain::spotify::scope::Permission;

/// Something to do with tracks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrackAction {
    /// Only find the track, to open it or to play it in the page.
    Find,
    /// Like the track at Spotify.
    Save,
    /// Like the track no more.
    Unsave,
    /// Play the track after what is playing.
    Queue,
    /// Play the tracks in order.
    Play,
    /// Make a playlist of the tracks.
    CreatePlaylist {
        /// The name of the playlist.
        name: String,
        /// The playlist's description, as the person has read it.
        description: String,
    },
}

impl TrackAction {
    /// The permission that the person must have given; none for what every app may do.
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
