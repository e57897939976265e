//! Affects over time to one mood.
//!
//! [`affect`] is what every source of mood ends as, [`place`] a place on the plane. [`circumplex`] places emotions
//! there, [`smoothing`] steadies one face's reading, [`words`] reads a mood from a short text, [`fusion`] makes one
//! affect of several sources', [`settling`] says when a mood is worth following, [`trail`] remembers its last moments,
//! [`word`] finds the one word for it.

pub mod affect;
pub mod circumplex;
pub mod fusion;
pub mod place;
pub mod settling;
pub mod smoothing;
pub mod trail;
pub mod word;
pub mod words;

use crate::domain::mood::affect::Affect;
use crate::domain::mood::place::Place;
use crate::domain::quantity::{Fraction, UnixMillis};

/// A mood: a place on the plane of valence and arousal at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mood {
    /// Place on the plane of valence and arousal.
    pub place: Place,
    /// Confidence in the place: 0 for a guess, 1 for certainty.
    pub confidence: Fraction,
    /// Moment by the wall clock, for records; spans of time are measured by the monotonic clock.
    pub at: UnixMillis,
}

impl Mood {
    /// Makes the mood of `affect` at the moment `at`; its confidence is the mean of both axes'.
    #[must_use]
    pub fn from_affect(affect: Affect, at: UnixMillis) -> Self {
        Self {
            place: affect.place,
            confidence: affect.confidence.overall(),
            at,
        }
    }
}

impl Place {
    /// Makes a mood of the place, with full confidence and at no particular moment.
    #[must_use]
    pub const fn as_mood(self) -> Mood {
        Mood {
            place: self,
            confidence: Fraction::MAX,
            at: UnixMillis(0.0),
        }
    }
}

impl From<&Mood> for Place {
    fn from(mood: &Mood) -> Self {
        mood.place
    }
}
