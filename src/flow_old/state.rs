//! All that the page remembers while it is open: plain data, one field per topic, each topic's reducer beside it.

use crate::flow_old::account::Account;
use crate::flow_old::capture::Capture;
use crate::flow_old::engine::Engine;
use crate::flow_old::event::{Capabilities, Device};
use crate::flow_old::fault::Fault;
use crate::flow_old::listening::Listening;
use crate::flow_old::music::Music;
use crate::flow_old::music::note::Note;
use crate::flow_old::settings::Settings;
use crate::flow_old::source::Source;

/// The state. Changed by [`super::update`] alone.
#[derive(Debug, Default)]
pub struct State {
    /// What this browser can do; known once the page has opened.
    pub capabilities: Option<Capabilities>,
    /// Where frames come from.
    pub source: Source,
    /// The cameras there are.
    pub devices: Vec<Device>,
    /// Whether the tab can be seen.
    pub visibility: Visibility,
    /// The worker's life.
    pub engine: Engine,
    /// The frame or photo that the worker has at the moment.
    pub capture: Capture,
    /// Faces to mood.
    pub listening: Listening,
    /// Spotify's module, and what it has told.
    pub account: Account,
    /// Mood to music.
    pub music: Music,
    /// What is kept between visits.
    pub settings: Settings,
    /// What there is to say.
    pub message: Option<Message>,
    /// Whether the watchdog's timer is running.
    pub watchdog: Watchdog,
}

/// Whether the tab can be seen; the number counts the hidings, so that an old timer finds out it is old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// In sight, after this many hidings.
    Shown(u32),
    /// Out of sight for the n-th time.
    Hidden(u32),
}

impl Default for Visibility {
    fn default() -> Self {
        Self::Shown(0)
    }
}

/// Whether a watchdog timer is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Watchdog {
    /// No timer runs.
    #[default]
    Asleep,
    /// One does.
    Awake,
}

/// A message to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Something went wrong.
    Fault(Fault),
    /// Something worth knowing, in words; its button starts the camera again.
    CameraRested,
    /// Something about the music.
    Music(Note),
}
