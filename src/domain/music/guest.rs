//! Tracks from outside whose sound is known for the moment: candidates beside the catalogue's.
//!
//! They belong to whoever brings them, who also says when they leave; they are never written into a record.

use crate::domain::music::catalogue::{Features, Style, Track, TrackId};
use serde::{Deserialize, Serialize};

/// A guest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guest {
    /// Its id.
    pub id: TrackId,
    /// Its title.
    pub title: String,
    /// Who plays it.
    pub artist: String,
    /// When it came out; 0 where that is not known.
    pub year: u16,
    /// Whether it has strong language.
    pub explicit: bool,
    /// How it sounds.
    pub features: Features,
    /// Whose it is.
    pub whose: Whose,
}

/// Whose a guest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// The person's own: they listen to it.
    Own,
    /// It is suggested to them.
    Suggested,
}

impl From<&Guest> for Track {
    /// Of no known genre, as tracks of a table without genres.
    fn from(guest: &Guest) -> Self {
        Self {
            id: guest.id.clone(),
            title: guest.title.clone(),
            artist: guest.artist.clone(),
            year: guest.year,
            genre: String::new(),
            features: guest.features,
            style: Style::default(),
            country: None,
            explicit: guest.explicit,
        }
    }
}
