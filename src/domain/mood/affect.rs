//! The common currency of every source of mood: a face, a hand on the mood plane, words, each ends as an [`Affect`].

use crate::domain::mood::place::Place;
use crate::domain::quantity::Fraction;

/// Core affect on the circumplex (Russell, "A circumplex model of affect", 1980) and how sure its source is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affect {
    /// The place on the plane.
    pub place: Place,
    /// The confidence of its source in each axis.
    pub confidence: AxisConfidence,
}

/// The confidence of a source in each axis apart: a voice tells excitement from calm well, and pleasure from
/// displeasure badly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisConfidence {
    /// Whether it is pleasant: 0 for a guess, 1 for certainty.
    pub valence: Fraction,
    /// Whether it is excited: 0 for a guess, 1 for certainty.
    pub arousal: Fraction,
}

impl AxisConfidence {
    /// Certain of both axes.
    pub const CERTAIN: Self = Self::even(Fraction::MAX);

    /// As sure of one axis as of the other.
    #[must_use]
    pub const fn even(confidence: Fraction) -> Self {
        Self {
            valence: confidence,
            arousal: confidence,
        }
    }

    /// The confidence in the place as a whole: the mean of both axes.
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
