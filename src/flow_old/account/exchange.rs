//! What the page and Spotify's module say to each other, as bytes. No message carries a secret.

use crate::flow_old::music::account::Account;
use crate::flow_old::spotify::wish::Wish;
use crate::flow_old::spotify::{Entry, SpotifyView};
use serde::{Deserialize, Serialize};

/// Raised with every change to these types, as [`crate::flow_old::protocol::PROTOCOL_VERSION`].
pub const ACCOUNT_VERSION: u32 = 1;

/// The key that the client id, the counts of the day and the like are kept under.
pub const KEPT: &str = "spotify";
/// The key that the tokens are kept under.
pub const TOKENS: &str = "spotify-tokens";

/// From the page to the module, after its [`FromAccount::Ready`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToAccount {
    /// A person wants something.
    Wish(Wish),
    /// These tracks stand in the list now.
    List {
        /// In the order to hear them.
        tracks: Vec<Entry>,
        /// What they are for: "For a calm mood".
        heading: String,
    },
    /// Spotify's page was opened: what it says may be out of date.
    Look,
    /// The network is back.
    Online,
}

/// From the module to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromAccount {
    /// It listens.
    Ready {
        /// Its [`ACCOUNT_VERSION`].
        version: u32,
    },
    /// This is to be shown from now on.
    View(Box<SpotifyView>),
    /// This is the account's word for the list.
    Word(Box<Account>),
    /// Its code stopped; it can't be used again.
    Crashed,
}
