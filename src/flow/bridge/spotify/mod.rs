//! What the page and Spotify's host say to each other, as bytes. No message carries a secret.
//!
//! The host's side of it is [`crate::flow`]'s `spotify`, the page's is `spotify_link`; what both speak of is below:
//! [`action`] and [`playback`] what a person does, [`view`] and [`advice`] what is shown, [`listener`] what the list is
//! told, [`named_track`] what the host is told of the list.

pub mod action;
pub mod advice;
pub mod listener;
pub mod named_track;
pub mod playback;
pub mod view;

pub use action::SpotifyAction;
pub use advice::{Advice, NextStep};
pub use listener::Listener;
pub use named_track::NamedTrack;
pub use playback::{PlaybackCommand, Sound};
pub use view::SpotifyView;

use serde::{Deserialize, Serialize};

/// The version of these messages, raised with every change to their types: page and host of one build agree.
pub const SPOTIFY_HOST_VERSION: u32 = 3;

/// A message from the page to the host, after its [`FromSpotifyHost::Ready`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToSpotifyHost {
    /// A person does something.
    Act(SpotifyAction),
    /// The list is another one now.
    List {
        /// The tracks, in the order to hear them.
        tracks: Vec<NamedTrack>,
        /// The list's heading: "For a calm mood".
        heading: String,
    },
    /// Spotify's dialogue was opened: what it says may be out of date.
    Look,
    /// The network is back.
    Online,
}

/// A message from the host to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromSpotifyHost {
    /// The host listens from now on.
    Ready {
        /// The host's own [`SPOTIFY_HOST_VERSION`].
        version: u32,
    },
    /// The view that is to be shown from now on.
    View(Box<SpotifyView>),
    /// The summary of the account for the list, from now on.
    Listener(Box<Listener>),
    /// The host's code stopped; it can't be used again.
    Crashed,
}
