//! The quality of the view of a face: what makes a reading less to be relied on, before anything is named.
//!
//! Each hindrance is a slope from "as good as any" to "can't be read"; clarity is the product of them all. The slopes
//! follow what was measured: see "When it is not sure" in `models/MODEL_CARD.md`.

use crate::domain::face::{FrameRect, FrameSize, Hindrance, Landmarks, ViewQuality};
use crate::domain::quantity::Fraction;
use crate::domain::vision::detector::Detection;
use crate::domain::vision::frame::Frame;
use crate::domain::vision::pose::HeadPose;

/// Slope of clarity over a measure: 0 at `none`, 1 at `full`, straight between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slope {
    /// Value of the measure from which nothing can be read.
    pub none: f32,
    /// Value of the measure from which it costs nothing.
    pub full: f32,
}

impl Slope {
    const fn new(none: f32, full: f32) -> Self {
        Self { none, full }
    }

    /// Clarity at `value` of the measure.
    fn at(self, value: f32) -> f32 {
        let share = (value - self.none) / (self.full - self.none);
        if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        }
    }
}

/// Parameters of the quality of a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ViewParams {
    /// Over the turn of the head, in eye distances.
    pub turn: Slope,
    /// Over the tilt of the head, in degrees.
    pub tilt: Slope,
    /// Over the longer side of the face's box, in pixels of the picture.
    pub side: Slope,
    /// Over the mean grey of the face, 0 to 255.
    pub light: Slope,
    /// Over the share of the face's box that lies in the picture.
    pub inside: Slope,
    /// Over the detector's score.
    pub score: Slope,
    /// Clarity under which a hindrance is worth a word.
    pub told_below: f32,
}

impl Default for ViewParams {
    fn default() -> Self {
        Self {
            turn: Slope::new(0.42, 0.12),
            tilt: Slope::new(60.0, 35.0),
            side: Slope::new(12.0, 34.0),
            light: Slope::new(2.0, 12.0),
            inside: Slope::new(0.55, 0.9),
            score: Slope::new(0.6, 0.76),
            told_below: 0.8,
        }
    }
}

/// Judges the view of `face` in `frame`.
#[must_use]
pub fn judge_view(frame: &Frame, face: &Detection, params: &ViewParams) -> ViewQuality {
    let bounds = &face.bounds_in_frame;
    let (turn, tilt) = pose_clarity(&face.landmarks_in_frame, params);
    let parts = [
        (Hindrance::TurnedAway, turn),
        (Hindrance::Tilted, tilt),
        (Hindrance::TooFar, params.side.at(bounds.longer_side())),
        (Hindrance::Dark, params.light.at(mean_grey(frame, bounds))),
        (
            Hindrance::Cut,
            params.inside.at(share_inside(bounds, frame.size())),
        ),
        (Hindrance::Covered, params.score.at(face.score.get())),
    ];
    let clarity = parts.iter().map(|(_, clarity)| clarity).product();
    let worst = parts
        .into_iter()
        .fold((None, params.told_below), |worst, (hindrance, clarity)| {
            if clarity < worst.1 {
                (Some(hindrance), clarity)
            } else {
                worst
            }
        });
    ViewQuality {
        clarity: Fraction::clamped(clarity),
        hindrance: worst.0,
    }
}

/// Clarity by the turn and by the tilt of the head; none of the first where the eyes lie in one place, as in profile.
fn pose_clarity(landmarks: &Landmarks, params: &ViewParams) -> (f32, f32) {
    HeadPose::from_landmarks(landmarks).map_or((0.0, 1.0), |pose| {
        (params.turn.at(pose.turn), params.tilt.at(pose.roll.abs()))
    })
}

/// Share of `bounds` that lies in a frame of `size`, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "sizes are a few thousand")]
fn share_inside(bounds: &FrameRect, size: FrameSize) -> f32 {
    let within = |start: f32, length: f32, limit: u32| {
        ((start + length).min(limit as f32) - start.max(0.0)).max(0.0)
    };
    let area =
        within(bounds.x, bounds.width, size.width) * within(bounds.y, bounds.height, size.height);
    if bounds.area() > 0.0 {
        area / bounds.area()
    } else {
        0.0
    }
}

