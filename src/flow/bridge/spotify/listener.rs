//! What a connected account tells the list: what its owner likes, guests, and ids that were found.
//!
//! Held for as long as the page is open and the account connected; nothing of it is written into a record.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::fondness::Fondness;
use crate::domain::music::guest::Guest;
use serde::{Deserialize, Serialize};

/// A connected account as the list knows it: one value, compared and sent whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Listener {
    /// Tells whether an account is connected, so that tracks can be searched for.
    pub connected: bool,
    /// The person's likings: artists, genres and tracks.
    pub fondness: Fondness,
    /// Tracks whose sound is known beside the catalogue's.
    pub guests: Vec<Guest>,
    /// Spotify's ids of tracks that have none of their own, by ours.
    pub found: Vec<(TrackId, TrackId)>,
    /// Tracks that were searched for and not found.
    pub missing: Vec<TrackId>,
}
