//! The words for people while there is no host to say anything.

use crate::flow::bridge::spotify::advice::{Advice, NextStep};

/// The words on the button that opens Spotify's dialogue.
pub(super) const CHIP: &str = "Connect Spotify";
/// The words on it when the host could not be fetched.
pub(super) const FAILED_CHIP: &str = "Spotify needs you";

/// Nobody has wanted Spotify yet.
pub(super) fn not_fetched() -> Advice {
    Advice::new(
        "Spotify is not connected.",
        "Connect it to lift music that you like, to save tracks, to make playlists and to play on your devices. \
         Everything else works without.",
        NextStep::Connect,
    )
}

/// The host is on its way.
pub(super) fn explain_fetching() -> Advice {
    Advice::new("Looking for a connection.", "", None)
}

/// The host could not be fetched, or has stopped.
pub(super) fn not_loaded() -> Advice {
    Advice::new(
        "What Spotify needs could not be loaded.",
        "Check the connection, then try again. Everything else works without.",
        NextStep::TryAgain,
    )
}
