//! The common currency of every source of mood: a face, a hand on the mood plane, words, each ends as an [`Affect`].

use crate::domain::mood::place::Place;
use crate::domain::quantity::Fraction;

/// Core affect on the circumplex (Russell, "A circumplex model of affect", 1980) with the confidence of its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affect {
    /// Place on the plane of valence and arousal.
    pub place: Place,
    /// Confidence of the source, for each axis.
    pub confidence: AxisConfidence,
}

/// Confidence of a source in each axis of the plane.
// One for each: a voice tells excitement from calm well, and pleasure from displeasure badly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisConfidence {
    /// Confidence in the valence: 0 for a guess, 1 for certainty.
    pub valence: Fraction,
    /// Confidence in the arousal: 0 for a guess, 1 for certainty.
    pub arousal: Fraction,
}

impl AxisConfidence {
    /// Full confidence in both axes.
    pub const CERTAIN: Self = Self::even(Fraction::MAX);

    /// Makes the same confidence for both axes.
    #[must_use]
    pub const fn even(confidence: Fraction) -> Self {
        Self {
            valence: confidence,
            arousal: confidence,
        }
    }

    /// Confidence in the place as a whole: the mean of both axes, 0 to 1.
    #[must_use]
    pub fn overall(self) -> Fraction {
        Fraction::clamped(f32::midpoint(self.valence.get(), self.arousal.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_is_as_sure_as_its_axes_are_on_the_mean() {
        let voice = AxisConfidence {
            valence: Fraction::clamped(0.25),
            arousal: Fraction::clamped(0.75),
        };
        assert_eq!(voice.overall(), Fraction::clamped(0.5));
        assert_eq!(AxisConfidence::CERTAIN.overall(), Fraction::MAX);
    }
}
