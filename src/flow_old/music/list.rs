//! The list as it stands: its tracks in order, what it was made for, and its record between visits.

use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::goal::{Goal, Length};
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::listed::ListedTrackRecord;
use crate::domain::music::path::Path;
use crate::domain::music::playlist::NothingLeft;
use serde::{Deserialize, Serialize};

/// What a list was made for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Purpose {
    /// The mood it began with; none before any mood is known.
    pub mood: Option<Place>,
    /// Where it leads.
    pub goal: Goal,
    /// How long it was to be.
    pub length: Length,
    /// What it was drawn with.
    pub seed: u64,
}

impl Purpose {
    /// Where it begins.
    #[must_use]
    pub fn from(&self) -> Place {
        self.mood.unwrap_or(Place::MIDDLE)
    }

    /// The path it follows.
    #[must_use]
    pub fn path(&self) -> Path {
        Path::new(self.from(), self.goal, self.length.tracks())
    }

    /// What the list is for: "For a calm mood", "From a low mood to something joyful".
    #[must_use]
    pub fn heading(&self) -> String {
        let path = self.path();
        let towards = self.goal.towards().filter(|_| path.moves());
        let from = self.mood.map(|place| {
            let word = word_for(place);
            let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
                "an"
            } else {
                "a"
            };
            (article, word)
        });
        match (from, towards) {
            (None, None) => "A bit of everything".into(),
            (None, Some(towards)) => format!("Towards {towards}"),
            (Some((article, word)), None) => format!("For {article} {word} mood"),
            (Some((_, word)), Some(towards)) => format!("From {word} to {towards}"),
        }
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// What it was made for.
    pub purpose: Purpose,
    /// Its tracks, in the order to hear them.
    pub tracks: Vec<ListedTrack>,
    /// Why there is none, if so.
    pub nothing: Option<NothingLeft>,
}

impl List {
    /// Where a track stands.
    #[must_use]
    pub fn place_of(&self, id: &TrackId) -> Option<usize> {
        self.tracks.iter().position(|listed| listed.id() == id)
    }

    /// The ids of its tracks.
    pub fn ids(&self) -> impl Iterator<Item = &TrackId> {
        self.tracks.iter().map(ListedTrack::id)
    }

    /// How many of its tracks are by `artist`.
    #[must_use]
    pub fn by_artist(&self, artist: &str) -> usize {
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
    purpose: Purpose,
    pinned: bool,
    shown: Vec<TrackId>,
    tracks: Vec<ListedTrackRecord>,
    /// Whether every track of the list is among them: guests are not kept.
    #[serde(default = "yes")]
    whole: bool,
}

const fn yes() -> bool {
    true
}

impl ListRecord {
    pub fn new(list: &List, whole: bool, pinned: bool, shown: Vec<TrackId>) -> Self {
        Self {
            whole,
            version: VERSION,
            purpose: list.purpose,
            pinned,
            shown,
            tracks: list.tracks.iter().map(ListedTrackRecord::from).collect(),
        }
    }

    /// Whether every track of the list is there.
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// The list, whether it was pinned, and what was shown before it; none if it is of another version or too long
    /// to be one of ours.
    pub fn open(self) -> Option<(List, bool, Vec<TrackId>)> {
        if self.version != VERSION || self.tracks.len() > Length::MOST {
            return None;
        }
        let list = List {
            purpose: self.purpose,
            tracks: self.tracks.into_iter().map(ListedTrack::from).collect(),
            nothing: None,
        };
        Some((list, self.pinned, self.shown))
    }
}
