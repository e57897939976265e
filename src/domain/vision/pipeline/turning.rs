//! Faces in a picture that is not upright: looked for in another turn, and put back where they are.

use crate::domain::face::FrameSize;
use crate::domain::quantity::{Fraction, Millis};
use crate::domain::vision::detector::Detection;
use crate::domain::vision::engine::Engine;
use crate::domain::vision::error::VisionError;
use crate::domain::vision::frame::Frame;
use crate::domain::vision::pipeline::{Analysis, Pipeline};
use crate::domain::vision::resolution_ladder::ResolutionLevel;
use crate::domain::vision::turn::{CutPixels, PixelRect, QuarterTurn};

impl<E: Engine> Pipeline<E> {
    /// Looks at a frame in another turn, if what was found in the one in use leaves a doubt.
    pub(super) fn try_turn(
        &mut self,
        frame: &Frame,
        best: Option<Fraction>,
        clock: &dyn Fn() -> Millis,
    ) -> Result<(), VisionError> {
        if let Some(turn) = self.turns.plan_trial(best, clock()) {
            let cut = CutPixels::from_frame(frame, PixelRect::whole(frame.size()), turn);
            let (found, _) = self.run_detector(&cut.frame()?, ResolutionLevel::Near, clock)?;
            self.turns.record_trial(best_score(&found), best);
        }
        Ok(())
    }
}

/// Best score of a face among those found.
pub(super) fn best_score(found: &[Detection]) -> Option<Fraction> {
    // The best comes first, whoever found them.
    found.first().map(|face| face.score)
}

/// Puts faces that were found in a picture of `size` after `turn` back to where they are in it.
pub(super) fn put_back(analysis: &mut Analysis, turn: QuarterTurn, size: FrameSize) {
    for face in &mut analysis.faces {
        face.bounds_in_frame = turn.rect_before(&face.bounds_in_frame, size);
        face.landmarks_in_frame = face
            .landmarks_in_frame
            .map(|point| turn.point_before(point, size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::emotion::EmotionScores;
    use crate::domain::face::{FaceReading, FrameRect, ViewQuality};

    #[test]
    fn faces_of_a_turned_picture_are_put_back_with_their_landmarks() {
        let size = FrameSize {
            width: 100,
            height: 60,
        };
        // Upright after a quarter to the right: 60 wide, 100 high.
        let face = FaceReading {
            bounds_in_frame: FrameRect {
                x: 10.0,
                y: 20.0,
                width: 20.0,
                height: 30.0,
            },
            landmarks_in_frame: [(12.0, 25.0); 5],
            detection: Fraction::MAX,
            scores: EmotionScores::new([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]).unwrap(),
            view: ViewQuality::CLEAR,
        };
        let mut analysis = Analysis {
            faces: vec![face],
            input: size,
            detect: Millis(1.0),
            classify: Millis(1.0),
        };
        put_back(&mut analysis, QuarterTurn::Right, size);
        let FrameRect {
            x,
            y,
            width,
            height,
        } = analysis.faces[0].bounds_in_frame;
        for (value, expected) in [x, y, width, height]
            .into_iter()
            .zip([20.0, 30.0, 30.0, 20.0])
        {
            assert!((value - expected).abs() < 1e-4, "{value} for {expected}");
        }
        assert_eq!(analysis.faces[0].landmarks_in_frame[0], (25.0, 48.0));
    }
}
