//! Spotify's ids of tracks that have none: what searches have brought, remembered over visits.
//!
//! What a search is for, and when it is made, is [`super::deed`].

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::search::WantedTrack;
use crate::flow_old::spotify::Spotify;
use crate::flow_old::spotify::entry::Entry;

/// How many finds are kept: more than anybody does something with before they are old.
const MOST_KEPT: usize = 200;

/// What is known of a track's id at Spotify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// This one.
    Id(TrackId),
    /// A search of this visit has found none that fits.
    Missing,
    /// Nobody has searched.
    NotYet,
}

impl Spotify {
    /// What is known of Spotify's id of the track that is told by `id`.
    #[must_use]
    pub fn finding(&self, id: &TrackId) -> Finding {
        if id.spotify().is_some() {
            return Finding::Id(id.clone());
        }
        let found = self.kept.found.iter().find(|(ours, _)| ours == id);
        match found {
            Some((_, found)) => Finding::Id(found.clone()),
            None if self.missing.contains(id) => Finding::Missing,
            None => Finding::NotYet,
        }
    }

    /// Spotify's ids of those tracks of `list` that have one, in its order, each once.
    pub(super) fn ids_of(&self, list: &[Entry]) -> Vec<TrackId> {
        let mut ids = Vec::with_capacity(list.len());
        for entry in list {
            if let Finding::Id(id) = self.finding(&entry.id)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }

    /// Notes what a search for `entry` has brought.
    pub(super) fn note_finding(&mut self, entry: Entry, found: Option<SpotifyTrack>) {
        let Some(track) = found else {
            self.missing.insert(entry.id);
            return;
        };
        let kept = &mut self.kept.found;
        kept.retain(|(ours, _)| *ours != entry.id);
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        kept.push((entry.id, track.id));
    }
}

/// What is looked for.
pub(super) fn wanted(entry: &Entry) -> WantedTrack {
    WantedTrack {
        title: entry.title.clone(),
        artist: entry.artist.clone(),
    }
}
