//! What the browser shell is asked to do. Each effect's outcome comes back as an event.

use crate::domain::quantity::Millis;
use crate::flow_old::account::AccountEffect;
use crate::flow_old::event::DeviceId;
use crate::flow_old::music::MusicEffect;
use crate::flow_old::protocol::Seq;
use crate::flow_old::settings::Settings;

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the settings → `SettingsRead` or `SettingsLost`.
    ReadSettings,
    /// Keep the settings; `SettingsLost` if that fails.
    WriteSettings(Settings),
    /// Fetch the catalogue → `CatalogueFetched`.
    FetchCatalogue,
    /// Ask for a camera → `CameraOpened` or `CameraFailed`.
    OpenCamera {
        /// The one that was chosen, if any; the front camera is preferred otherwise.
        device: Option<DeviceId>,
    },
    /// Let go of the camera, so that its light goes off; also one that is still being opened.
    CloseCamera,
    /// List the cameras → `DevicesListed`.
    ListDevices,
    /// Load the demo's pictures → `DemoLoaded`.
    LoadDemo,
    /// Start the worker → `Worker(Loading)`, `Worker(Ready)` …, or `WorkerLost`.
    StartWorker,
    /// End the worker at once, whatever it does.
    EndWorker,
    /// Grab the newest frame of what is running and send it → `FrameSent` or `FrameUnavailable`.
    SendFrame(Seq),
    /// Send the chosen file's bytes.
    SendPhoto(Seq),
    /// Wait, then → `Woke`.
    After(Millis, Wake),
    /// Something for Spotify.
    Account(AccountEffect),
    /// Load the page anew: its files and the worker's are of different versions.
    Reload,
    /// Something about the music.
    Music(MusicEffect),
}

/// Why a timer was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Start the worker before anybody asks, once the page has settled.
    WarmUp,
    /// See whether the worker still answers and the camera still delivers.
    Watchdog,
    /// The tab has been hidden for long; the number tells one hiding from the next.
    HiddenLong(u32),
    /// The hand has rested on the mood plane; the number tells one movement from the next.
    HandRested(u32),
    /// See whether the librarian still answers.
    Librarian,
    /// See whether Spotify's module has come; the number tells one fetching from the next.
    Account(u32),
}
