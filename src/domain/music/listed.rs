//! A track of a list with the reason for it, and its record for what is kept and for the way between bundles.

use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::domain::music::aim::{Aim, place_of};
use crate::domain::music::annotation::Annotation;
use crate::domain::music::catalogue::{AudioFeatures, Style, Track, TrackId};
use crate::domain::music::intent::Intent;
use crate::domain::music::need::Need;
use crate::domain::music::playlist::RankedTrack;
use crate::domain::music::reason::{Reason, phrase_reasons};
use crate::domain::quantity::Fraction;
use serde::{Deserialize, Serialize};

/// A track in the list, with the reason for it in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedTrack {
    /// The track, what was asked for, and the reasons.
    pub ranked: RankedTrack,
    /// The reason for the track, as a phrase for people.
    pub reason: String,
    /// A mark for a thumb up.
    pub liked: bool,
}

impl ListedTrack {
    /// Makes the entry of a track that was just drawn.
    #[must_use]
    pub fn new(mut ranked: RankedTrack, liked: bool) -> Self {
        // To be near the middle of everything says nothing.
        let middle = word_for(Place::MIDDLE);
        ranked
            .reasons
            .retain(|reason| !matches!(reason, Reason::Near(word) if *word == middle));
        let reason = phrase_reasons(&ranked.reasons);
        Self {
            ranked,
            reason,
            liked,
        }
    }

    /// The id of the listed track.
    #[must_use]
    pub const fn id(&self) -> &TrackId {
        &self.ranked.track.id
    }
}

/// The record of a listed track, for what is kept and for the way between bundles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListedTrackRecord {
    id: TrackId,
    title: String,
    artist: String,
    year: u16,
    genre: String,
    explicit: bool,
    #[serde(default)]
    annotation: Annotation,
    sound: AudioFeatures,
    fit: Fraction,
    place: Place,
    asked: Intent,
    wordless: Fraction,
    reason: String,
    #[serde(default)]
    liked: bool,
}

impl From<&ListedTrack> for ListedTrackRecord {
    fn from(listed: &ListedTrack) -> Self {
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
            annotation: track.annotation,
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

impl From<ListedTrackRecord> for ListedTrack {
    fn from(record: ListedTrackRecord) -> Self {
        let track = Track {
            id: record.id,
            title: record.title,
            artist: record.artist,
            year: record.year,
            style: Style::of_genre(&record.genre),
            genre: record.genre,
            features: record.sound,
            annotation: record.annotation,
            explicit: record.explicit,
        };
        let aim = Aim {
            place: record.place,
            intent: record.asked,
            wordless: record.wordless,
            need: Need::of_intent(&record.asked),
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
