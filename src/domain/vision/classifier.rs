//! A face to two times seven probabilities: the square around it, grey, at the network's size, brightened if dark.

use crate::domain::emotion::{Emotion, EmotionAnswers, EmotionScores};
use crate::domain::face::FrameRect;
use crate::domain::vision::error::VisionError;
use crate::domain::vision::frame::Frame;
use crate::domain::vision::manifest::{BrightnessRule, EmotionEntry};
use crate::domain::vision::network::Network;
use crate::domain::vision::resize::{AxisFilter, resize_luma};

/// Emotion classifier: the network with what the manifest says of it.
#[derive(Debug)]
pub struct Classifier<N> {
    network: N,
    side: usize,
    facts: EmotionEntry,
}

impl<N: Network> Classifier<N> {
    /// Makes a classifier around a network for `side` × `side` grey pixels.
    pub fn new(network: N, side: usize, facts: EmotionEntry) -> Self {
        Self {
            network,
            side,
            facts,
        }
    }

    /// Classifies the expression of the face within `bounds`, in frame pixels.
    ///
    /// # Errors
    /// [`VisionError::Inference`] when the network fails or its answer is no distribution: that is an error, and never
    /// "neutral".
    pub fn classify(
        &self,
        frame: &Frame,
        bounds: &FrameRect,
    ) -> Result<EmotionAnswers, VisionError> {
        let mut face = self.crop(frame, bounds);
        brighten_face(&mut face, &self.facts.brightness);
        for value in &mut face {
            *value = value.mul_add(self.facts.scale, self.facts.offset);
        }
        let outputs = self.network.run(&face)?;
        let logits = outputs
            .first()
            .map(|plane| plane.values.as_slice())
            .unwrap_or_default();
        let (labels, votes) = logits.split_at(logits.len() / self.facts.answer_count());
        let scores = softmax(labels, self.facts.temperature)?;
        let of_votes = |temperature| softmax(votes, temperature);
        Ok(EmotionAnswers {
            scores,
            votes: self.facts.votes_temperature.map_or(Ok(scores), of_votes)?,
        })
    }

    /// Crops the grey square around the face, 0 to 255, `side` × `side`, row by row; past the frame the pixel at its
    /// edge is repeated.
    fn crop(&self, frame: &Frame, bounds: &FrameRect) -> Vec<f32> {
        let square = square_around(bounds, self.facts.crop);
        let size = frame.size();
        let axis = |length: u32, start: f32| {
            AxisFilter::new(
                length as usize,
                self.side,
                f64::from(start),
                f64::from(square.width),
            )
        };
        resize_luma(
            frame,
            &axis(size.height, square.y),
            &axis(size.width, square.x),
        )
    }
}

/// Square with the centre of `bounds` and `factor` times its longer side.
#[must_use]
pub fn square_around(bounds: &FrameRect, factor: f32) -> FrameRect {
    let side = (bounds.longer_side() * factor).max(1.0);
    let (x, y) = bounds.centre();
    FrameRect {
        x: x - side / 2.0,
        y: y - side / 2.0,
        width: side,
        height: side,
    }
}

/// Brightens a dark face (grey, 0 to 255) towards the brightness of the training data, as `rule` says.
// What that gains in the dark and costs in good light is measured by `models/train`: see `models/MODEL_CARD.md`.
pub fn brighten_face(face: &mut [f32], rule: &BrightnessRule) {
    /// Least mean grey to scale by, since a black picture has nothing to scale.
    const DARKEST_MEAN: f32 = 1.0;
    #[expect(
        clippy::cast_precision_loss,
        reason = "a face has a few thousand pixels"
    )]
    let mean = face.iter().sum::<f32>() / face.len().max(1) as f32;
    if mean < rule.below {
        let factor = (rule.target / mean.max(DARKEST_MEAN)).min(rule.most);
        for value in face {
            *value = (*value * factor).min(255.0);
        }
    }
}

