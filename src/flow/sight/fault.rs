//! Faults of cameras and photos, by who must act. The words for them stand in `copy.rs`.

/// A camera that can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraFault {
    /// The person, now or earlier, or the browser's settings refused the permission.
    Denied,
    /// The person closed the browser's question without an answer.
    Dismissed,
    /// The operating system lets this browser have no camera.
    DeniedBySystem,
    /// A policy of the page or the device forbids cameras.
    Forbidden,
    /// There is no camera.
    NotFound,
    /// Another program, or the system, holds the camera.
    InUse,
    /// The chosen camera is not there or can't do what was asked.
    Overconstrained,
    /// The device or its driver gave up while the camera was started.
    Aborted,
    /// The browser knows no such request for a camera.
    Unsupported,
    /// The browser gave no camera, for a reason that it keeps to itself.
    Unknown,
    /// The camera went away while running.
    Unplugged,
    /// The camera was opened and sends no picture.
    Silent,
    /// The page has no right to cameras, since it was not opened over HTTPS.
    InsecurePage,
    /// The browser has no cameras to offer.
    NoApi,
}

/// A photo that gives no reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoFault {
    /// The picture shows no face.
    NoFace,
    /// The file is no picture that this browser can open.
    Unreadable,
    /// The face reader stopped, or did not answer, while it read the picture.
    StoppedReader,
    /// The picture has too many pixels to open safely.
    TooManyPixels {
        /// The picture's pixels, in millions.
        megapixels: u32,
        /// The most that are read, in millions.
        limit: u32,
    },
    /// The file is too large to open safely.
    TooLarge {
        /// The file's size, in millions of bytes.
        megabytes: u32,
        /// The most that is read, in millions of bytes.
        limit: u32,
    },
}
