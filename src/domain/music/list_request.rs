//! A request for a list, as a value that can travel: the page answers it from the catalogue, the library worker from
//! the person's own tracks too.

use crate::domain::mood::place::Place;
use crate::domain::music::affinity::Affinity;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::external_track::ExternalTrack;
use crate::domain::music::filter::Filter;
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::intent::Intent;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::playlist::{self, NothingLeft, PlaylistParams, compose_playlist};
use crate::domain::music::pool::Pool;
use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::feedback::ThumbVerdict;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The number of a request for a list. Of two that are on their way, the newer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct RequestId(pub u32);

impl RequestId {
    /// The number of the request after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// A request for a list, as a value that can travel between page and worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListRequest {
    /// The sound the first track should have.
    pub start: Intent,
    /// The person's place on the mood plane.
    pub from: Place,
    /// The mood to be led to.
    pub goal: Goal,
    /// The length of the list.
    pub length: ListLength,
    /// The rule for the tracks that may be shown at all.
    pub filter: Filter,
    /// The owners of the tracks to draw from.
    #[serde(rename = "shelves")]
    pub sources: TrackSource,
    /// The artists, genres and tracks that are known from outside to be liked.
    pub affinity: Affinity,
    /// Tracks whose sound is known from outside: candidates beside the others.
    #[serde(default)]
    pub external_tracks: Vec<ExternalTrack>,
    /// The tracks shown lately, oldest first.
    pub recent: Vec<TrackId>,
    /// The seed of the noise: the same seed gives the same list.
    pub seed: u64,
}

impl ListRequest {
    /// Composes the list from `pool`, in which the external tracks are, for `taste`.
    ///
    /// # Errors
    /// [`NothingLeft`], with the reason.
    pub fn answer(&self, pool: &Pool, taste: &Taste) -> Result<Vec<ListedTrack>, NothingLeft> {
        let request = playlist::CompositionRequest {
            start: self.start,
            from: self.from,
            goal: self.goal,
            length: self.length,
            filter: &self.filter,
            taste,
            affinity: &self.affinity,
            recent: &self.recent,
            seed: self.seed,
            params: PlaylistParams::default(),
        };
        let list = compose_playlist(pool, &request)?;
        let liked = liked(taste);
        Ok(list
            .tracks
            .into_iter()
            .map(|ranked| {
                let liked = liked.contains(&ranked.track.id);
                ListedTrack::new(ranked, liked)
            })
            .collect())
    }
}

/// The tracks whose newest thumb is up; a skip changes nothing about it.
fn liked(taste: &Taste) -> BTreeSet<&TrackId> {
    let mut liked = BTreeSet::new();
    for feedback in taste.log() {
        match feedback.verdict {
            ThumbVerdict::Up => {
                liked.insert(&feedback.track);
            }
            ThumbVerdict::Down | ThumbVerdict::Song => {
                liked.remove(&feedback.track);
            }
            ThumbVerdict::Skip => {}
        }
    }
    liked
}
