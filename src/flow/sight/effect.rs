//! Sight's requests to the shell. The outcome of each comes back as an event.

use crate::domain::quantity::Millis;
use crate::flow::kit::link::{LinkEffect, Seq};
use crate::flow::kit::store::StoreEffect;
use crate::flow::sight::device::CameraId;
use crate::flow::sight::event::SightWake;
use crate::flow::sight::source::LiveSource;

/// A thing for the shell to do.
#[derive(Debug, Clone, PartialEq)]
pub enum SightEffect {
    /// Asks for a camera → `CameraOpened` or `CameraFailed`.
    OpenCamera {
        /// The camera that was chosen, if any; the front camera is preferred otherwise.
        device: Option<CameraId>,
    },
    /// Lets go of the camera, so that its light goes off; also one that is still being opened.
    CloseCamera,
    /// Lists the cameras there are → `DevicesListed`.
    ListDevices,
    /// Loads the demo's pictures → `DemoLoaded`.
    LoadDemo,
    /// Starts, watches or ends the face reader → `Reader`, `ReaderSaid`.
    Reader(LinkEffect),
    /// Grabs the newest frame and sends it → `FrameSent` or `FrameUnavailable`.
    SendFrame {
        /// The number that its answer repeats.
        seq: Seq,
        /// The element to grab it from.
        from: LiveSource,
    },
    /// Opens the photo that was chosen last, and shows it → `PhotoOpened` or `PhotoRefused`.
    OpenPhoto,
    /// Sends the photo's pixels as they are shown; `PhotoUnavailable` if that fails.
    SendPhoto(Seq),
    /// Keeps the settings → `Stored`.
    Store(StoreEffect),
    /// Waits, then → `Woke`.
    WakeAfter(Millis, SightWake),
}

impl From<LinkEffect> for SightEffect {
    fn from(effect: LinkEffect) -> Self {
        Self::Reader(effect)
    }
}

impl From<StoreEffect> for SightEffect {
    fn from(effect: StoreEffect) -> Self {
        Self::Store(effect)
    }
}
