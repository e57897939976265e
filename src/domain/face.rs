//! The place of a face in a frame and its expression: plain data between vision and everything after it.
//!
//! No field here can hold a picture; that is how "no image leaves the device" is kept by type.

pub mod tracks;

use crate::domain::emotion::EmotionScores;
use crate::domain::quantity::Fraction;
use serde::{Deserialize, Serialize};

/// Width and height of a frame, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameSize {
    /// Number of pixel columns.
    pub width: u32,
    /// Number of pixel rows.
    pub height: u32,
}

/// A rectangle in a frame: pixels, origin in the top left corner, not mirrored. It may reach over the edge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FrameRect {
    /// Left edge, in pixels from the frame's left edge.
    pub x: f32,
    /// Top edge, in pixels from the frame's top edge.
    pub y: f32,
    /// Width in pixels, not negative.
    pub width: f32,
    /// Height in pixels, not negative.
    pub height: f32,
}

impl FrameRect {
    /// Area that the rectangle covers, in square pixels.
    #[must_use]
    pub fn area(&self) -> f32 {
        self.width.max(0.0) * self.height.max(0.0)
    }

    /// Centre of the rectangle, `(x, y)` in pixels.
    #[must_use]
    pub fn centre(&self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Length of the longer side, in pixels.
    #[must_use]
    pub fn longer_side(&self) -> f32 {
        self.width.max(self.height)
    }

    /// Intersection over union with `other`, 0 to 1; 0 where either is empty.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> f32 {
        let width = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let height = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        let shared = width.max(0.0) * height.max(0.0);
        let union = self.area() + other.area() - shared;
        if union > 0.0 { shared / union } else { 0.0 }
    }
}

/// The five landmarks of `YuNet`, `(x, y)` in frame pixels: right eye, left eye, nose tip, right and left corner of the
/// mouth. Right and left are the person's own.
pub type Landmarks = [(f32, f32); 5];

/// Reading of one face in one frame: its place and its expression, without a pixel of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FaceReading {
    /// Bounding box of the face, in frame pixels.
    pub bounds_in_frame: FrameRect,
    /// Five landmarks of the face, in frame pixels.
    pub landmarks_in_frame: Landmarks,
    /// Score of the detector that this is a face, 0 to 1.
    pub detection: Fraction,
    /// Probabilities of the expression: the one reading that is shown and felt.
    pub scores: EmotionScores,
    /// Quality of the view of this face.
    pub view: ViewQuality,
}

/// Quality of the view of one face in one frame: how far what is read in it can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ViewQuality {
    /// Clarity of the view: 1 for a face like those that the model knows, 0 for one that it can't read. Certainty is
    /// multiplied by it.
    pub clarity: Fraction,
    /// Hindrance that costs the most clarity, where one costs much.
    pub hindrance: Option<Hindrance>,
}

impl ViewQuality {
    /// A view without any hindrance.
    pub const CLEAR: Self = Self {
        clarity: Fraction::MAX,
        hindrance: None,
    };
}

/// Hindrance to reading a face, by what the person can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// The face is turned to the side.
    TurnedAway,
    /// The head is tilted far over.
    Tilted,
    /// The face has too few pixels.
    TooFar,
    /// The face has too little light.
    Dark,
    /// The face is cut by the edge of the picture.
    Cut,
    /// The detector itself is in doubt: the face is covered, or none.
    Covered,
}

/// Most pixels of a photo that are worth reading. A face of 95 pixels in 24 megapixels keeps 47, as many as the emotion
/// network looks at.
const MOST_PIXELS: f64 = 6_000_000.0;
/// Longest side that every browser draws: panoramas and strips are longer.
const LONGEST_SIDE: f64 = 8192.0;

/// Size to which a photo of `size` is reduced before it is read.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sides only get smaller"
)]
pub fn useful_photo_size(size: FrameSize) -> FrameSize {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let by_pixels = (MOST_PIXELS / (width * height).max(1.0)).sqrt();
    let by_side = LONGEST_SIDE / width.max(height).max(1.0);
    let scale = by_pixels.min(by_side).min(1.0);
    let reduced = |side: f64| ((side * scale) as u32).max(1);
    FrameSize {
        width: reduced(width),
        height: reduced(height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: FrameRect = FrameRect {
        x: 0.0,
        y: 0.0,
        width: 2.0,
        height: 2.0,
    };

    #[test]
    fn overlap_is_one_with_itself_and_zero_apart() {
        assert!((UNIT.overlap(&UNIT) - 1.0).abs() < 1e-6);
        assert!(UNIT.overlap(&FrameRect { x: 5.0, ..UNIT }).abs() < 1e-6);
    }

    #[test]
    fn overlap_is_intersection_over_union() {
        let shifted = FrameRect { x: 1.0, ..UNIT };
        assert!((UNIT.overlap(&shifted) - 2.0 / 6.0).abs() < 1e-6);
    }

    #[test]
    fn an_empty_rectangle_overlaps_nothing() {
        let empty = FrameRect { width: 0.0, ..UNIT };
        assert!(empty.overlap(&empty).abs() < 1e-6);
    }
}
