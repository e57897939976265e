//! The effects of Spotify's feature: what the host is asked to do. Each outcome comes back as an event.

use crate::domain::quantity::Millis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::client::SpotifyApp;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::scope::Scopes;
use crate::domain::spotify::taste::StoredTaste;
use crate::domain::spotify::token::Generation;
use crate::flow::spotify::record::SpotifyRecord;

/// A request of Spotify's part to the host.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyEffect {
    /// Keep a new pending sign-in in this tab and leave for Spotify; `SignInFailed` if that can't be.
    Depart {
        /// The app that asks.
        app: SpotifyApp,
        /// The scopes that it asks for.
        scopes: Scopes,
    },
    /// Renew the tokens that `seen` are found wanting, under their lock → `Renewed`.
    Renew {
        /// The tokens that are wanting.
        seen: Generation,
    },
    /// Send the call with the access token → `Answered`.
    Send {
        /// The number of the call.
        id: CallId,
        /// The call to make, with everything that its request takes.
        call: Call,
    },
    /// Write into the tokens' record whose they are.
    Claim(AccountId),
    /// Keep this for the next visit, over what other tabs have kept meanwhile ([`SpotifyRecord::written_over`]).
    Keep(SpotifyRecord),
    /// Keep this taste for a day.
    KeepTaste(StoredTaste),
    /// Count a call in the record of the day, under its lock → `Counted`; and tell the other tabs.
    Count,
    /// Wait for this tab's lease, then read what there is → `LeaseTaken`.
    TakeLease,
    /// Give the lease to the next tab, as soon as everything is written that this one keeps.
    EndLease,
    /// Wipe tokens, a pending sign-in and the kept taste, and tell the other tabs.
    Forget,
    /// Wait, then → `Woke`.
    After(Millis, SpotifyWake),
}

/// The number of a call; attempts of one call share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CallId(pub u64);

/// The reason why a timer was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpotifyWake {
    /// The call is to be sent again.
    Retry(CallId),
    /// The tokens are to be asked for again.
    Renew,
}
