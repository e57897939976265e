//! A place on the plane of valence and arousal: the one type for it.

use crate::domain::quantity::Balance;
use serde::{Deserialize, Serialize};

/// A place on the mood plane.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Unpleasant (−1) to pleasant (1).
    pub valence: Balance,
    /// Calm (−1) to excited (1).
    pub arousal: Balance,
}

impl Place {
    /// The middle of the plane.
    pub const MIDDLE: Self = Self {
        valence: Balance::MIDDLE,
        arousal: Balance::MIDDLE,
    };

    /// The nearest place to these coordinates.
    #[must_use]
    pub fn clamped(valence: f32, arousal: f32) -> Self {
        Self {
            valence: Balance::clamped(valence),
            arousal: Balance::clamped(arousal),
        }
    }

    /// The distance to `other`: 0 to √8.
    #[must_use]
    pub fn distance(self, other: Self) -> f32 {
        let valence = self.valence.get() - other.valence.get();
        let arousal = self.arousal.get() - other.arousal.get();
        // Not `hypot`: a square root is rounded alike everywhere.
        (valence * valence + arousal * arousal).sqrt()
    }

    /// The place `share` of the way to `other`.
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        let between = |a: Balance, b: Balance| a.get() + (b.get() - a.get()) * share;
        Self::clamped(
            between(self.valence, other.valence),
            between(self.arousal, other.arousal),
        )
    }
}
