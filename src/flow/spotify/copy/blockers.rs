//! The words for what stands in the way.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::calendar::format_date;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::search::WantedTrack;
use crate::flow::bridge::spotify::advice::{Advice, NextStep};
use crate::flow::spotify::blocker::Blocker;
use crate::flow::spotify::copy::sign_in::sign_in_advice;

/// The words for what is in the way at `now`.
#[must_use]
pub fn blocker_advice(blocker: &Blocker, now: UnixMillis) -> Advice {
    match blocker {
        Blocker::NoClientId => Advice::new(
            "That is no client id yet.",
            "A client id has 32 characters, each 0 to 9 or a to f. Copy it from your app's page at Spotify.",
            None,
        ),
        Blocker::SignIn(fault) => sign_in_advice(fault),
        Blocker::NotAllowed(permission) => permission_advice(*permission),
        Blocker::Quota => Advice::new(
            "Spotify's calls for this app are used up.",
            "Nothing more is asked in this visit. The list, the embedded player and the links go on; \
             come back tomorrow for the rest.",
            None,
        ),
        Blocker::Budget => Advice::new(
            "This page has asked Spotify often enough for today.",
            "It stops before Spotify does. The list, the embedded player and the links go on.",
            None,
        ),
        Blocker::Wait(until) => Advice {
            what: "Spotify asks to wait.".into(),
            advice: format!(
                "It can be asked again {}. Everything else goes on.",
                waiting_time(*until, now)
            ),
            step: (now.0 >= until.0).then_some(NextStep::TryAgain),
        },
        Blocker::Silent => Advice::new(
            "Spotify gives no answer.",
            "It may have been asked too often just now, or the connection is poor. Wait a minute, then try again.",
            Some(NextStep::TryAgain),
        ),
        Blocker::Offline => Advice::new(
            "You are offline.",
            "The list and the camera go on. What you save is sent when the network is back.",
            Some(NextStep::TryAgain),
        ),
        _ => refusal_advice(blocker),
    }
}

/// The words for blockers of the account, the app or the device.
fn refusal_advice(blocker: &Blocker) -> Advice {
    match blocker {
        Blocker::NoPremium => Advice::new(
            "Playing on a device takes Spotify Premium.",
            "The player in this page and \"Open in Spotify\" work without.",
            None,
        ),
        Blocker::NoDevice => Advice::new(
            "No device is ready to play.",
            "Open Spotify on a phone, a computer or a speaker and play anything for a moment, then look again.",
            Some(NextStep::FindDevices),
        ),
        Blocker::DeviceRefused => Advice::new(
            "The device doesn't do this now.",
            "Choose another one, or start the music on the device itself.",
            Some(NextStep::FindDevices),
        ),
        Blocker::OwnerWithoutPremium => Advice::new(
            "The owner of this client id has no Spotify Premium.",
            "Spotify only lets apps work whose owner has Premium. \
             Use a client id of somebody who has, or go on without.",
            None,
        ),
        Blocker::NotAllowListed => Advice::new(
            "This account is not on the app's list.",
            "The owner of the client id can add it: developer.spotify.com, the app, \"User management\". \
             Then try again.",
            Some(NextStep::TryAgain),
        ),
        Blocker::NotFound(WantedTrack { title, artist }) => Advice::new(
            format!("“{title}” by {artist} was not found on Spotify."),
            "Spotify may not have it, or write its names in another way: \"Open in Spotify\" searches there.",
            None,
        ),
        Blocker::NoneFound => Advice::new(
            "None of these tracks was found on Spotify.",
            "Spotify may not have them, or write their names in another way: \"Open in Spotify\" searches there.",
            None,
        ),
        Blocker::CaptivePortal => Advice::new(
            "The network answers in Spotify's place.",
            "A café or a hotel may want you to agree to something first. Open any page in a new tab, then try again.",
            Some(NextStep::TryAgain),
        ),
        Blocker::Uncertain => Advice::new(
            "The answer got lost.",
            "It is being looked up whether it was done, so that nothing is done twice.",
            None,
        ),
        Blocker::Strange => Advice::new(
            "Spotify answers in a way that this page doesn't know.",
            "Spotify may have changed something. Everything else goes on; a newer version of this page may know it.",
            Some(NextStep::TryAgain),
        ),
        _ => Advice::new(
            "Spotify has trouble.",
            "That is usually over in minutes. Everything else goes on.",
            Some(NextStep::TryAgain),
        ),
    }
}

fn permission_advice(permission: Permission) -> Advice {
    let what = match permission {
        Permission::Taste => "Spotify may not tell what you like yet.",
        Permission::Saving => "Saving tracks is not allowed yet.",
        Permission::Playlists => "Making playlists is not allowed yet.",
        Permission::Playing => "Playing on your devices is not allowed yet.",
    };
    Advice::new(
        what,
        "Spotify asks you once; you come back to this page.",
        Some(NextStep::Allow(permission)),
    )
}

/// The time until `until`: "in 7 minutes", "on 25 May 2027".
fn waiting_time(until: UnixMillis, now: UnixMillis) -> String {
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
