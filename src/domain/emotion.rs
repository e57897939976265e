//! The seven emotions and their probabilities. Where they lie on the mood plane is
//! [`crate::domain::mood::circumplex`]'s.

use crate::domain::quantity::Fraction;
use serde::{Deserialize, Serialize};

/// The seven classes of FER-2013 (Goodfellow et al., 2013), in that data set's official order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each variant is the word it names")]
pub enum Emotion {
    Angry,
    Disgusted,
    Fearful,
    Happy,
    Sad,
    Surprised,
    Neutral,
}

impl Emotion {
    /// All seven emotions, in the order of every array of probabilities in this project.
    pub const ALL: [Self; 7] = [
        Self::Angry,
        Self::Disgusted,
        Self::Fearful,
        Self::Happy,
        Self::Sad,
        Self::Surprised,
        Self::Neutral,
    ];

    /// English word for the emotion, as people see it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Angry => "Angry",
            Self::Disgusted => "Disgusted",
            Self::Fearful => "Fearful",
            Self::Happy => "Happy",
            Self::Sad => "Sad",
            Self::Surprised => "Surprised",
            Self::Neutral => "Neutral",
        }
    }
}

/// Error for an array that is no probability distribution: seven finite, non-negative numbers that sum to one.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("seven probabilities that sum to 1 were expected, the sum is {sum}")]
pub struct NotADistribution {
    /// Sum of the seven numbers that were given.
    pub sum: f32,
}

/// Probability of each of [`Emotion::ALL`], in that order; the seven sum to one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "[f32; 7]", into = "[f32; 7]")]
pub struct EmotionScores([f32; 7]);

impl EmotionScores {
    /// Largest distance of a sum from one: what the rounding of seven 32-bit floats can amount to.
    const SUM_TOLERANCE: f32 = 1e-3;

    /// Checks that seven probabilities, in the order of [`Emotion::ALL`], form a distribution.
    ///
    /// # Errors
    /// [`NotADistribution`] when one is negative or not finite, or their sum is not one (±0.001).
    pub fn new(probabilities: [f32; 7]) -> Result<Self, NotADistribution> {
        let sum: f32 = probabilities.iter().sum();
        let sound = probabilities.iter().all(|p| p.is_finite() && *p >= 0.0);
        if sound && (sum - 1.0).abs() <= Self::SUM_TOLERANCE {
            Ok(Self(probabilities))
        } else {
            Err(NotADistribution { sum })
        }
    }

    /// Probability of `emotion`, from 0 to 1.
    #[must_use]
    pub fn of(&self, emotion: Emotion) -> Fraction {
        self.iter()
            .find_map(|(e, p)| (e == emotion).then_some(p))
            .unwrap_or_default()
    }

    /// Iterates over every emotion with its probability, in the order of [`Emotion::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Emotion, Fraction)> + '_ {
        Emotion::ALL
            .into_iter()
            .zip(self.0.iter().map(|p| Fraction::clamped(*p)))
    }

    /// Likeliest emotion with its probability; the earlier one of a tie.
    #[must_use]
    pub fn top(&self) -> (Emotion, Fraction) {
        self.iter()
            .fold((Emotion::Neutral, Fraction::MIN), |best, next| {
                if next.1 > best.1 { next } else { best }
            })
    }

    /// Moves the probabilities by `share` of the way towards `next`: exponential smoothing that keeps the sum at one.
    #[must_use]
    pub fn towards(&self, next: &Self, share: Fraction) -> Self {
        let mut mixed = self.0;
        for (value, target) in mixed.iter_mut().zip(next.0) {
            *value += (target - *value) * share.get();
        }
        Self(mixed)
    }
}

/// The two answers of the emotion network about one face, given in one pass: FER-2013's label and FER+'s votes.
// The two data sets agree on seven faces of ten, so that no one answer can be right by both (`models/MODEL_CARD.md`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmotionAnswers {
    /// Probabilities of the label that FER-2013 would give.
    pub scores: EmotionScores,
    /// Probabilities of the votes that FER+'s ten voters would give.
    pub votes: EmotionScores,
}

impl EmotionAnswers {
    /// The one reading of both answers, `share` of it from the votes: label, bars, mood and music all follow it.
    // Shown and felt apart, a face read as "not sure" moved the mood by an answer that nobody saw.
    #[must_use]
    pub fn blended(&self, share: Fraction) -> EmotionScores {
        self.scores.towards(&self.votes, share)
    }
}

impl TryFrom<[f32; 7]> for EmotionScores {
    type Error = NotADistribution;
    fn try_from(value: [f32; 7]) -> Result<Self, NotADistribution> {
        Self::new(value)
    }
}

impl From<EmotionScores> for [f32; 7] {
    fn from(value: EmotionScores) -> Self {
        value.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(values: [f32; 7]) -> EmotionScores {
        EmotionScores::new(values).unwrap()
    }

    #[test]
    fn probabilities_that_do_not_sum_to_one_are_refused() {
        assert!(EmotionScores::new([0.2; 7]).is_err());
        assert!(EmotionScores::new([f32::NAN, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]).is_err());
        assert!(EmotionScores::new([-0.5, 0.5, 0.0, 1.0, 0.0, 0.0, 0.0]).is_err());
    }

    #[test]
    fn the_top_is_the_likeliest() {
        let happy = scores([0.1, 0.0, 0.0, 0.7, 0.1, 0.0, 0.1]);
        assert_eq!(happy.top(), (Emotion::Happy, Fraction::clamped(0.7)));
        assert_eq!(happy.of(Emotion::Sad), Fraction::clamped(0.1));
    }

    #[test]
    fn a_blend_lies_between_both_answers_by_its_share() {
        let answers = EmotionAnswers {
            scores: scores([0.5, 0.0, 0.0, 0.0, 0.2, 0.0, 0.3]),
            votes: scores([0.0, 0.0, 0.0, 0.0, 0.1, 0.0, 0.9]),
        };
        let blend = |share| answers.blended(Fraction::clamped(share));
        assert_eq!(blend(0.0), answers.scores);
        assert_eq!(blend(1.0), answers.votes);
        assert_eq!(answers.scores.top().0, Emotion::Angry);
        assert_eq!(blend(0.4).top().0, Emotion::Neutral);
        assert!((blend(0.4).of(Emotion::Angry).get() - 0.3).abs() < 1e-6);
    }

    #[test]
    fn smoothing_keeps_the_sum_at_one() {
        let a = scores([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        let b = scores([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
        let mixed: [f32; 7] = a.towards(&b, Fraction::clamped(0.3)).into();
        assert!((mixed.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((mixed[6] - 0.3).abs() < 1e-6);
    }
}
