//! The listener: what a connected account tells of its owner.
//!
//! Held for as long as the page is open and the account connected; nothing of it is written into a record.

use crate::domain::music::affinity::Affinity;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::external_track::ExternalTrack;
use serde::{Deserialize, Serialize};

/// A connected account's owner: their affinity, their tracks, and ids that were found for the list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Listener {
    /// True while an account is connected, so that tracks can be searched for.
    pub connected: bool,
    /// The owner's liking, as Spotify knows it.
    pub affinity: Affinity,
    /// Tracks whose sound is known beside the catalogue's.
    pub external_tracks: Vec<ExternalTrack>,
    /// Spotify's ids of tracks that have none of their own, by ours.
    pub found: Vec<(TrackId, TrackId)>,
    /// Tracks that were searched for and not found.
    pub missing: Vec<TrackId>,
}

impl Listener {
    /// Says whether the account brought this track, so that its record is not ours to keep.
    #[must_use]
    pub fn has_external_track(&self, id: &TrackId) -> bool {
        self.external_track(id).is_some()
    }

    /// The track that the account brought under this id.
    #[must_use]
    pub fn external_track(&self, id: &TrackId) -> Option<&ExternalTrack> {
        self.external_tracks.iter().find(|track| track.id == *id)
    }

    /// Spotify's id of a track, if it has one or one was found.
    #[must_use]
    pub fn spotify_id(&self, id: &TrackId) -> Option<TrackId> {
        if id.spotify().is_some() {
            return Some(id.clone());
        }
        let mut found = self.found.iter();
        found
            .find(|(ours, _)| ours == id)
            .map(|(_, theirs)| theirs.clone())
    }

    /// Says whether a search for the track may find it.
    #[must_use]
    pub fn can_search_for(&self, id: &TrackId) -> bool {
        self.connected && !self.missing.contains(id)
    }
}
