//! What stands in the way at the moment: one thing at a time, the latest one.

use crate::domain::http::HttpFailure;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::search::WantedTrack;
use crate::domain::spotify::sign_in::SignInFault;
use crate::flow_old::spotify::Spotify;
use crate::flow_old::spotify::effect::SpotifyEffect;

/// Something in the way.
#[derive(Debug, Clone, PartialEq)]
pub enum Obstacle {
    /// No client id yet, or one that is none.
    NoClientId,
    /// The sign-in did not work.
    SignIn(SignInFault),
    /// The person has not allowed this yet.
    NotAllowed(Permission),
    /// The app's calls are used up.
    Quota,
    /// This page's own limit for a day is reached.
    Budget,
    /// Spotify asks to wait until then.
    Wait(UnixMillis),
    /// Spotify does not answer in a way that a page may see; it may have had enough for now.
    Silent,
    /// No network.
    Offline,
    /// The listener has no Premium.
    NoPremium,
    /// No device plays.
    NoDevice,
    /// The device does not do this.
    DeviceRefused,
    /// The app's owner has no Premium.
    OwnerWithoutPremium,
    /// The person is not on the app's list.
    NotAllowListed,
    /// The network answered in Spotify's place.
    CaptivePortal,
    /// Spotify has trouble.
    Trouble,
    /// Spotify answers in a way that this page does not know.
    Strange,
    /// It may have been done or not.
    Uncertain,
    /// Spotify has no such track, as far as a search tells.
    NotFound(WantedTrack),
    /// It has none of several.
    NoneFound,
}

/// Turns what a call for `purpose` met into what stands in the way.
pub(super) fn met(
    spotify: &mut Spotify,
    fault: ApiFault,
    purpose: Permission,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let mut effects = Vec::new();
    let obstacle = match fault {
        ApiFault::OwnerWithoutPremium => Obstacle::OwnerWithoutPremium,
        ApiFault::NotAllowListed => Obstacle::NotAllowListed,
        ApiFault::MissingScope => Obstacle::NotAllowed(purpose),
        ApiFault::NoPremium => Obstacle::NoPremium,
        ApiFault::DeviceRefused => Obstacle::DeviceRefused,
        ApiFault::NoActiveDevice => Obstacle::NoDevice,
        ApiFault::QuotaExceeded => {
            spotify.calls.halt();
            Obstacle::Quota
        }
        ApiFault::RateLimited { wait: Some(wait) } => {
            let until = now.plus(wait);
            spotify.kept.blocked_until = Some(until);
            effects.push(SpotifyEffect::Keep(spotify.kept.clone()));
            Obstacle::Wait(until)
        }
        ApiFault::NoAnswer(HttpFailure::Offline) => Obstacle::Offline,
        ApiFault::RateLimited { wait: None } | ApiFault::NoAnswer(HttpFailure::Opaque) => {
            Obstacle::Silent
        }
        ApiFault::CaptivePortal => Obstacle::CaptivePortal,
        ApiFault::NoAnswer(HttpFailure::TooLarge)
        | ApiFault::Unreadable(_)
        | ApiFault::Refused(_)
        | ApiFault::Forbidden
        | ApiFault::NotFound => Obstacle::Strange,
        ApiFault::Unauthorised | ApiFault::Server(_) | ApiFault::NoAnswer(_) => Obstacle::Trouble,
    };
    spotify.obstacle = Some(obstacle);
    effects
}

/// Spotify has answered: the way is free again, if it was the way that was not.
pub(super) fn reached(spotify: &mut Spotify) {
    let of_the_way = matches!(
        spotify.obstacle,
        Some(Obstacle::Offline | Obstacle::Silent | Obstacle::CaptivePortal)
    );
    if of_the_way {
        spotify.obstacle = None;
    }
}
