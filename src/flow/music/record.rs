//! A listed track as plain numbers and texts: for the record of the list, and for the way from the librarian.

use crate::domain::music::aim::{Aim, place_of};
use crate::domain::music::catalogue::{Features, Style, Track, TrackId};
use crate::domain::music::intent::Intent;
use crate::domain::music::path::Place;
use crate::domain::music::playlist::RankedTrack;
use crate::domain::quantity::Fraction;
use crate::flow::music::list::Listed;
use serde::{Deserialize, Serialize};

/// A listed track.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListedRecord {
    id: TrackId,
    title: String,
    artist: String,
    year: u16,
    genre: String,
    explicit: bool,
    sound: Features,
    fit: Fraction,
    place: Place,
    asked: Intent,
    wordless: Fraction,
    reason: String,
    #[serde(default)]
    liked: bool,
}

impl From<&Listed> for ListedRecord {
    fn from(listed: &Listed) -> Self {
        let RankedTrack {
            track, fit, aim, ..
        } = &listed.ranked;
        Self {
            id: track.id.clone(),
            title: track.title.clone(),
            artist: track.artist.clone(),
            year: track.year,
            genre: track.genre.clone(),
            explicit: track.explicit,
            sound: track.features,
            fit: *fit,
            place: aim.place,
            asked: aim.intent,
            wordless: aim.wordless,
            reason: listed.reason.clone(),
            liked: listed.liked,
        }
    }
}

impl From<ListedRecord> for Listed {
    fn from(record: ListedRecord) -> Self {
        let track = Track {
            id: record.id,
            title: record.title,
            artist: record.artist,
            year: record.year,
            style: Style::of_genre(&record.genre),
            genre: record.genre,
            features: record.sound,
            country: None,
            explicit: record.explicit,
        };
        let aim = Aim {
            place: record.place,
            intent: record.asked,
            wordless: record.wordless,
        };
        Self {
            ranked: RankedTrack {
                track,
                fit: record.fit,
                aim,
                sound: place_of(&record.sound),
                // They are told by the phrase.
                reasons: Vec::new(),
            },
            reason: record.reason,
            liked: record.liked,
        }
    }
}
