//! Everything that can happen: what a person does, what the browser reports, what the worker answers.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::Balance;
use crate::flow_old::account::AccountEvent;
use crate::flow_old::effect::Wake;
use crate::flow_old::fault::Fault;
use crate::flow_old::music::MusicEvent;
use crate::flow_old::protocol::{FromWorker, Seq};
use crate::flow_old::settings::Settings;
use serde::{Deserialize, Serialize};

/// A camera's id, as `MediaDeviceInfo.deviceId` gives it: opaque, and other for every site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceId(pub String);

/// A camera that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// The name the browser gives it; empty before the first permission.
    pub label: String,
}

/// What this browser, on this page, can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether, and if not why not, a camera can be asked for.
    pub camera: CameraSupport,
    /// Whether WebAssembly here has 128-bit SIMD, which the worker is built with.
    pub simd: bool,
    /// Whether the person asked the browser to save data: then nothing heavy is loaded unasked.
    pub save_data: bool,
}

/// Whether `getUserMedia` can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraSupport {
    /// It can.
    Available,
    /// The page was not opened over HTTPS or from this device, so that the browser hides its cameras.
    InsecureContext,
    /// This browser has no such function.
    NoApi,
}

/// An event, and the only way in.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The page is there.
    Opened {
        /// What can be done here.
        capabilities: Capabilities,
        /// Random; the lists of this visit follow from it.
        seed: u64,
    },
    /// What was kept from the last visit; the default on the first one.
    SettingsRead(Settings),
    /// The settings could be neither read nor written; they live until the page is closed.
    SettingsLost,
    /// The catalogue's text has arrived, or could not be fetched.
    CatalogueFetched(Option<String>),

    /// "Start camera" was pressed.
    StartCamera,
    /// "Stop camera", or the stop button of the demo or photo, was pressed.
    Stop,
    /// Another camera was chosen.
    ChooseDevice(DeviceId),
    /// "Try the demo" was pressed.
    StartDemo,
    /// A picture file was chosen; the shell keeps it until [`super::Effect::SendPhoto`] asks for it.
    PhotoChosen {
        /// Its length.
        bytes: u64,
    },
    /// The button of the message was pressed.
    MessageAction,
    /// The message was closed.
    MessageDismissed,

    /// The mood was set on the plane.
    MoodSet {
        /// Unpleasant to pleasant.
        valence: Balance,
        /// Calm to excited.
        arousal: Balance,
    },
    /// The hand was taken off: the camera leads again.
    MoodReleased,
    /// Another list for the same mood was asked for.
    RefreshTracks,
    /// The list was pinned or let go.
    TogglePin,
    /// A track is to be played in the page.
    Play(TrackId),
    /// The player was closed.
    ClosePlayer,

    /// The camera delivers.
    CameraOpened {
        /// Which one it is.
        device: Option<DeviceId>,
        /// What the browser calls it.
        label: String,
    },
    /// The cameras there are.
    DevicesListed(Vec<Device>),
    /// The camera could not be opened.
    CameraFailed(Fault),
    /// The camera's track ended by itself: unplugged, or the permission was taken back.
    CameraEnded,
    /// The demo's pictures are there, or could not be fetched.
    DemoLoaded(bool),
    /// The screen is about to be drawn.
    AnimationFrame,
    /// A frame was grabbed and sent.
    FrameSent(Seq),
    /// There was nothing to grab yet.
    FrameUnavailable(Seq),
    /// The chosen file could not be read: moved or deleted since.
    PhotoUnavailable(Seq),
    /// The tab went out of sight.
    TabHidden,
    /// The tab is in sight again.
    TabShown,
    /// The page is being left.
    Leaving,

    /// The worker said something.
    Worker(FromWorker),
    /// The worker's script could not be started, or it died where the browser noticed.
    WorkerLost,
    /// Something around Spotify.
    Account(AccountEvent),
    /// A timer of [`super::Effect::After`] ran out.
    Woke(Wake),

    /// Something about the music.
    Music(MusicEvent),
}
