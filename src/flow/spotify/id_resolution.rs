//! Spotify's ids of tracks that have none: what searches have brought, remembered over visits.
//!
//! What a search is for, and when it is made, is [`actions`](crate::flow::spotify::actions).

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::search::WantedTrack;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use std::collections::BTreeSet;

/// The most found ids that are kept: more than anybody does something with before they are old.
const MOST_KEPT: usize = 200;

/// A track's id at Spotify, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdResolution {
    /// Spotify has the track under this id.
    Known(TrackId),
    /// A search of this visit has found none that fits.
    Missing,
    /// Nobody has searched for it.
    NotSearched,
}

/// The ids that were searched for.
#[derive(Debug, Default)]
pub struct ResolvedIds {
    /// Spotify's ids by ours. Persisted.
    pub(super) found: Vec<(TrackId, TrackId)>,
    /// Tracks that were searched for in this visit and not found, by our ids.
    pub(super) missing: BTreeSet<TrackId>,
}

impl ResolvedIds {
    /// Looks up Spotify's id of the track that we call `id`.
    #[must_use]
    pub fn resolve(&self, id: &TrackId) -> IdResolution {
        if id.spotify().is_some() {
            return IdResolution::Known(id.clone());
        }
        let found = self.found.iter().find(|(ours, _)| ours == id);
        match found {
            Some((_, found)) => IdResolution::Known(found.clone()),
            None if self.missing.contains(id) => IdResolution::Missing,
            None => IdResolution::NotSearched,
        }
    }

    /// Spotify's ids of those tracks of `list` that have one, in its order, each once.
    #[must_use]
    pub fn known_ids(&self, list: &[NamedTrack]) -> Vec<TrackId> {
        let mut ids = Vec::with_capacity(list.len());
        for track in list {
            if let IdResolution::Known(id) = self.resolve(&track.id)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }

    /// Notes what a search for `track` has brought.
    pub(super) fn note_search(&mut self, track: NamedTrack, found: Option<SpotifyTrack>) {
        let Some(found) = found else {
            self.missing.insert(track.id);
            return;
        };
        self.found.retain(|(ours, _)| *ours != track.id);
        if self.found.len() >= MOST_KEPT {
            self.found.remove(0);
        }
        self.found.push((track.id, found.id));
    }
}

/// The search that may find `track`.
pub(super) fn wanted_track(track: &NamedTrack) -> WantedTrack {
    WantedTrack {
        title: track.title.clone(),
        artist: track.artist.clone(),
    }
}