/// Mean grey (BT.601 luma) of the part of the frame within `bounds`, from a grid of pixels; 0 if there is none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels outside of the frame are none"
)]
fn mean_grey(frame: &Frame, bounds: &FrameRect) -> f32 {
    /// Pixels of the grid on each side: enough for a mean.
    const GRID: u8 = 16;
    let (mut sum, mut count) = (0.0, 0.0_f32);
    for row in 0..GRID {
        for column in 0..GRID {
            let at = |start: f32, length: f32, step: u8| {
                start + length * (f32::from(step) + 0.5) / f32::from(GRID)
            };
            let (x, y) = (
                at(bounds.x, bounds.width, column),
                at(bounds.y, bounds.height, row),
            );
            if x >= 0.0
                && y >= 0.0
                && let Some([r, g, b, _]) = frame.pixel(x as u32, y as u32)
            {
                sum += 0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b);
                count += 1.0;
            }
        }
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const SIZE: FrameSize = FrameSize {
        width: 320,
        height: 240,
    };

    /// A face from the front in good light, 100 pixels high.
    fn face() -> Detection {
        Detection {
            bounds_in_frame: FrameRect {
                x: 100.0,
                y: 60.0,
                width: 80.0,
                height: 100.0,
            },
            landmarks_in_frame: [
                (120.0, 100.0),
                (160.0, 100.0),
                (140.0, 122.0),
                (124.0, 140.0),
                (156.0, 140.0),
            ],
            score: Fraction::clamped(0.93),
        }
    }

    fn judge(face: &Detection, grey: u8) -> ViewQuality {
        let pixels = vec![grey; 320 * 240 * 4];
        judge_view(
            &Frame::new(SIZE, &pixels).unwrap(),
            face,
            &ViewParams::default(),
        )
    }

    fn turned(offset: f32) -> Detection {
        let mut face = face();
        face.landmarks_in_frame[2].0 += offset * 40.0;
        face
    }

    #[test]
    fn a_good_view_is_clear() {
        assert_eq!(judge(&face(), 128), ViewQuality::CLEAR);
    }

    fn smaller(side: f32) -> Detection {
        let mut face = face();
        (face.bounds_in_frame.width, face.bounds_in_frame.height) = (side, side);
        face
    }

    fn moved(x: f32) -> Detection {
        let mut face = face();
        face.bounds_in_frame.x = x;
        face
    }

    fn tilted(degrees: f32) -> Detection {
        let mut face = face();
        let (sin, cos) = degrees.to_radians().sin_cos();
        face.landmarks_in_frame = face.landmarks_in_frame.map(|(x, y)| {
            let (x, y) = (x - 140.0, y - 110.0);
            (x * cos - y * sin + 140.0, x * sin + y * cos + 110.0)
        });
        face
    }

    fn doubtful() -> Detection {
        Detection {
            score: Fraction::clamped(0.7),
            ..face()
        }
    }

    #[rstest]
    #[case::half_profile(turned(0.35), 128, Hindrance::TurnedAway, 0.4)]
    #[case::profile(turned(-0.6), 128, Hindrance::TurnedAway, 0.0)]
    #[case::lying(tilted(80.0), 128, Hindrance::Tilted, 0.0)]
    #[case::upside_down(tilted(180.0), 128, Hindrance::Tilted, 0.0)]
    #[case::far(smaller(20.0), 128, Hindrance::TooFar, 0.4)]
    #[case::dark(face(), 5, Hindrance::Dark, 0.4)]
    #[case::black(face(), 0, Hindrance::Dark, 0.0)]
    #[case::cut(moved(-30.0), 128, Hindrance::Cut, 0.3)]
    #[case::outside(moved(400.0), 128, Hindrance::Dark, 0.0)]
    #[case::doubtful(doubtful(), 128, Hindrance::Covered, 0.7)]
    fn each_hindrance_is_told_and_costs_clarity(
        #[case] face: Detection,
        #[case] grey: u8,
        #[case] hindrance: Hindrance,
        #[case] most: f32,
    ) {
        let view = judge(&face, grey);
        assert_eq!(view.hindrance, Some(hindrance));
        assert!(view.clarity.get() <= most, "{view:?}");
    }

    proptest! {
        #[test]
        fn a_step_to_the_side_never_jumps_and_never_helps(turn in 0.0_f32..0.7, step in 0.0_f32..0.02) {
            let (near, far) = (judge(&turned(turn), 128), judge(&turned(turn + step), 128));
            let lost = near.clarity.get() - far.clarity.get();
            prop_assert!((-1e-4..0.08).contains(&lost), "{} lost", lost);
        }

        #[test]
        fn clarity_is_a_share_whatever_is_found(
            x in -900.0_f32..900.0, y in -900.0_f32..900.0, side in 0.0_f32..900.0, grey: u8,
        ) {
            let mut face = smaller(side);
            (face.bounds_in_frame.x, face.bounds_in_frame.y) = (x, y);
            let view = judge(&face, grey);
            prop_assert_eq!(view.clarity.get() < 0.79, view.hindrance.is_some() && view.clarity.get() < 0.79);
        }
    }
}
