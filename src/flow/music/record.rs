//! A listed track as plain numbers and texts: for the record of the list, and for the way from the librarian.

use crate::domain::music::aim::{Aim, place_of};
use crate::domain::music::catalogue::{Features, Style, Track, TrackId};
use crate::domain::music::intent::Intent;
use crate::domain::music::path::Place;
use crate::domain::music::playlist::RankedTrack;
use crate::domain::quantity::{Bpm, Fraction};
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
    sound: SoundRecord,
    fit: Fraction,
    place: Place,
    asked: IntentRecord,
    wordless: Fraction,
    reason: String,
    #[serde(default)]
    liked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct SoundRecord {
    valence: Fraction,
    energy: Fraction,
    danceability: Fraction,
    tempo: Bpm,
    acousticness: Fraction,
    instrumentalness: Fraction,
}

/// What a mood asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct IntentRecord {
    valence: Fraction,
    energy: Fraction,
    tempo: Bpm,
    acousticness: Fraction,
    fury: Fraction,
}

impl From<&Intent> for IntentRecord {
    fn from(intent: &Intent) -> Self {
        Self {
            valence: intent.valence,
            energy: intent.energy,
            tempo: intent.tempo,
            acousticness: intent.acousticness,
            fury: intent.fury,
        }
    }
}

impl From<IntentRecord> for Intent {
    fn from(record: IntentRecord) -> Self {
        Self {
            valence: record.valence,
            energy: record.energy,
            tempo: record.tempo,
            acousticness: record.acousticness,
            fury: record.fury,
        }
    }
}

impl From<&Listed> for ListedRecord {
    fn from(listed: &Listed) -> Self {
        let RankedTrack {
            track, fit, aim, ..
        } = &listed.ranked;
        let features = &track.features;
        Self {
            id: track.id.clone(),
            title: track.title.clone(),
            artist: track.artist.clone(),
            year: track.year,
            genre: track.genre.clone(),
            explicit: track.explicit,
            sound: SoundRecord {
                valence: features.valence,
                energy: features.energy,
                danceability: features.danceability,
                tempo: features.tempo,
                acousticness: features.acousticness,
                instrumentalness: features.instrumentalness,
            },
            fit: *fit,
            place: aim.place,
            asked: (&aim.intent).into(),
            wordless: aim.wordless,
            reason: listed.reason.clone(),
            liked: listed.liked,
        }
    }
}

impl From<ListedRecord> for Listed {
    fn from(record: ListedRecord) -> Self {
        let sound = record.sound;
        let features = Features {
            valence: sound.valence,
            energy: sound.energy,
            danceability: sound.danceability,
            tempo: sound.tempo,
            acousticness: sound.acousticness,
            instrumentalness: sound.instrumentalness,
        };
        let track = Track {
            id: record.id,
            title: record.title,
            artist: record.artist,
            year: record.year,
            style: Style::of_genre(&record.genre),
            genre: record.genre,
            features,
            country: None,
            explicit: record.explicit,
        };
        let aim = Aim {
            place: record.place,
            intent: record.asked.into(),
            wordless: record.wordless,
        };
        Self {
            ranked: RankedTrack {
                track,
                fit: record.fit,
                aim,
                sound: place_of(&features),
                // They are told by the phrase.
                reasons: Vec::new(),
            },
            reason: record.reason,
            liked: record.liked,
        }
    }
}
