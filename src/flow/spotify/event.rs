//! The events of Spotify's feature: what a person does, what the host reports. No event carries a secret.

use crate::domain::http::HttpOutcome;
use crate::domain::quantity::Fraction;
use crate::domain::spotify::policy::budget::CallUsage;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::domain::spotify::sign_in::SignInFault;
use crate::domain::spotify::taste::StoredTaste;
use crate::domain::spotify::token::{TokenFault, TokenInfo};
use crate::flow::bridge::spotify::action::SpotifyAction;
use crate::flow::spotify::effect::{CallId, SpotifyWake};
use crate::flow::spotify::record::SpotifyRecord;
use serde::{Deserialize, Serialize};

/// Something that happened to Spotify's feature.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyEvent {
    /// The host has read what was there when the page opened.
    Restored(Box<SpotifyRestored>),
    /// The way back from Spotify has led to tokens.
    SignedIn(TokenInfo),
    /// The way back from Spotify has led to no tokens.
    SignInFailed(SignInFault),
    /// A renewal of the tokens has ended; with a random number, 0 to 1, for the wait.
    Renewed(TokenRenewal, Fraction),
    /// A call has come to something.
    Answered {
        /// The number of the call.
        id: CallId,
        /// The answer, or why there is none.
        outcome: HttpOutcome,
        /// A random number, 0 to 1, that spreads the wait before the next attempt.
        jitter: Fraction,
    },
    /// A timer ran out.
    Woke(SpotifyWake),
    /// A call was counted; so many were made today, those of other tabs among them.
    Counted(CallUsage),
    /// The lease is this tab's: it may ask what is asked unasked.
    LeaseTaken(Box<LeaseRecords>),
    /// Another tab says something.
    OtherTab(TabMessage),
    /// The network is back.
    Online,
    /// A person does something.
    Act(SpotifyAction),
}

impl From<SpotifyAction> for SpotifyEvent {
    fn from(action: SpotifyAction) -> Self {
        Self::Act(action)
    }
}

/// Everything that was there when the page opened.
#[derive(Debug, Clone, PartialEq)]
pub struct SpotifyRestored {
    /// The address of the page.
    pub address: String,
    /// The record of earlier visits.
    pub record: SpotifyRecord,
    /// The calls of the day.
    pub usage: CallUsage,
    /// The tokens there are.
    pub tokens: Option<TokenInfo>,
    /// The taste that was kept.
    pub taste: Option<StoredTaste>,
    /// Tells whether the page was opened by the way back from Spotify: then the sign-in's outcome follows.
    pub returning: bool,
    /// A random number, of which the marks of playlists are made.
    pub seed: u64,
}

/// The records as a tab finds them that gets the lease: whoever had it before may have asked for everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LeaseRecords {
    /// The record that is kept.
    pub record: SpotifyRecord,
    /// The taste that is kept.
    pub taste: Option<StoredTaste>,
    /// The owner of the tokens, as far as their record knows.
    pub account: Option<AccountId>,
}

/// The end of a renewal of the tokens.
#[derive(Debug, Clone, PartialEq)]
pub enum TokenRenewal {
    /// New ones are there, asked for here or in another tab.
    Tokens(TokenInfo),
    /// The authorisation is over.
    Over(ConnectionEnd),
    /// There are none for now.
    Later(TokenFault),
}

/// A message of one tab to the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TabMessage {
    /// There are new tokens.
    Tokens(TokenInfo),
    /// The person has disconnected, or the authorisation is over.
    Gone(ConnectionEnd),
    /// So many calls were made today.
    Counted(CallUsage),
}
