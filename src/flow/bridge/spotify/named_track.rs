//! A track of the list as Spotify is asked with it: the id it is known by, and its names for a search.

use crate::domain::music::catalogue::TrackId;
use serde::{Deserialize, Serialize};

/// A track of the list, by its id and its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedTrack {
    /// Spotify's id, or one of ours that never leaves the device.
    pub id: TrackId,
    /// The title of the track.
    pub title: String,
    /// The name of the artist.
    pub artist: String,
}
