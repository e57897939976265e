//! The reading of a face over time: exponentially smoothed, with a label that does not flicker.

use crate::domain::emotion::{Emotion, EmotionScores};
use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::circumplex::affect_of;
use crate::domain::quantity::{Fraction, Millis};

/// Parameters for smoothing the reading of one face. Empirical, but for `unsure_below`, which comes with the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmoothingParams {
    /// Time in which the smoothed reading follows a change by 63 %.
    pub time_constant: Millis,
    /// Certainty, the probability of the likeliest emotion times the clarity of the view, under which the label is
    /// [`Label::Unsure`].
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

/// Readings of one face, smoothed up to a moment.
#[derive(Debug, Clone, Copy)]
struct Smoothed {
    scores: EmotionScores,
    clarity: f32,
    at: Millis,
}

/// Exponential smoother for the readings of one face.
#[derive(Debug, Clone)]
pub struct Smoother {
    params: SmoothingParams,
    last: Option<Smoothed>,
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

    /// Takes a reading of the moment `at` on the monotonic clock, in a view of `clarity`, and returns the smoothed
    /// expression. The first reading counts in full, later ones by their clarity and the time that has passed, so that
    /// the result does not depend on the frame rate.
    pub fn update(&mut self, scores: &EmotionScores, clarity: Fraction, at: Millis) -> Expression {
        let first = self.last.is_none();
        let clarity = clarity.get();
        let smooth = match &self.last {
            None => Smoothed {
                scores: *scores,
                clarity,
                at,
            },
            Some(last) => {
                let share = self.share(at.since(last.at));
                Smoothed {
                    // What is seen badly teaches little.
                    scores: last
                        .scores
                        .towards(scores, Fraction::clamped(share.get() * clarity)),
                    clarity: (clarity - last.clarity).mul_add(share.get(), last.clarity),
                    at,
                }
            }
        };
        self.last = Some(smooth);
        self.label = self.next_label(&smooth, first);
        Expression {
            scores: smooth.scores,
            label: self.label,
            affect: felt(&smooth),
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a share needs no more than 24 bits"
    )]
    fn share(&self, passed: Millis) -> Fraction {
        Fraction::clamped((1.0 - (-passed.0 / self.params.time_constant.0).exp()) as f32)
    }

    fn next_label(&self, smooth: &Smoothed, first: bool) -> Label {
        let (top, probability) = smooth.scores.top();
        let certainty = probability.get() * smooth.clarity;
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
                let lead = probability.get() - smooth.scores.of(held).get();
                Label::Sure(if lead >= self.params.takeover_margin {
                    top
                } else {
                    held
                })
            }
        }
    }
}

