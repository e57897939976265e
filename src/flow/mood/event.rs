//! Everything that can happen to the mood: faces that were read, a hand on the plane, words.

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::mood::place::Place;
use crate::domain::mood::words::WordsAnswer;
use crate::domain::quantity::Fraction;

/// An event of the mood's.
#[derive(Debug, Clone, PartialEq)]
pub enum MoodEvent {
    /// A frame or a photo was read.
    Faces {
        /// True for a photo, which says all it has to say at once.
        is_photo: bool,
        /// The size of the picture that the rectangles refer to.
        size: FrameSize,
        /// Every face found, in no particular order.
        faces: Vec<FaceReading>,
    },
    /// The faces that were read last are no reading of now.
    FacesForgotten,
    /// The probability under which the model's answer counts as "not sure" is known.
    ThresholdKnown(Fraction),

    /// The mood was set on the plane.
    PointSet {
        /// The place it was set to.
        place: Place,
    },
    /// The hand was taken off: the face leads again.
    HandReleased,
    /// A mood in words was entered.
    Worded(String),
    /// A mood in words is about to be entered: the field has the focus.
    WordsExpected,
    /// The code that reads words is there.
    WordsCodeArrived(ReadWords),
    /// The code that reads words could not be fetched.
    WordsCodeMissing,
    /// A timer of the mood's own ran out.
    Woke(MoodWake),
}

/// The code that reads a mood in words. It comes as a pointer, since the words of a language are no part of the page's
/// first download.
#[derive(Debug, Clone, Copy)]
pub struct ReadWords {
    /// Reads a text into an answer.
    pub read: fn(&str) -> WordsAnswer,
}

/// There is one such code in a page.
impl PartialEq for ReadWords {
    fn eq(&self, _same: &Self) -> bool {
        true
    }
}

/// The reason why a timer was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoodWake {
    /// The hand has rested on the plane; the number tells one movement from the next.
    HandRested(u32),
}
