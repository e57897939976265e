//! Everything that can happen to sight: what a person does, what the browser reports, what the face reader says.

use crate::flow::bridge::reader::FromReader;
use crate::flow::kit::link::{LinkEvent, Seq};
use crate::flow::kit::store::{KeptRecord, StoreEvent};
use crate::flow::sight::device::{CameraDevice, CameraId};
use crate::flow::sight::fault::{CameraFault, PhotoFault};

/// An event of sight.
#[derive(Debug, Clone, PartialEq)]
pub enum SightEvent {
    /// The page is there, and what this browser can do is known.
    Opened,
    /// The settings as they were kept.
    Restored(KeptRecord),
    /// The outcome of keeping the settings.
    Stored(StoreEvent),

    /// "Start camera" was pressed.
    StartCamera,
    /// "Stop camera", or the stop button of the demo or photo, was pressed.
    StopSource,
    /// Another camera was chosen.
    ChooseDevice(CameraId),
    /// "Try the demo" was pressed.
    StartDemo,
    /// A picture file was chosen; the shell keeps it until it is asked to open it.
    PhotoChosen {
        /// The file's name, without a folder.
        name: String,
        /// The file's length in bytes.
        bytes: u64,
    },
    /// The browser has opened the photo that was chosen last, and shows it.
    PhotoOpened,
    /// The photo that was chosen last can't be opened.
    PhotoRefused(PhotoFault),
    /// "Try again" was pressed for the face reader.
    RestartReader,

    /// The camera was opened and delivers.
    CameraOpened {
        /// The camera it is, where the browser tells.
        device: Option<CameraId>,
        /// True if it looks away from the person: a phone's rear camera.
        faces_away: bool,
    },
    /// The cameras there are.
    DevicesListed(Vec<CameraDevice>),
    /// The camera could not be opened.
    CameraFailed(CameraFault),
    /// The camera's track ended by itself: unplugged, or the permission was taken back.
    CameraEnded,
    /// The demo's pictures are there, or could not be fetched.
    DemoLoaded(bool),
    /// The screen is about to be drawn.
    AnimationFrame,
    /// A frame that is new was grabbed and sent.
    FrameSent(Seq),
    /// There was nothing new to grab.
    FrameUnavailable(Seq),
    /// The photo that is shown could not be sent.
    PhotoUnavailable(Seq),
    /// The tab went out of sight.
    TabHidden,
    /// The tab is in sight again.
    TabShown,
    /// The page is being left.
    PageLeft,

    /// A report of the shell's on the face reader's life.
    Reader(LinkEvent),
    /// A message of the face reader's.
    ReaderSaid(FromReader),
    /// A timer of sight's own ran out.
    Woke(SightWake),
}

/// The reason why a timer was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SightWake {
    /// Starting the face reader before anybody asks, once the page has settled.
    WarmUp,
    /// Seeing whether the camera still delivers.
    CameraWatch,
    /// The tab has been hidden for long; the number tells one hiding from the next.
    HiddenLong(u32),
}