/// The affect of a smoothed reading, no surer than the view was clear.
fn felt(smooth: &Smoothed) -> Affect {
    let affect = affect_of(&smooth.scores);
    let confidence = affect.confidence.overall().get() * smooth.clarity;
    Affect {
        confidence: AxisConfidence::even(Fraction::clamped(confidence)),
        ..affect
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CLEAR: Fraction = Fraction::MAX;

    fn mix(happy: f32, neutral: f32) -> EmotionScores {
        let rest = (1.0 - happy - neutral) / 5.0;
        EmotionScores::new([rest, rest, rest, happy, rest, rest, neutral]).unwrap()
    }

    fn hindered(clarity: f32) -> Fraction {
        Fraction::clamped(clarity)
    }

    fn at(millis: f64) -> Millis {
        Millis(millis)
    }

    #[test]
    fn a_single_odd_frame_does_not_change_the_label() {
        let mut smoother = Smoother::new(SmoothingParams::default());
        for frame in 0..10 {
            smoother.update(&mix(0.9, 0.05), CLEAR, at(f64::from(frame) * 70.0));
        }
        let odd = smoother.update(&mix(0.05, 0.9), CLEAR, at(700.0));
        assert_eq!(odd.label, Label::Sure(Emotion::Happy));
    }

    #[test]
    fn a_lasting_change_is_followed_within_two_seconds() {
        let mut smoother = Smoother::new(SmoothingParams::default());
        smoother.update(&mix(0.9, 0.05), CLEAR, at(0.0));
        let mut label = Label::Unsure;
        for frame in 1..30 {
            label = smoother
                .update(&mix(0.05, 0.9), CLEAR, at(f64::from(frame) * 70.0))
                .label;
        }
        assert_eq!(label, Label::Sure(Emotion::Neutral));
    }

    #[test]
    fn it_takes_more_to_become_sure_than_to_stay_so() {
        let mut smoother = Smoother::new(SmoothingParams::default());
        smoother.update(&mix(0.3, 0.2), CLEAR, at(0.0));
        let hesitant = smoother.update(&mix(0.47, 0.1), CLEAR, at(60_000.0));
        assert_eq!(hesitant.label, Label::Unsure);
        smoother.update(&mix(0.6, 0.1), CLEAR, at(120_000.0));
        let held = smoother.update(&mix(0.47, 0.1), CLEAR, at(180_000.0));
        assert_eq!(held.label, Label::Sure(Emotion::Happy));
    }

    #[test]
    fn a_face_that_turns_away_is_not_sure_before_it_is_wrong() {
        let mut smoother = Smoother::new(SmoothingParams::default());
        let seen = smoother.update(&mix(0.9, 0.05), CLEAR, at(0.0));
        assert_eq!(seen.label, Label::Sure(Emotion::Happy));
        // Turned, it reads as another emotion, and as surely.
        let mut now = 0.0;
        let mut labels = Vec::new();
        for _ in 0..40 {
            now += 70.0;
            labels.push(
                smoother
                    .update(&mix(0.05, 0.9), hindered(0.1), at(now))
                    .label,
            );
        }
        assert_eq!(labels.last(), Some(&Label::Unsure));
        assert!(!labels.contains(&Label::Sure(Emotion::Neutral)));
        let back = smoother.update(&mix(0.9, 0.05), CLEAR, at(now + 5000.0));
        assert_eq!(back.label, Label::Sure(Emotion::Happy));
    }

    #[test]
    fn a_still_face_keeps_its_label_though_each_frame_reads_otherwise() {
        // As far apart as a face reads when its square is moved by 3 %.
        let shaken = |frame: u32| {
            0.12 * f32::from(u8::try_from(frame * 37 % 101).unwrap_or(0)) / 50.0 - 0.12
        };
        for happy in [0.5, 0.59, 0.62, 0.7, 0.9] {
            let params = SmoothingParams {
                unsure_below: Fraction::clamped(0.59),
                ..SmoothingParams::default()
            };
            let mut smoother = Smoother::new(params);
            let mut labels: Vec<Label> = (0..900)
                .map(|frame| {
                    let reading = mix((happy + shaken(frame)).min(0.98), 0.0);
                    smoother
                        .update(&reading, CLEAR, at(f64::from(frame) * 66.0))
                        .label
                })
                .skip(1)
                .collect();
            labels.dedup();
            assert!(labels.len() <= 2, "{happy}: {labels:?} in a minute");
        }
    }

    #[test]
    fn a_view_that_is_half_clear_makes_half_as_sure() {
        let read = |view| {
            let mut smoother = Smoother::new(SmoothingParams::default());
            smoother.update(&mix(0.9, 0.05), view, at(0.0))
        };
        let (clear, half) = (read(CLEAR), read(hindered(0.5)));
        let sure = |expression: &Expression| expression.affect.confidence.overall().get();
        assert!((sure(&half) - 0.5 * sure(&clear)).abs() < 1e-6);
        assert_eq!(half.affect.place, clear.affect.place);
        assert_eq!(half.label, Label::Sure(Emotion::Happy));
        assert_eq!(read(hindered(0.49)).label, Label::Unsure);
    }

    proptest! {
        #[test]
        fn smoothed_probabilities_stay_between_what_went_in(
            a in 0.0_f32..1.0, b in 0.0_f32..1.0, gap in 0.0_f64..5000.0,
        ) {
            let mut smoother = Smoother::new(SmoothingParams::default());
            smoother.update(&mix(a, 0.0), CLEAR, at(0.0));
            let out = smoother.update(&mix(b, 0.0), CLEAR, at(gap)).scores.of(Emotion::Happy).get();
            prop_assert!(out >= a.min(b) - 1e-5 && out <= a.max(b) + 1e-5);
        }

        #[test]
        fn the_frame_rate_does_not_matter(steps in 1_u32..40) {
            let mut smoother = Smoother::new(SmoothingParams::default());
            smoother.update(&mix(0.0, 0.0), CLEAR, at(0.0));
            let mut last = 0.0;
            for step in 1..=steps {
                let now = at(1000.0 * f64::from(step) / f64::from(steps));
                let expression = smoother.update(&mix(1.0, 0.0), CLEAR, now);
                last = expression.scores.of(Emotion::Happy).get();
            }
            let expected = 1.0 - (-1000.0_f32 / 600.0).exp();
            prop_assert!((last - expected).abs() < 1e-3);
        }
    }
}
