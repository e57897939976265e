//! Words for people: each fault of camera, photo, demo and face reader, what happened and what to do.

use crate::flow::bridge::reader::ReaderFault;
use crate::flow::kit::link::{AfterFailure, LinkFault};
use crate::flow::kit::notice::{Notice, Remedy};
use crate::flow::kit::store::StoreFault;
use crate::flow::sight::fault::{CameraFault, PhotoFault};

impl CameraFault {
    /// The fault in one short sentence.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Denied => "The camera is blocked for this page.",
            Self::Dismissed => "The question about the camera was closed.",
            Self::DeniedBySystem => "The system keeps the camera from this browser.",
            Self::Forbidden => "Cameras are forbidden on this page.",
            Self::NotFound => "No camera was found.",
            Self::InUse => "The camera is busy.",
            Self::Overconstrained => "The chosen camera can't be used.",
            Self::Aborted => "The camera could not be started.",
            Self::Unsupported => "This browser can't open the camera.",
            Self::Unknown => "The camera could not be opened.",
            Self::Unplugged => "The camera was disconnected.",
            Self::Silent => "The camera sends no picture.",
            Self::InsecurePage => "Cameras only work on a secure page.",
            Self::NoApi => "This browser can't offer its camera to a page.",
        }
    }

    /// The advice for the person, in one or two sentences.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Denied => {
                "Allow the camera in the address bar's permissions, then try again. A photo, the demo or setting \
                 the mood by hand work without it."
            }
            Self::Dismissed => "Start it again and choose “Allow” when the browser asks.",
            Self::DeniedBySystem => {
                "Allow this browser to use the camera in the privacy settings of the system, then try again."
            }
            Self::Forbidden => {
                "A rule of this device or of the page around this one says so. A photo and the demo work without it."
            }
            Self::NotFound => {
                "Connect one and try again, or use a photo, the demo, or set the mood by hand."
            }
            Self::InUse => "Close the other app or tab that uses it, then try again.",
            Self::Overconstrained => "Try again: any camera will do.",
            Self::Aborted => {
                "Something in the device stopped it. Connect it again, or restart the browser, then try again."
            }
            Self::Unsupported => {
                "Update the browser, use a photo or the demo, or set the mood by hand."
            }
            Self::Unknown => {
                "Try again; if it happens again, load the page anew, use a photo, or set the mood by hand."
            }
            Self::Unplugged => "Connect it again or check its permission, then try again.",
            Self::Silent => {
                "Check its cover and its switch, or whether another app holds it, then try again."
            }
            Self::InsecurePage => {
                "Open this page with https:// at the start of its address. The demo and photos work here too."
            }
            Self::NoApi => {
                "Use a photo or the demo, or open the page in a current Chrome, Edge, Firefox or Safari."
            }
        }
    }

    /// The button that may help.
    #[must_use]
    pub const fn remedy(self) -> Remedy {
        match self {
            Self::Forbidden | Self::Unsupported | Self::InsecurePage | Self::NoApi => {
                Remedy::StartDemo
            }
            _ => Remedy::StartCamera,
        }
    }

    /// The fault as a notice.
    #[must_use]
    pub fn notice(self) -> Notice {
        Notice::new(self.what(), self.advice()).with(self.remedy())
    }
}

impl PhotoFault {
    /// The fault of the photo called `name` as a notice.
    #[must_use]
    pub fn notice(self, name: &str) -> Notice {
        let notice = match self {
            Self::NoFace => Notice::new(
                format!("No face was found in {name}."),
                "Choose one where a face is seen from the front, well lit and not too small.",
            ),
            Self::Unreadable => Notice::new(
                format!("{name} can't be opened as a picture."),
                "It may be damaged, or of a kind that this browser doesn't know. A JPEG, PNG or WebP picture works.",
            ),
            Self::StoppedReader => Notice::new(
                format!("The face reader stopped at {name}."),
                "It was started again, without that photo.",
            ),
            Self::TooManyPixels { megapixels, limit } => Notice::new(
                format!("{name} has {megapixels} megapixels; up to {limit} can be read."),
                SMALLER_COPY,
            ),
            Self::TooLarge { megabytes, limit } => Notice::new(
                format!("{name} has {megabytes} MB; up to {limit} MB can be read."),
                SMALLER_COPY,
            ),
        };
        notice.with(Remedy::ChoosePhoto)
    }
}

/// The settings, where records are listed.
pub(super) const SETTINGS: &str = "your choice of camera";
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
        "The camera was switched off.",
        "This page was in the background for half a minute. Start it again when you like.",
    )
    .with(Remedy::StartCamera)
}

/// The notice for a choice of camera that could not be kept.
pub(super) fn settings_not_kept(fault: StoreFault) -> Notice {
    Notice::new("The choice of camera could not be kept.", fault.advice())
}
