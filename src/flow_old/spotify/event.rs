//! What happens around Spotify: what a person does, what the shell reports. No event carries a secret.

use crate::domain::http::HttpOutcome;
use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::Fraction;
use crate::domain::spotify::policy::budget::CallUsage;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::sign_in::SignInFault;
use crate::domain::spotify::taste::StoredTaste;
use crate::domain::spotify::token::{TokenFault, TokenInfo};
use crate::flow_old::spotify::calls::CallId;
use crate::flow_old::spotify::effect::SpotifyWake;
use crate::flow_old::spotify::kept::SpotifyKept;
use crate::flow_old::spotify::playback::Command;
use serde::{Deserialize, Serialize};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyEvent {
    /// What was there when the page opened.
    Restored(Box<Restored>),
    /// The way back from Spotify has led to tokens.
    SignedIn(TokenInfo),
    /// It has led to none.
    SignInFailed(SignInFault),
    /// What became of [`super::SpotifyEffect::Renew`]; and a random number for the wait.
    Renewed(Renewed, Fraction),
    /// What became of a call.
    Answered {
        /// Which one.
        id: CallId,
        /// What came.
        outcome: HttpOutcome,
        /// Random, 0 to 1, for the wait before the next attempt.
        luck: Fraction,
    },
    /// A timer ran out.
    Woke(SpotifyWake),
    /// A call was counted; so many were made today, those of other tabs among them.
    Counted(CallUsage),
    /// It is this tab's turn to ask what is asked unasked.
    Turn(Box<Turn>),
    /// Another tab has changed the tokens.
    OtherTab(TabNews),
    /// The network is back.
    Online,

    /// A client id was typed or pasted; empty to take it away.
    ClientIdTyped(String),
    /// "Connect", "Reconnect" or "Allow" was pressed.
    Connect(Permission),
    /// "Disconnect" was pressed.
    Disconnect,
    /// "Try again" was pressed.
    TryAgain,
    /// A playlist of the list is to be made.
    CreatePlaylist {
        /// Its name, as the person has read it.
        name: String,
        /// Its description.
        description: String,
    },
    /// A track is to be liked.
    Save(TrackId),
    /// Not any more.
    Unsave(TrackId),
    /// Spotify's id of a track of the list is needed, to open it or to play it in the page.
    Find(TrackId),
    /// Something is to be done on a device.
    Playback(Command),
}

/// What was there when the page opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// The page's address.
    pub address: String,
    /// What was kept from earlier visits.
    pub kept: SpotifyKept,
    /// The calls of the day.
    pub usage: CallUsage,
    /// The tokens there are.
    pub tokens: Option<TokenInfo>,
    /// The taste that was kept.
    pub taste: Option<StoredTaste>,
    /// Whether the page was opened by the way back from Spotify: then the sign-in's outcome follows.
    pub returning: bool,
    /// Random.
    pub seed: u64,
}

/// What there is when it is a tab's turn: whoever had it before may have asked for everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Turn {
    /// What is kept.
    pub kept: SpotifyKept,
    /// The taste that is kept.
    pub taste: Option<StoredTaste>,
    /// Whose the tokens are, as far as their record knows.
    pub account: Option<AccountId>,
}

/// What became of renewing the tokens.
#[derive(Debug, Clone, PartialEq)]
pub enum Renewed {
    /// New ones are there, asked for here or in another tab.
    Tokens(TokenInfo),
    /// It is over.
    Over(ConnectionEnd),
    /// Not now.
    Later(TokenFault),
}

/// What another tab says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TabNews {
    /// There are new tokens.
    Tokens(TokenInfo),
    /// The person has disconnected, or the authorisation is over.
    Gone(ConnectionEnd),
    /// So many calls were made today.
    Counted(CallUsage),
}
