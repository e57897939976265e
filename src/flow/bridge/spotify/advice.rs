//! A state in words for a person: what it is, what to do, and the button that does it.

use crate::domain::spotify::scope::Permission;
use crate::flow::bridge::spotify::action::SpotifyAction;
use crate::flow::bridge::spotify::playback::PlaybackCommand;
use serde::{Deserialize, Serialize};

/// A state in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// The state, in one sentence.
    pub what: String,
    /// The advice: what to do about it.
    pub advice: String,
    /// The button, if one helps.
    pub step: Option<NextStep>,
}

impl Advice {
    /// The words of a state, with the button that helps.
    pub fn new(
        what: impl Into<String>,
        advice: impl Into<String>,
        step: impl Into<Option<NextStep>>,
    ) -> Self {
        Self {
            what: what.into(),
            advice: advice.into(),
            step: step.into(),
        }
    }
}

/// The next step that a button takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NextStep {
    /// Leave for Spotify, to connect.
    Connect,
    /// Leave for Spotify, to connect again.
    Reconnect,
    /// Leave for Spotify, to allow one thing more.
    Allow(Permission),
    /// Do again what did not work.
    TryAgain,
    /// Look for devices to play on.
    FindDevices,
}

impl NextStep {
    /// The text on the button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Connect => "Connect Spotify",
            Self::Reconnect => "Reconnect Spotify",
            Self::Allow(_) => "Allow it at Spotify",
            Self::TryAgain => "Try again",
            Self::FindDevices => "Find devices",
        }
    }

    /// The action that a press of the button sends.
    #[must_use]
    pub const fn action(self) -> SpotifyAction {
        match self {
            Self::Connect | Self::Reconnect => SpotifyAction::Connect(Permission::Taste),
            Self::Allow(permission) => SpotifyAction::Connect(permission),
            Self::TryAgain => SpotifyAction::TryAgain,
            Self::FindDevices => SpotifyAction::Playback(PlaybackCommand::FindDevices),
        }
    }
}
