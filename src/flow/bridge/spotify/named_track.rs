//! A track of the list as Spotify is asked with it: its id, and its names for a search.

use crate::domain::music::catalogue::TrackId;
use serde::{Deserialize, Serialize};

/// A track of the list, by id and names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedTrack {
    /// Spotify's id, or one of ours that never leaves the device.
    pub id: TrackId,
    /// The title of the track.
    pub title: String,
    /// The artist who plays it.
    pub artist: String,
}
