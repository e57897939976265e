//! The reading of a face over time: exponentially smoothed, with a label that does not flicker.

use crate::domain::emotion::{Emotion, EmotionAnswers, EmotionScores};
use crate::domain::mood::affect::Affect;
use crate::domain::mood::circumplex::affect_of;
use crate::domain::quantity::{Fraction, Millis};

/// Parameters for smoothing the reading of one face. Empirical, but for `unsure_below`, which comes with the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmoothingParams {
    /// Time in which the smoothed reading follows a change by 63 %.
    pub time_constant: Millis,
    /// Certainty of the likeliest emotion, by both answers of the network, under which the label is [`Label::Unsure`].
    pub unsure_below: Fraction,
    /// Certainty above [`Self::unsure_below`] that it takes to leave [`Label::Unsure`] again.
    pub sure_margin: f32,
    /// Lead in probability that another emotion needs to take over the label.
    pub takeover_margin: f32,
}

impl Default for SmoothingParams {
    fn default() -> Self {
        Self {
            time_constant: Millis(600.0),
            unsure_below: Fraction::clamped(0.45),
            sure_margin: 0.05,
            takeover_margin: 0.08,
        }
    }
}

/// Label that is shown for an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Names an emotion that is likely enough.
    Sure(Emotion),
    /// Names no emotion: each is too unlikely.
    Unsure,
}

/// Expression of one face, smoothed over time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expression {
    /// Probabilities of the emotions, smoothed over time.
    pub scores: EmotionScores,
    /// Label that is shown for the expression.
    pub label: Label,
    /// Affect to which the probabilities amount.
    pub affect: Affect,
}

/// Exponential smoother for the readings of one face.
#[derive(Debug, Clone)]
pub struct Smoother {
    params: SmoothingParams,
    last: Option<(EmotionAnswers, Millis)>,
    label: Label,
}

impl Smoother {
    /// Makes a smoother for a face that has not been read yet.
    #[must_use]
    pub const fn new(params: SmoothingParams) -> Self {
        Self {
            params,
            last: None,
            label: Label::Unsure,
        }
    }

    /// Takes a reading of the moment `at` on the monotonic clock and returns the smoothed expression. The first reading
    /// counts in full, later ones by the time that has passed, so that the result does not depend on the frame rate.
    pub fn update(&mut self, answers: &EmotionAnswers, at: Millis) -> Expression {
        let first = self.last.is_none();
        let answers = match &self.last {
            None => *answers,
            Some((smooth, then)) => smooth.towards(answers, self.share(at.since(*then))),
        };
        self.last = Some((answers, at));
        self.label = self.next_label(&answers, first);
        Expression {
            scores: answers.scores,
            label: self.label,
            affect: affect_of(&answers.scores),
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a share needs no more than 24 bits"
    )]
    fn share(&self, passed: Millis) -> Fraction {
        Fraction::clamped((1.0 - (-passed.0 / self.params.time_constant.0).exp()) as f32)
    }

    fn next_label(&self, answers: &EmotionAnswers, first: bool) -> Label {
        let (top, probability) = answers.scores.top();
        let certainty = answers.certainty(top).get();
        let threshold = self.params.unsure_below.get();
        match self.label {
            Label::Unsure => {
                let margin = if first { 0.0 } else { self.params.sure_margin };
                if certainty >= threshold + margin {
                    Label::Sure(top)
                } else {
                    Label::Unsure
                }
            }
            Label::Sure(_) if certainty < threshold => Label::Unsure,
            Label::Sure(held) => {
                let lead = probability.get() - answers.scores.of(held).get();
                Label::Sure(if lead >= self.params.takeover_margin {
                    top
                } else {
                    held
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mix(happy: f32, neutral: f32) -> EmotionAnswers {
        let rest = (1.0 - happy - neutral) / 5.0;
        let scores = EmotionScores::new([rest, rest, rest, happy, rest, rest, neutral]).unwrap();
        EmotionAnswers {
            scores,
            votes: scores,
        }
    }

    fn at(millis: f64) -> Millis {
        Millis(millis)
    }

    #[test]
    fn a_single_odd_frame_does_not_change_the_label() {
        let mut smoother = Smoother::new(SmoothingParams::default());
        for frame in 0..10 {
            smoother.update(&mix(0.9, 0.05), at(f64::from(frame) * 70.0));
        }
        let odd = smoother.update(&mix(0.05, 0.9), at(700.0));
        assert_eq!(odd.label, Label::Sure(Emotion::Happy));
    }

    #[test]
    fn a_lasting_change_is_followed_within_two_seconds() {
        let mut smoother = Smoother::new(SmoothingParams::default());
        smoother.update(&mix(0.9, 0.05), at(0.0));
        let mut label = Label::Unsure;
        for frame in 1..30 {
            label = smoother
                .update(&mix(0.05, 0.9), at(f64::from(frame) * 70.0))
                .label;
        }
        assert_eq!(label, Label::Sure(Emotion::Neutral));
    }

    #[test]
    fn it_takes_more_to_become_sure_than_to_stay_so() {
        let mut smoother = Smoother::new(SmoothingParams::default());
        smoother.update(&mix(0.3, 0.2), at(0.0));
        let hesitant = smoother.update(&mix(0.47, 0.1), at(60_000.0));
        assert_eq!(hesitant.label, Label::Unsure);
        smoother.update(&mix(0.6, 0.1), at(120_000.0));
        let held = smoother.update(&mix(0.47, 0.1), at(180_000.0));
        assert_eq!(held.label, Label::Sure(Emotion::Happy));
    }

    #[test]
    fn what_the_voters_would_not_say_is_not_named() {
        let both = |scores: EmotionAnswers, votes: EmotionAnswers| EmotionAnswers {
            scores: scores.scores,
            votes: votes.scores,
        };
        let label = |answers| {
            let mut smoother = Smoother::new(SmoothingParams::default());
            smoother.update(&answers, at(0.0)).label
        };
        let (weak, strong, other) = (mix(0.4, 0.1), mix(0.8, 0.1), mix(0.05, 0.9));
        assert_eq!(label(weak), Label::Unsure);
        assert_eq!(label(both(weak, strong)), Label::Sure(Emotion::Happy));
        assert_eq!(label(both(strong, other)), Label::Unsure);
    }

    proptest! {
        #[test]
        fn smoothed_probabilities_stay_between_what_went_in(
            a in 0.0_f32..1.0, b in 0.0_f32..1.0, gap in 0.0_f64..5000.0,
        ) {
            let mut smoother = Smoother::new(SmoothingParams::default());
            smoother.update(&mix(a, 0.0), at(0.0));
            let out = smoother.update(&mix(b, 0.0), at(gap)).scores.of(Emotion::Happy).get();
            prop_assert!(out >= a.min(b) - 1e-5 && out <= a.max(b) + 1e-5);
        }

        #[test]
        fn the_frame_rate_does_not_matter(steps in 1_u32..40) {
            let mut smoother = Smoother::new(SmoothingParams::default());
            smoother.update(&mix(0.0, 0.0), at(0.0));
            let mut last = 0.0;
            for step in 1..=steps {
                let expression = smoother.update(&mix(1.0, 0.0), at(1000.0 * f64::from(step) / f64::from(steps)));
                last = expression.scores.of(Emotion::Happy).get();
            }
            let expected = 1.0 - (-1000.0_f32 / 600.0).exp();
            prop_assert!((last - expected).abs() < 1e-3);
        }
    }
}
