//! Words for people: each fault of camera, photo, demo and face reader, what happened and what to do.

use crate::flow::bridge::reader::ReaderFault;
use crate::flow::kit::link::{AfterFailure, LinkFault};
use crate::flow::kit::notice::{Notice, Remedy};
use crate::flow::kit::store::StoreFault;
use crate::flow::sight::fault::{CameraFault, PhotoFault};

/// The words of a stage in two parts: the state, and what goes with it.
type StageWords = (&'static str, &'static str);

/// The state while the browser may be asking about the camera.
pub(super) const CAMERA_ASKED: StageWords = (
    "Waiting for the camera",
    "Your browser may ask you to allow it",
);
/// The state while the demo's pictures come.
pub(super) const DEMO_COMES: StageWords = ("Getting ready", "The demo is on its way");
/// The state of a photo that gave no reading.
pub(super) const NO_READING: StageWords = ("No reading", "From this picture");
/// The state of a face reader that does not run.
pub(super) const READER_STOPPED: StageWords = ("Reading stopped", "The face reader is not running");
/// The state while the face reader comes.
pub(super) const READER_COMES: StageWords = ("Getting ready", "The face reader is on its way");
/// The state while a photo is read.
pub(super) const PHOTO_READ: StageWords = ("Looking", "Reading the picture");

impl CameraFault {
    /// The fault in one short sentence.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Denied => "Camera is blocked",
            Self::NotFound => "No camera",
            Self::InUse => "Camera is busy",
            Self::Overconstrained => "This camera can't be used",
            Self::Unplugged => "Camera was disconnected",
            Self::Silent => "No picture",
            Self::InsecurePage => "Not a secure page",
            Self::NoApi => "No camera in this browser",
        }
    }

    /// The advice for the person, in one or two sentences.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Denied => "Allow it in the address bar, or go without.",
            Self::NotFound => "Connect one, or go without.",
            Self::InUse => "Close the other app or tab that uses it.",
            Self::Overconstrained => "Choose another one, or try again with any.",
            Self::Unplugged => "Connect it again, or check its permission.",
            Self::Silent => {
                "The camera sends none. Check its cover and its switch; another app may hold it."
            }
            Self::InsecurePage => "Open it with https:// at the start of its address.",
            Self::NoApi => "A current Chrome, Edge, Firefox or Safari has one.",
        }
    }

    /// The button that may help.
    #[must_use]
    pub const fn remedy(self) -> Remedy {
        match self {
            Self::Denied
            | Self::NotFound
            | Self::InUse
            | Self::Overconstrained
            | Self::Unplugged
            | Self::Silent => Remedy::StartCamera,
            Self::InsecurePage | Self::NoApi => Remedy::StartDemo,
        }
    }

    /// The fault as a notice.
    #[must_use]
    pub fn notice(self) -> Notice {
        Notice::new(self.what(), self.advice()).with(self.remedy())
    }
}

impl PhotoFault {
    /// The fault as a notice.
    #[must_use]
    pub fn notice(self) -> Notice {
        let notice = match self {
            Self::NoFace => Notice::new(
                "No face was found in this picture.",
                "Choose one where a face is seen from the front, well lit and not too small.",
            ),
            Self::Unreadable => Notice::new(
                "This file can't be read as a picture.",
                "Choose a JPEG, PNG or WebP picture.",
            ),
            Self::TooManyPixels { megapixels, limit } => Notice::new(
                format!("This picture has {megapixels} megapixels; up to {limit} can be read."),
                SMALLER_COPY,
            ),
            Self::TooLarge { megabytes, limit } => Notice::new(
                format!("This file has {megabytes} MB; up to {limit} MB can be read."),
                SMALLER_COPY,
            ),
        };
        notice.with(Remedy::ChoosePhoto)
    }
}

const SMALLER_COPY: &str = "Choose a smaller copy of it.";
const CHECK_CONNECTION: &str = "Check the connection, then try again.";

/// The notice for a face reader that has failed, `told` being its own words for it.
pub(super) fn reader_failed(
    fault: LinkFault,
    next: AfterFailure,
    told: Option<&ReaderFault>,
) -> Notice {
    let restarted = |what| Notice::new(what, "Nothing was lost.");
    match (next, fault) {
        (AfterFailure::Restarting, LinkFault::Stuck) => {
            restarted("The face reader took too long and was started again.")
        }
        (AfterFailure::Restarting, _) => {
            restarted("The face reader stopped and was started again.")
        }
        (AfterFailure::GivenUp, _) => Notice::new(
            "The face reader keeps stopping, so it is paused.",
            "Close other heavy tabs and try again, or set the mood by hand.",
        )
        .with(Remedy::RestartReader),
        (AfterFailure::Waiting, _) => reader_not_started(told),
    }
}

fn reader_not_started(told: Option<&ReaderFault>) -> Notice {
    let (what, advice) = match told {
        Some(ReaderFault::ModelMissing { .. }) => (
            "A part of the face reader could not be loaded.",
            CHECK_CONNECTION,
        ),
        Some(ReaderFault::ModelTruncated { .. }) => (
            "A part of the face reader arrived incomplete.",
            "The connection may have dropped. Try again.",
        ),
        Some(ReaderFault::ModelAltered { .. }) => (
            "A part of the face reader is not the one we published, so it was not used.",
            "Try again; if it happens again, the network or the site's host has changed a file, and \
             setting the mood by hand is the safe way.",
        ),
        Some(ReaderFault::ModelUnusable { .. }) => (
            "The face reader doesn't run in this browser.",
            "Update the browser, or set the mood by hand.",
        ),
        _ => ("The face reader could not be started.", CHECK_CONNECTION),
    };
    Notice::new(what, advice).with(Remedy::RestartReader)
}

/// The notice for a browser that can't run the face reader.
pub(super) fn no_simd() -> Notice {
    Notice::new(
        "This browser is too old to read faces.",
        "Update the browser to read faces. Setting the mood by hand works here, and so does the music.",
    )
}

/// The notice for a demo without its pictures.
pub(super) fn demo_missing() -> Notice {
    Notice::new("The demo's pictures could not be loaded.", CHECK_CONNECTION)
        .with(Remedy::StartDemo)
}

/// The notice for a camera that was let go since nobody saw the page.
pub(super) fn camera_rested() -> Notice {
    Notice::new(
        "Camera is off",
        "This page was in the background for half a minute.",
    )
    .with(Remedy::StartCamera)
}

/// The notice for a choice of camera that could not be kept.
pub(super) fn settings_not_kept(fault: StoreFault) -> Notice {
    Notice::new("The choice of camera could not be kept.", fault.advice())
}