/// Softmax of seven logits after division by `temperature`.
fn softmax(logits: &[f32], temperature: f32) -> Result<EmotionScores, VisionError> {
    let senseless = || VisionError::Inference(format!("the logits {logits:?} make no sense"));
    let logits: [f32; Emotion::ALL.len()] = logits
        .try_into()
        .map_err(|_wrong_length: std::array::TryFromSliceError| senseless())?;
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers = logits.map(|logit| ((logit - most) / temperature).exp());
    let sum: f32 = powers.iter().sum();
    EmotionScores::new(powers.map(|power| power / sum))
        .map_err(|error| VisionError::Inference(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::face::FrameSize;
    use crate::domain::vision::manifest::{BUILT_IN_MANIFEST, Manifest};
    use crate::domain::vision::network::NetworkOutput;
    use rstest::rstest;

    const RULE: BrightnessRule = BrightnessRule {
        below: 50.0,
        target: 129.0,
        most: 16.0,
    };

    /// Network whose answer is happy, and neutral where it answers twice.
    struct Says(Vec<f32>);

    impl Network for Says {
        fn run(&self, _face: &[f32]) -> Result<Vec<NetworkOutput>, VisionError> {
            Ok(vec![NetworkOutput {
                shape: vec![1, self.0.len()],
                values: self.0.clone(),
            }])
        }
    }

    #[rstest]
    #[case::twice(true, Emotion::Neutral)]
    #[case::once(false, Emotion::Happy)]
    fn a_second_answer_is_read_where_there_is_one(#[case] twice: bool, #[case] voted: Emotion) {
        let mut logits = vec![0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0];
        let mut facts = Manifest::parse(BUILT_IN_MANIFEST).unwrap().emotion;
        if twice {
            logits.extend([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0]);
        } else {
            facts.votes_temperature = None;
        }
        let size = FrameSize {
            width: 4,
            height: 4,
        };
        let pixels = [128; 64];
        let bounds = FrameRect {
            x: 0.0,
            y: 0.0,
            width: 4.0,
            height: 4.0,
        };
        let answers = Classifier::new(Says(logits), 48, facts)
            .classify(&Frame::new(size, &pixels).unwrap(), &bounds)
            .unwrap();
        assert_eq!(answers.scores.top().0, Emotion::Happy);
        assert_eq!(answers.votes.top().0, voted);
    }

    #[test]
    fn a_bright_face_is_left_alone_and_a_dark_one_is_lifted() {
        let mut bright = [60.0, 140.0];
        brighten_face(&mut bright, &RULE);
        assert!((bright[0] - 60.0).abs() < 1e-6 && (bright[1] - 140.0).abs() < 1e-6);
        let mut dark = [10.0, 30.0];
        brighten_face(&mut dark, &RULE);
        assert!((dark[0] - 64.5).abs() < 1e-3 && (dark[1] - 193.5).abs() < 1e-3);
    }

    #[test]
    fn a_black_face_does_not_explode() {
        let mut black = [0.0, 0.1];
        brighten_face(&mut black, &RULE);
        assert!(black.iter().all(|v| (0.0..=255.0).contains(v)));
    }

    #[test]
    fn logits_that_are_no_numbers_are_an_error_and_not_neutral() {
        assert!(softmax(&[f32::NAN; 7], 1.0).is_err());
        assert!(softmax(&[0.0; 6], 1.0).is_err());
        let scores = softmax(&[0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0], 1.0).unwrap();
        assert_eq!(scores.top().0, Emotion::Happy);
    }

    #[test]
    fn a_higher_temperature_is_less_sure() {
        let logits = [0.0, 0.0, 0.0, 3.0, 0.0, 0.0, 0.0];
        assert!(softmax(&logits, 2.0).unwrap().top().1 < softmax(&logits, 1.0).unwrap().top().1);
    }

    proptest::proptest! {
        #[test]
        fn the_square_is_a_square_around_the_same_centre(
            x in -200.0_f32..900.0, y in -200.0_f32..900.0, width in 0.0_f32..500.0, height in 0.0_f32..500.0,
        ) {
            let bounds = FrameRect { x, y, width, height };
            let square = square_around(&bounds, 1.15);
            proptest::prop_assert!((square.width - square.height).abs() < 1e-3);
            proptest::prop_assert!(square.width >= bounds.longer_side());
            proptest::prop_assert!((square.centre().0 - bounds.centre().0).abs() < 0.1);
        }
    }
}
