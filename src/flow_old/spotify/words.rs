//! Each state in words: what it is, what to do, and the button that does it.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::calendar::format_date;
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::search::WantedTrack;
use crate::flow_old::spotify::connection::Connection;
use crate::flow_old::spotify::obstacle::Obstacle;
use crate::flow_old::spotify::playback::Command;
use crate::flow_old::spotify::wish::Wish;
use crate::flow_old::spotify::words_of_sign_in::of_sign_in;
use serde::{Deserialize, Serialize};

/// What a button does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NextStep {
    /// Leave for Spotify, to connect.
    Connect,
    /// The same again.
    Reconnect,
    /// Leave for Spotify, to allow one thing more.
    Allow(Permission),
    /// Do again what did not work.
    TryAgain,
    /// Look for devices.
    FindDevices,
}

impl NextStep {
    /// The button's text.
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

    /// What it sends.
    #[must_use]
    pub const fn wish(self) -> Wish {
        match self {
            Self::Connect | Self::Reconnect => Wish::Connect(Permission::Taste),
            Self::Allow(purpose) => Wish::Connect(purpose),
            Self::TryAgain => Wish::TryAgain,
            Self::FindDevices => Wish::Playback(Command::Find),
        }
    }
}

/// A state in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What it is, in one sentence.
    pub what: String,
    /// What to do.
    pub advice: String,
    /// The button, if one helps.
    pub step: Option<NextStep>,
}

pub(super) fn words(what: &str, advice: &str, step: Option<NextStep>) -> Words {
    Words {
        what: what.into(),
        advice: advice.into(),
        step,
    }
}

/// The words of a connection with nothing in its way.
#[must_use]
pub fn of_connection(connection: &Connection, name: Option<&str>) -> Words {
    match connection {
        Connection::Unknown => words("Looking for a connection.", "", None),
        Connection::None => words(
            "Spotify is not connected.",
            "Connect it to lift music that you like, to save tracks, to make playlists and to play on your devices. Everything else works without.",
            Some(NextStep::Connect),
        ),
        Connection::Connecting(_) => words(
            "Connecting to Spotify.",
            "Spotify asks you to agree, then brings you back here. Begin again if it does not.",
            Some(NextStep::Connect),
        ),
        Connection::Connected(_) => {
            let what = name.map_or_else(
                || "Spotify is connected.".into(),
                |name| format!("Spotify is connected as {name}."),
            );
            words(&what, "Music that you like is lifted in the list.", None)
        }
        Connection::Over(ConnectionEnd::SixMonths) => words(
            "The connection to Spotify has ended.",
            "Spotify ends every connection after six months. Nothing of yours on this device is touched.",
            Some(NextStep::Reconnect),
        ),
        Connection::Over(_) => words(
            "Spotify doesn't accept this connection any more.",
            "Connect again to go on. Nothing of yours on this device is touched.",
            Some(NextStep::Reconnect),
        ),
    }
}

/// The words of what is in the way at `now`.
#[must_use]
pub fn of_obstacle(obstacle: &Obstacle, now: UnixMillis) -> Words {
    match obstacle {
        Obstacle::NoClientId => words(
            "That is no client id yet.",
            "A client id has 32 characters, each 0 to 9 or a to f. Copy it from your app's page at Spotify.",
            None,
        ),
        Obstacle::SignIn(fault) => of_sign_in(fault),
        Obstacle::NotAllowed(purpose) => not_allowed(*purpose),
        Obstacle::Quota => words(
            "Spotify's calls for this app are used up.",
            "Nothing more is asked in this visit. The list, the embedded player and the links go on; come back tomorrow for the rest.",
            None,
        ),
        Obstacle::Budget => words(
            "This page has asked Spotify often enough for today.",
            "It stops before Spotify does. The list, the embedded player and the links go on.",
            None,
        ),
        Obstacle::Wait(until) => Words {
            what: "Spotify asks to wait.".into(),
            advice: format!(
                "It can be asked again {}. Everything else goes on.",
                wait(*until, now)
            ),
            step: (now.0 >= until.0).then_some(NextStep::TryAgain),
        },
        Obstacle::Silent => words(
            "Spotify gives no answer.",
            "It may have been asked too often just now, or the connection is poor. Wait a minute, then try again.",
            Some(NextStep::TryAgain),
        ),
        Obstacle::Offline => words(
            "You are offline.",
            "The list and the camera go on. What you save is sent when the network is back.",
            Some(NextStep::TryAgain),
        ),
        _ => of_refusal(obstacle),
    }
}

