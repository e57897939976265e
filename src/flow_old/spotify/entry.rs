//! A track of the list as Spotify is asked with it: what it is told by, and its names for a search.

use crate::domain::music::catalogue::TrackId;
use serde::{Deserialize, Serialize};

/// A track of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is told by: Spotify's id, or one of ours that never leaves the device.
    pub id: TrackId,
    /// Its title.
    pub title: String,
    /// Who plays it.
    pub artist: String,
}
