//! What the shell is asked to do for Spotify. Each outcome comes back as an event.

use crate::domain::quantity::Millis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::client::SpotifyApp;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::scope::Scopes;
use crate::domain::spotify::taste::StoredTaste;
use crate::domain::spotify::token::Generation;
use crate::flow_old::spotify::calls::CallId;
use crate::flow_old::spotify::kept::SpotifyKept;

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyEffect {
    /// Read what there is → `Restored`; on the way back from Spotify also `SignedIn` or `SignInFailed`.
    Restore,
    /// Keep a new pending sign-in in this tab and leave for Spotify; `SignInFailed` if that can't be.
    Depart {
        /// Who asks.
        app: SpotifyApp,
        /// For what.
        scopes: Scopes,
    },
    /// Renew the tokens that `seen` are found wanting, under their lock → `Renewed`.
    Renew {
        /// Which ones are wanting.
        seen: Generation,
    },
    /// Send the call with the access token → `Answered`.
    Send {
        /// Its number.
        id: CallId,
        /// The call.
        call: Call,
    },
    /// Write into the tokens' record whose they are.
    Claim(AccountId),
    /// Keep this for the next visit, over what other tabs have kept meanwhile ([`SpotifyKept::written_over`]).
    Keep(SpotifyKept),
    /// Count a call in the record of the day, under its lock → `Counted`; and tell the other tabs.
    Count,
    /// Wait for this tab's turn, then read what there is → `Turn`.
    TakeTurn,
    /// The next tab has its turn, as soon as everything is written that this one keeps.
    EndTurn,
    /// Keep this for a day.
    KeepTaste(StoredTaste),
    /// Wipe tokens, a pending sign-in and the kept taste, and tell the other tabs.
    Forget,
    /// Wait, then → `Woke`.
    After(Millis, SpotifyWake),
}

/// Why a timer was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpotifyWake {
    /// The call is to be sent again.
    Retry(CallId),
    /// The tokens are to be asked for again.
    Renew,
}
