//! Affects over time to one mood.
//!
//! Cannot tell a face from a voice or a hand: it sees probabilities and [`Affect`]s. [`circumplex`] places
//! emotions on the plane, [`smoothing`] steadies one face's reading, [`settling`] says when a mood is worth
//! following, [`trail`] remembers its last moments, [`words`] reads a mood from
//! a short text.

pub mod circumplex;
pub mod place;
pub mod settling;
pub mod smoothing;
pub mod trail;
pub mod words;

use crate::domain::emotion::Affect;
use crate::domain::quantity::{Balance, Fraction, UnixMillis};
use serde::{Deserialize, Serialize};

/// A mood: a place on the valence–arousal plane at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Mood {
    /// Unpleasant (−1) to pleasant (1).
    pub valence: Balance,
    /// Calm (−1) to excited (1).
    pub arousal: Balance,
    /// 0: a guess, 1: certain.
    pub confidence: Fraction,
    /// When.
    pub at: UnixMillis,
}

impl Mood {
    /// The mood of `affect` at `at`.
    #[must_use]
    pub const fn from_affect(affect: Affect, at: UnixMillis) -> Self {
        Self {
            valence: affect.valence,
            arousal: affect.arousal,
            confidence: affect.confidence,
            at,
        }
    }

    /// How far `other` is on the plane: 0 to √8.
    #[must_use]
    pub fn distance(&self, other: &Self) -> f32 {
        (self.valence.get() - other.valence.get()).hypot(self.arousal.get() - other.arousal.get())
    }
}
