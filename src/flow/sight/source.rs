//! The source of frames: none yet, the camera, the demo, or one photo.

use crate::domain::quantity::Millis;
use crate::flow::sight::device::CameraId;

/// The source that frames come from.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum FrameSource {
    /// No source of frames: the first screen.
    #[default]
    Idle,
    /// The camera was asked for.
    CameraOpening,
    /// The camera is running.
    Camera {
        /// The camera that was opened, where the browser tells.
        device: Option<CameraId>,
        /// True if it looks away from the person.
        faces_away: bool,
        /// The moment at which it was opened or last known to deliver.
        delivered: Millis,
    },
    /// The demo's pictures are on their way.
    DemoLoading,
    /// The demo is running.
    Demo {
        /// The moment it began; its scenes follow from it.
        since: Millis,
    },
    /// A photo was chosen.
    Photo(PhotoStage),
}

/// The progress of a photo that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoStage {
    /// The browser opens it.
    Opening,
    /// Open, and waiting for the face reader.
    Waiting,
    /// Sent to the face reader.
    Reading,
    /// Faces were found in it.
    Read,
    /// No reading: it could not be read, or shows no face.
    Failed,
}

/// A source that sends one frame after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveSource {
    /// The camera, shown by the page's video.
    Camera,
    /// The demo, drawn on the page's canvas.
    Demo,
}

impl FrameSource {
    /// The running source of frame after frame, if it is one.
    #[must_use]
    pub const fn live(&self) -> Option<LiveSource> {
        match self {
            Self::Camera { .. } => Some(LiveSource::Camera),
            Self::Demo { .. } => Some(LiveSource::Demo),
            _ => None,
        }
    }

    /// Tells whether the camera is open, or being opened.
    #[must_use]
    pub const fn holds_camera(&self) -> bool {
        matches!(self, Self::Camera { .. } | Self::CameraOpening)
    }

    /// Notes that the camera delivered a picture, where it is the source.
    pub(super) fn note_delivery(&mut self, now: Millis) {
        if let Self::Camera { delivered, .. } = self {
            *delivered = now;
        }
    }
}
