//! Everything that can go wrong, and the words for it: what happened, and what to do.

use crate::flow_old::protocol::WorkerFault;

/// A fault, by what the person can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The permission was refused, now or earlier.
    CameraDenied,
    /// There is no camera.
    NoCamera,
    /// Another program, or the system, holds the camera.
    CameraInUse,
    /// The chosen camera is not there or can't do what was asked.
    CameraOverconstrained,
    /// The camera went away while running.
    CameraUnplugged,
    /// The camera was opened and sends no picture.
    CameraSilent,
    /// The page has no right to cameras, since it was not opened over HTTPS.
    InsecureContext,
    /// The browser has no cameras to offer.
    NoCameraApi,
    /// The browser's WebAssembly has no SIMD.
    NoSimd,
    /// A model file could not be fetched.
    ModelMissing,
    /// A model file arrived incomplete.
    ModelTruncated,
    /// A model file is not the one that was published.
    ModelAltered,
    /// A model does not run here.
    ModelUnusable,
    /// The worker's files could not be loaded, or it stopped while starting.
    EngineUnreachable,
    /// The worker crashed and was started again.
    EngineCrashed,
    /// The worker did not answer in time and was started again.
    EngineStuck,
    /// The worker was started again too often.
    EngineGaveUp,
    /// No face in the picture.
    NoFaceInPhoto,
    /// Not a picture that can be read.
    PhotoUnreadable,
    /// Too many pixels to open safely.
    PhotoTooManyPixels {
        /// How many, in millions.
        megapixels: u32,
        /// How many are read, in millions.
        limit: u32,
    },
    /// Too large a file to open safely.
    PhotoTooLarge {
        /// Millions of bytes.
        megabytes: u32,
        /// The most that is read, in millions of bytes.
        limit: u32,
    },
    /// The demo's pictures could not be fetched.
    DemoMissing,
    /// The catalogue could not be fetched.
    CatalogueMissing,
    /// The catalogue can't be read.
    CatalogueDamaged,
    /// Nothing can be kept between visits.
    SettingsLost,
}

/// What a message's button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Ask for the camera again.
    StartCamera,
    /// Run the demo instead.
    StartDemo,
    /// Start the worker again, and go on with what was running.
    RestartEngine,
    /// Choose another picture.
    ChoosePhoto,
    /// Fetch the catalogue again.
    FetchCatalogue,
    /// Take the last change of the taste back.
    Undo,
}

impl Remedy {
    /// The button's text.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::StartCamera | Self::RestartEngine | Self::FetchCatalogue => "Try again",
            Self::StartDemo => "See the demo instead",
            Self::ChoosePhoto => "Choose another photo",
            Self::Undo => "Undo",
        }
    }
}

