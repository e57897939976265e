//! The pose of a head, from the five landmarks of its face.

use crate::domain::face::Landmarks;

/// Pose of a head towards the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadPose {
    /// Offset of the nose from the middle between the eyes, along the line through them, in eye distances: 0 from the
    /// front, about a half in half profile.
    pub turn: f32,
    /// Angle of the line through the eyes, in degrees: 0 upright, positive clockwise as the picture shows it.
    pub roll: f32,
}

impl HeadPose {
    /// Estimates the pose; `None` for landmarks that are no face's: eyes in one place, or no numbers.
    #[must_use]
    pub fn from_landmarks(landmarks: &Landmarks) -> Option<Self> {
        let [right, left, nose, ..] = landmarks;
        let (dx, dy) = (left.0 - right.0, left.1 - right.1);
        let distance = dx.hypot(dy);
        // A profile has both eyes in nearly one place; a tenth of a pixel is none.
        if !distance.is_finite() || distance < 0.1 {
            return None;
        }
        let from_middle = (
            nose.0 - f32::midpoint(right.0, left.0),
            nose.1 - f32::midpoint(right.1, left.1),
        );
        let turn = (from_middle.0 * dx + from_middle.1 * dy) / (distance * distance);
        turn.is_finite().then(|| Self {
            turn: turn.abs(),
            roll: dy.atan2(dx).to_degrees(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A face from the front, eyes 40 pixels apart, its nose moved aside by `offset` pixels.
    fn face(offset: f32) -> Landmarks {
        [
            (100.0, 100.0),
            (140.0, 100.0),
            (120.0 + offset, 122.0),
            (104.0, 145.0),
            (136.0, 145.0),
        ]
    }

    fn rotated(landmarks: Landmarks, degrees: f32) -> Landmarks {
        let (sin, cos) = degrees.to_radians().sin_cos();
        landmarks.map(|(x, y)| (x * cos - y * sin, x * sin + y * cos))
    }

    #[test]
    fn a_face_from_the_front_is_not_turned() {
        let pose = HeadPose::from_landmarks(&face(0.0)).unwrap();
        assert!(pose.turn < 1e-6 && pose.roll.abs() < 1e-4);
    }

    #[test]
    fn landmarks_of_no_face_have_no_pose() {
        assert_eq!(HeadPose::from_landmarks(&[(5.0, 5.0); 5]), None);
        assert_eq!(HeadPose::from_landmarks(&[(f32::NAN, 5.0); 5]), None);
    }

    proptest! {
        #[test]
        fn turn_and_roll_are_told_apart(
            offset in -30.0_f32..30.0, degrees in -179.0_f32..179.0, scale in 0.2_f32..5.0,
        ) {
            let seen = rotated(face(offset), degrees).map(|(x, y)| (x * scale + 7.0, y * scale - 3.0));
            let pose = HeadPose::from_landmarks(&seen).unwrap();
            prop_assert!((pose.turn - offset.abs() / 40.0).abs() < 1e-3);
            prop_assert!((pose.roll - degrees).abs() < 0.1);
        }
    }
}