/// Those that the account, the app or the device stand for.
fn of_refusal(obstacle: &Obstacle) -> Words {
    match obstacle {
        Obstacle::NoPremium => words(
            "Playing on a device takes Spotify Premium.",
            "The player in this page and \"Open in Spotify\" work without.",
            None,
        ),
        Obstacle::NoDevice => words(
            "No device is ready to play.",
            "Open Spotify on a phone, a computer or a speaker and play anything for a moment, then look again.",
            Some(NextStep::FindDevices),
        ),
        Obstacle::DeviceRefused => words(
            "The device doesn't do this now.",
            "Choose another one, or start the music on the device itself.",
            Some(NextStep::FindDevices),
        ),
        Obstacle::OwnerWithoutPremium => words(
            "The owner of this client id has no Spotify Premium.",
            "Spotify only lets apps work whose owner has Premium. Use a client id of somebody who has, or go on without.",
            None,
        ),
        Obstacle::NotAllowListed => words(
            "This account is not on the app's list.",
            "The owner of the client id can add it: developer.spotify.com, the app, \"User management\". Then try again.",
            Some(NextStep::TryAgain),
        ),
        Obstacle::NotFound(WantedTrack { title, artist }) => words(
            &format!("“{title}” by {artist} was not found on Spotify."),
            "Spotify may not have it, or write its names in another way: \"Open in Spotify\" searches there.",
            None,
        ),
        Obstacle::NoneFound => words(
            "None of these tracks was found on Spotify.",
            "Spotify may not have them, or write their names in another way: \"Open in Spotify\" searches there.",
            None,
        ),
        Obstacle::CaptivePortal => words(
            "The network answers in Spotify's place.",
            "A café or a hotel may want you to agree to something first. Open any page in a new tab, then try again.",
            Some(NextStep::TryAgain),
        ),
        Obstacle::Uncertain => words(
            "The answer got lost.",
            "It is being looked up whether it was done, so that nothing is done twice.",
            None,
        ),
        Obstacle::Strange => words(
            "Spotify answers in a way that this page doesn't know.",
            "Spotify may have changed something. Everything else goes on; a newer version of this page may know it.",
            Some(NextStep::TryAgain),
        ),
        _ => words(
            "Spotify has trouble.",
            "That is usually over in minutes. Everything else goes on.",
            Some(NextStep::TryAgain),
        ),
    }
}

fn not_allowed(purpose: Permission) -> Words {
    let what = match purpose {
        Permission::Taste => "Spotify may not tell what you like yet.",
        Permission::Saving => "Saving tracks is not allowed yet.",
        Permission::Playlists => "Making playlists is not allowed yet.",
        Permission::Playing => "Playing on your devices is not allowed yet.",
    };
    words(
        what,
        "Spotify asks you once; you come back to this page.",
        Some(NextStep::Allow(purpose)),
    )
}

/// How long it is until then: "in 7 minutes", "on 25 May 2027".
fn wait(until: UnixMillis, now: UnixMillis) -> String {
    let minutes = (until.since(now).0 / 60_000.0).ceil();
    match minutes {
        0.0 => "now".into(),
        1.0 => "in a minute".into(),
        minutes if minutes < 90.0 => format!("in {minutes} minutes"),
        minutes if minutes < 48.0 * 60.0 => {
            format!("in about {} hours", (minutes / 60.0).round())
        }
        _ => format!("on {}", format_date(until)),
    }
}
