//! One thumb, and the track and mood it was given to.

use crate::domain::mood::place::Place;
use crate::domain::music::annotation::Annotation;
use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::quantity::{Bpm, Fraction, UnixMillis};
use serde::{Deserialize, Serialize};

/// A person's word about a track: thumb up, thumb down, or skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThumbVerdict {
    /// The thumb up 👍: more like this.
    Up,
    /// The thumb down 👎: never this again, and less of what is like it.
    Down,
    /// The word that this song alone should not come again: nothing is learned about others.
    Song,
    /// The skip, "not now": a weak no.
    Skip,
}

/// The longest text that is kept, in characters; longer ones are cut.
pub const LONGEST_TEXT: usize = 120;

/// The end of the year 9999, in milliseconds from 1970.
// Up to 9e14, JSON's reader gives back exactly what was written.
const LAST_MOMENT: f64 = 253_402_300_799_999.0;

/// A thumb: the verdict, the track, and the mood it was given in. It holds the track's features, so that it means the
/// same when the track is no longer there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// The thumb that was given, or the skip.
    pub verdict: ThumbVerdict,
    /// The id of the track that it is about.
    pub track: TrackId,
    /// The track's title, to show it.
    pub title: String,
    /// The artists' names, as they are shown.
    pub artist: String,
    /// The track's genre, in lower case.
    pub genre: String,
    /// The year of release; 0 where it is not known.
    pub year: u16,
    /// The track's sound from gloomy (0) to cheerful (1).
    pub valence: Fraction,
    /// The track's sound from calm (0) to intense (1).
    pub energy: Fraction,
    /// The ease of dancing to the track, 0 to 1.
    pub danceability: Fraction,
    /// The track's beats a minute.
    pub tempo: Bpm,
    /// The track's sound from electric (0) to acoustic (1).
    pub acousticness: Fraction,
    /// The track's sound from sung (0) to instrumental (1).
    pub instrumentalness: Fraction,
    /// The editor's annotation of the track.
    #[serde(default)]
    pub annotation: Annotation,
    /// The mood that the track was meant for.
    pub mood: Place,
    /// The moment of the thumb, by the wall clock.
    pub at: UnixMillis,
}

/// A thumb or a skip for a track of the list, with what its undo and its notice need.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The running number of the judgement, by which its undo is told from others.
    pub number: u32,
    /// The verdict, and the track that it is about.
    pub feedback: Feedback,
    /// The track's whole title, for the notice.
    pub title: String,
    /// True if the track had a thumb up before: a second one takes the first back.
    pub was_liked: bool,
}

impl Feedback {
    /// Makes the feedback of a verdict on a track that was shown for a mood.
    #[must_use]
    pub fn new(verdict: ThumbVerdict, track: &Track, mood: Place, at: UnixMillis) -> Self {
        let features = &track.features;
        Self {
            verdict,
            track: track.id.clone(),
            title: track.title.clone(),
            artist: track.artist.clone(),
            genre: track.genre.clone(),
            year: track.year,
            valence: features.valence,
            energy: features.energy,
            danceability: features.danceability,
            tempo: features.tempo,
            acousticness: features.acousticness,
            instrumentalness: features.instrumentalness,
            annotation: track.annotation,
            mood,
            at,
        }
        .bounded()
    }

    /// The feedback with its texts cut to [`LONGEST_TEXT`] and its time in whole milliseconds, as JSON keeps it.
    #[must_use]
    pub(super) fn bounded(mut self) -> Self {
        for text in [&mut self.title, &mut self.artist, &mut self.genre] {
            if let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) {
                text.truncate(end);
            }
        }
        let at = if self.at.0.is_finite() {
            self.at.0
        } else {
            0.0
        };
        self.at = UnixMillis(at.round().clamp(-LAST_MOMENT, LAST_MOMENT));
        self
    }
}
