//! Whether anything may be sent at all.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::fault::ApiFault;
use crate::flow::spotify::blocker::Blocker;

/// A reason why nothing is sent at all.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Halt {
    /// Calls may be sent.
    #[default]
    None,
    /// The app's calls are used up: nothing more is sent in this visit.
    Quota,
    /// Spotify has asked to wait: nothing is sent until then.
    Until(UnixMillis),
}

impl Halt {
    /// The fault that every call would meet at `now`, if nothing may be sent.
    #[must_use]
    pub fn fault(self, now: UnixMillis) -> Option<ApiFault> {
        match self {
            Self::Quota => Some(ApiFault::QuotaExceeded),
            Self::Until(until) if now.0 < until.0 => Some(ApiFault::RateLimited {
                wait: Some(until.since(now)),
            }),
            Self::None | Self::Until(_) => None,
        }
    }

    /// The blocker that a person reads.
    #[must_use]
    pub const fn blocker(self) -> Blocker {
        match self {
            Self::Until(until) => Blocker::Wait(until),
            Self::None | Self::Quota => Blocker::Quota,
        }
    }

    /// Sends nothing before `until`.
    pub fn hold_until(&mut self, until: UnixMillis) {
        if let Self::None | Self::Until(_) = self {
            *self = Self::Until(until);
        }
    }
}
