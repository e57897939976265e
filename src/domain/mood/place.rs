//! A place on the plane of valence and arousal: the one type for it.

use crate::domain::quantity::Balance;
use serde::{Deserialize, Serialize};

/// A place on the mood plane of valence and arousal.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Valence, from unpleasant (−1) to pleasant (1).
    pub valence: Balance,
    /// Arousal, from calm (−1) to excited (1).
    pub arousal: Balance,
}

impl Place {
    /// The middle of the plane, neutral on both axes.
    pub const MIDDLE: Self = Self {
        valence: Balance::MIDDLE,
        arousal: Balance::MIDDLE,
    };

    /// Makes the nearest place to these coordinates.
    #[must_use]
    pub fn clamped(valence: f32, arousal: f32) -> Self {
        Self {
            valence: Balance::clamped(valence),
            arousal: Balance::clamped(arousal),
        }
    }

    /// Euclidean distance to `other`, from 0 to √8.
    #[must_use]
    pub fn distance(self, other: Self) -> f32 {
        let valence = self.valence.get() - other.valence.get();
        let arousal = self.arousal.get() - other.arousal.get();
        // Not `hypot`: a square root is rounded alike everywhere.
        (valence * valence + arousal * arousal).sqrt()
    }

    /// Place that lies `share` of the way to `other`.
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        let between = |a: Balance, b: Balance| a.get() + (b.get() - a.get()) * share;
        Self::clamped(
            between(self.valence, other.valence),
            between(self.arousal, other.arousal),
        )
    }
}
