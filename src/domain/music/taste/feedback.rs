//! One thumb, and what it was given to.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::quantity::{Bpm, Fraction, UnixMillis};
use serde::{Deserialize, Serialize};

/// What the person said about a track.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThumbVerdict {
    /// 👍
    Up,
    /// 👎
    Down,
    /// Not now: a weak no.
    Skip,
}

/// The longest text that is kept, in characters; longer ones are cut.
pub const LONGEST_TEXT: usize = 120;

/// The end of the year 9999, in milliseconds from 1970: up to 9e14, JSON's reader gives back exactly what was written.
const LAST_MOMENT: f64 = 253_402_300_799_999.0;

/// One thumb: what was said, about what, in which mood. It holds the track's features, so that it means the
/// same when the track is no longer there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// What was said.
    pub verdict: ThumbVerdict,
    /// About which track.
    pub track: TrackId,
    /// Its title, to show it.
    pub title: String,
    /// Who plays it.
    pub artist: String,
    /// Its genre.
    pub genre: String,
    /// When it came out.
    pub year: u16,
    /// Gloomy to cheerful.
    pub valence: Fraction,
    /// Calm to intense.
    pub energy: Fraction,
    /// How easily one dances to it.
    pub danceability: Fraction,
    /// Its beat.
    pub tempo: Bpm,
    /// Electric to acoustic.
    pub acousticness: Fraction,
    /// Sung to instrumental.
    pub instrumentalness: Fraction,
    /// The mood it was meant for.
    pub mood: Place,
    /// When it was said.
    pub at: UnixMillis,
}

/// A thumb or a skip for a track of the list, with what its undo and its notice need.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The running number of the judgement, by which its undo is told from others.
    pub number: u32,
    /// What was said, and about what.
    pub feedback: Feedback,
    /// The track's whole title, for the notice.
    pub title: String,
    /// Whether the track had a thumb up before: a second one takes the first back.
    pub was_liked: bool,
}

impl Feedback {
    /// What `verdict` on `track`, shown for `mood`, says.
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
            mood,
            at,
        }
        .bounded()
    }

    /// The same with its texts cut to [`LONGEST_TEXT`] and its time in whole milliseconds, as JSON keeps it.
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