impl Fault {
    /// What happened, in one short sentence.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::CameraDenied => "The camera is blocked for this page.".into(),
            Self::NoCamera => "No camera was found.".into(),
            Self::CameraInUse => "The camera is busy.".into(),
            Self::CameraOverconstrained => "The chosen camera can't be used.".into(),
            Self::CameraUnplugged => "The camera was disconnected.".into(),
            Self::CameraSilent => "The camera sends no picture.".into(),
            Self::InsecureContext => "Cameras only work on a secure page.".into(),
            Self::NoCameraApi => "This browser can't offer its camera to a page.".into(),
            Self::NoSimd => "This browser is too old to read faces.".into(),
            Self::ModelMissing => "A part of the face reader could not be loaded.".into(),
            Self::ModelTruncated => "A part of the face reader arrived incomplete.".into(),
            Self::ModelAltered => {
                "A part of the face reader is not the one we published, so it was not used.".into()
            }
            Self::ModelUnusable => "The face reader doesn't run in this browser.".into(),
            Self::EngineUnreachable => "The face reader could not be started.".into(),
            Self::EngineCrashed => "The face reader stopped and was started again.".into(),
            Self::EngineStuck => "The face reader took too long and was started again.".into(),
            Self::EngineGaveUp => "The face reader keeps stopping, so it is paused.".into(),
            Self::NoFaceInPhoto => "No face was found in this picture.".into(),
            Self::PhotoUnreadable => "This file can't be read as a picture.".into(),
            Self::PhotoTooManyPixels { megapixels, limit } => {
                format!("This picture has {megapixels} megapixels; up to {limit} can be read.")
            }
            Self::PhotoTooLarge { megabytes, limit } => {
                format!("This file has {megabytes} MB; up to {limit} MB can be read.")
            }
            Self::DemoMissing => "The demo's pictures could not be loaded.".into(),
            Self::CatalogueMissing => "The list of tracks could not be loaded.".into(),
            Self::CatalogueDamaged => "The list of tracks arrived damaged.".into(),
            Self::SettingsLost => {
                "This browser keeps nothing for this page, so settings last until you close it."
                    .into()
            }
        }
    }

    /// What to do now, in one or two sentences.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::CameraDenied => {
                "Allow the camera in the address bar's permissions, then try again. A photo, the demo or setting the mood by hand work without it."
            }
            Self::NoCamera => {
                "Connect one and try again, or use a photo, the demo, or set the mood by hand."
            }
            Self::CameraInUse => "Close the other app or tab that uses it, then try again.",
            Self::CameraOverconstrained => {
                "Choose another camera from the list, or try again with any camera."
            }
            Self::CameraUnplugged => "Connect it again or check its permission, then try again.",
            Self::CameraSilent => {
                "Check its cover and its switch, or whether another app holds it, then try again."
            }
            Self::InsecureContext => {
                "Open this page with https:// at the start of its address. The demo and photos work here too."
            }
            Self::NoCameraApi => {
                "Use a photo or the demo, or open the page in a current Chrome, Edge, Firefox or Safari."
            }
            Self::NoSimd => {
                "Update the browser to read faces. Setting the mood by hand works here, and so does the music."
            }
            Self::ModelMissing
            | Self::EngineUnreachable
            | Self::DemoMissing
            | Self::CatalogueMissing
            | Self::CatalogueDamaged => "Check the connection, then try again.",
            Self::ModelTruncated => "The connection may have dropped. Try again.",
            Self::ModelAltered => {
                "Try again; if it happens again, the network or the site's host has changed a file, and setting the mood by hand is the safe way."
            }
            Self::ModelUnusable => "Update the browser, or set the mood by hand.",
            Self::EngineCrashed | Self::EngineStuck => "Nothing was lost.",
            Self::EngineGaveUp => "Close other heavy tabs and try again, or set the mood by hand.",
            Self::NoFaceInPhoto => {
                "Choose one where a face is seen from the front, well lit and not too small."
            }
            Self::PhotoUnreadable => "Choose a JPEG, PNG or WebP picture.",
            Self::PhotoTooManyPixels { .. } | Self::PhotoTooLarge { .. } => {
                "Choose a smaller copy of it."
            }
            Self::SettingsLost => {
                "A private window, or blocked site data, does this. Everything else works."
            }
        }
    }

    /// What the message's button offers, if anything helps.
    #[must_use]
    pub const fn remedy(&self) -> Option<Remedy> {
        match self {
            Self::CameraDenied
            | Self::NoCamera
            | Self::CameraInUse
            | Self::CameraOverconstrained
            | Self::CameraUnplugged
            | Self::CameraSilent => Some(Remedy::StartCamera),
            Self::InsecureContext | Self::NoCameraApi | Self::DemoMissing => {
                Some(Remedy::StartDemo)
            }
            Self::ModelMissing
            | Self::ModelTruncated
            | Self::ModelAltered
            | Self::ModelUnusable
            | Self::EngineUnreachable
            | Self::EngineGaveUp => Some(Remedy::RestartEngine),
            Self::NoFaceInPhoto
            | Self::PhotoUnreadable
            | Self::PhotoTooManyPixels { .. }
            | Self::PhotoTooLarge { .. } => Some(Remedy::ChoosePhoto),
            Self::CatalogueMissing | Self::CatalogueDamaged => Some(Remedy::FetchCatalogue),
            Self::NoSimd | Self::EngineCrashed | Self::EngineStuck | Self::SettingsLost => None,
        }
    }
}

impl From<WorkerFault> for Fault {
    fn from(fault: WorkerFault) -> Self {
        match fault {
            WorkerFault::ModelMissing { .. } => Self::ModelMissing,
            WorkerFault::ModelTruncated { .. } => Self::ModelTruncated,
            WorkerFault::ModelAltered { .. } => Self::ModelAltered,
            WorkerFault::ModelUnusable { .. } => Self::ModelUnusable,
            WorkerFault::PhotoUnreadable => Self::PhotoUnreadable,
            WorkerFault::PhotoTooManyPixels { megapixels, limit } => {
                Self::PhotoTooManyPixels { megapixels, limit }
            }
            WorkerFault::PhotoTooLarge { megabytes, limit } => {
                Self::PhotoTooLarge { megabytes, limit }
            }
            WorkerFault::FrameUnreadable
            | WorkerFault::Inference { .. }
            | WorkerFault::Crashed
            | WorkerFault::Confused => Self::EngineCrashed,
        }
    }
}
