//! The blocker: what stands in the way at the moment. One thing at a time, the latest one.

use crate::domain::http::HttpFailure;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::search::WantedTrack;
use crate::domain::spotify::sign_in::SignInFault;

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq)]
pub enum Blocker {
    /// No client id yet, or one that is none.
    NoClientId,
    /// The sign-in did not work.
    SignIn(SignInFault),
    /// The person has not allowed this yet.
    NotAllowed(Permission),
    /// The app's calls are used up.
    Quota,
    /// The page's own limit for a day is reached.
    Budget,
    /// Spotify asks to wait until then.
    Wait(UnixMillis),
    /// Spotify does not answer in a way that a page may see; it may have had enough for now.
    Silent,
    /// There is no network.
    Offline,
    /// The listener has no Premium.
    NoPremium,
    /// There is no device that plays.
    NoDevice,
    /// The device does not do this.
    DeviceRefused,
    /// The app's owner has no Premium.
    OwnerWithoutPremium,
    /// The person is not on the app's list.
    NotAllowListed,
    /// The network answered in Spotify's place.
    CaptivePortal,
    /// Spotify itself has trouble.
    Trouble,
    /// Spotify answers in a way that this page does not know.
    Strange,
    /// Nobody knows whether it was done.
    Uncertain,
    /// Spotify has no such track, as far as a search tells.
    NotFound(WantedTrack),
    /// Spotify has none of several tracks.
    NoneFound,
}

/// A choice of the blockers that go away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleared {
    /// Every blocker: something that a person asked for was done.
    Any,
    /// Blockers of the way to Spotify: there was an answer.
    OfTheWay,
    /// Blockers of a search: the next one has found something.
    OfSearch,
    /// The blocker of a missing network.
    Offline,
}

impl Cleared {
    /// Tells whether `blocker` is one of them.
    #[must_use]
    pub const fn covers(self, blocker: &Blocker) -> bool {
        match self {
            Self::Any => true,
            Self::OfTheWay => matches!(
                blocker,
                Blocker::Offline | Blocker::Silent | Blocker::CaptivePortal
            ),
            Self::OfSearch => matches!(blocker, Blocker::NotFound(_) | Blocker::NoneFound),
            Self::Offline => matches!(blocker, Blocker::Offline),
        }
    }
}

impl Blocker {
    /// The blocker for a fault that a call has met which takes `permission`.
    #[must_use]
    pub fn from_fault(fault: ApiFault, permission: Permission, now: UnixMillis) -> Self {
        match fault {
            ApiFault::OwnerWithoutPremium => Self::OwnerWithoutPremium,
            ApiFault::NotAllowListed => Self::NotAllowListed,
            ApiFault::MissingScope => Self::NotAllowed(permission),
            ApiFault::NoPremium => Self::NoPremium,
            ApiFault::DeviceRefused => Self::DeviceRefused,
            ApiFault::NoActiveDevice => Self::NoDevice,
            ApiFault::QuotaExceeded => Self::Quota,
            ApiFault::RateLimited { wait: Some(wait) } => Self::Wait(now.plus(wait)),
            ApiFault::NoAnswer(HttpFailure::Offline) => Self::Offline,
            ApiFault::RateLimited { wait: None } | ApiFault::NoAnswer(HttpFailure::Opaque) => {
                Self::Silent
            }
            ApiFault::CaptivePortal => Self::CaptivePortal,
            ApiFault::NoAnswer(HttpFailure::TooLarge)
            | ApiFault::Unreadable(_)
            | ApiFault::Refused(_)
            | ApiFault::Forbidden
            | ApiFault::NotFound => Self::Strange,
            ApiFault::Unauthorised | ApiFault::Server(_) | ApiFault::NoAnswer(_) => Self::Trouble,
        }
    }
}
