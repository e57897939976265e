//! A list: its tracks in order, what it was made for, and its record between visits.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::listed::{ListedTrack, ListedTrackRecord};
use crate::domain::music::path::MoodPath;
use crate::domain::music::playlist::NothingLeft;
use serde::{Deserialize, Serialize};

/// The origin of the mood that a list follows, as far as its sentence goes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MoodOrigin {
    /// A face was read.
    Look,
    /// A hand or words have set it.
    Statement,
    /// The list of the last visit brought it along.
    LastVisit,
}

/// The mood, goal, length and seed that a list was made for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ListPurpose {
    /// The mood it began with; none before any mood is known.
    pub mood: Option<Place>,
    /// The goal that it leads to.
    pub goal: Goal,
    /// The length that was asked for.
    pub length: ListLength,
    /// The seed that it was drawn with.
    pub seed: u64,
}

impl ListPurpose {
    /// The place that it begins at.
    #[must_use]
    pub fn from(&self) -> Place {
        self.mood.unwrap_or(Place::MIDDLE)
    }

    /// The path it follows.
    #[must_use]
    pub fn path(&self) -> MoodPath {
        MoodPath::new(self.from(), self.goal, self.length.tracks())
    }
}

/// A list of tracks, with what it was made for.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackList {
    /// The purpose that it was made for.
    pub purpose: ListPurpose,
    /// The tracks, in the order to hear them.
    pub tracks: Vec<ListedTrack>,
    /// The reason that there is no track, if so.
    pub nothing: Option<NothingLeft>,
}

impl TrackList {
    /// The place of a track in the order.
    #[must_use]
    pub fn place_of(&self, id: &TrackId) -> Option<usize> {
        self.tracks.iter().position(|listed| listed.id() == id)
    }

    /// The track of this id.
    #[must_use]
    pub fn find(&self, id: &TrackId) -> Option<&ListedTrack> {
        self.tracks.iter().find(|listed| listed.id() == id)
    }

    /// The track of this id, under Spotify's.
    #[must_use]
    pub fn under_id(&self, id: &TrackId, spotify_id: TrackId) -> Option<Track> {
        Some(Track {
            id: spotify_id,
            ..self.find(id)?.ranked.track.clone()
        })
    }

    /// The ids of its tracks.
    pub fn ids(&self) -> impl Iterator<Item = &TrackId> {
        self.tracks.iter().map(ListedTrack::id)
    }

    /// The number of its tracks by `artist`.
    #[must_use]
    pub fn count_by(&self, artist: &str) -> usize {
        let by = |listed: &&ListedTrack| listed.ranked.track.artist == artist;
        self.tracks.iter().filter(by).count()
    }
}

/// The version of [`ListRecord`] that is written, and the only one that is read.
const VERSION: u32 = 1;

/// A list as it is kept between visits, with what was shown before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ListRecord {
    version: u32,
    purpose: ListPurpose,
    pinned: bool,
    shown: Vec<TrackId>,
    tracks: Vec<ListedTrackRecord>,
    /// True when every track of the list is among them: external ones are not kept.
    #[serde(default = "yes")]
    whole: bool,
}

const fn yes() -> bool {
    true
}

/// A list that was kept.
#[derive(Debug)]
pub(super) struct RestoredList {
    pub list: TrackList,
    pub is_whole: bool,
    pub is_pinned: bool,
    pub shown: Vec<TrackId>,
}

impl ListRecord {
    /// The record of `list` without those tracks that `is_external` knows.
    pub fn new(
        list: &TrackList,
        is_external: impl Fn(&TrackId) -> bool,
        pinned: bool,
        shown: Vec<TrackId>,
    ) -> Self {
        let own = list.tracks.iter().filter(|one| !is_external(one.id()));
        let tracks: Vec<_> = own.map(ListedTrackRecord::from).collect();
        Self {
            whole: tracks.len() == list.tracks.len(),
            version: VERSION,
            purpose: list.purpose,
            pinned,
            shown,
            tracks,
        }
    }

    /// The kept list; none if the record is of another version or too long to be one of ours.
    pub fn into_list(self) -> Option<RestoredList> {
        if self.version != VERSION || self.tracks.len() > ListLength::MOST {
            return None;
        }
        Some(RestoredList {
            list: TrackList {
                purpose: self.purpose,
                tracks: self.tracks.into_iter().map(ListedTrack::from).collect(),
                nothing: None,
            },
            is_whole: self.whole,
            is_pinned: self.pinned,
            shown: self.shown,
        })
    }
}
