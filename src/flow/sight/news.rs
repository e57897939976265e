//! News of sight's that other features live by.

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::quantity::Fraction;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::out::Out;
use crate::flow::sight::effect::SightEffect;

/// A piece of news.
#[derive(Debug, Clone, PartialEq)]
pub enum SightNews {
    /// A frame or a photo was read. A photo shows one face at least, a frame maybe none.
    Faces {
        /// The kind of picture.
        asked: Asked,
        /// The size of the picture that the rectangles refer to.
        size: FrameSize,
        /// Every face found, in no particular order.
        faces: Vec<FaceReading>,
    },
    /// The faces that were read last are no reading of now.
    FacesForgotten,
    /// The face reader can be asked.
    ReaderReady {
        /// The probability under which an emotion counts as "not sure", from the model's manifest.
        unsure_below: Fraction,
    },
    /// A change of what is said to the person.
    Notice(NoticeChange),
    /// The face reader is of another version than the page: both must be loaded anew.
    OutOfDate,
}

/// The kind of picture that the face reader was asked to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asked {
    /// A frame of camera or demo.
    #[default]
    Frame,
    /// A photo that was chosen.
    Photo,
}

impl From<NoticeChange> for SightNews {
    fn from(change: NoticeChange) -> Self {
        Self::Notice(change)
    }
}

/// The outbox of sight.
pub(super) type SightOut = Out<SightEffect, SightNews>;
