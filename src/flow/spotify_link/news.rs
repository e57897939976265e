//! The news of Spotify's host: what the rest of the page has to know.

use crate::flow::bridge::spotify::listener::Listener;

/// Something for the rest of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyLinkNews {
    /// The summary of the account for the list, from now on.
    Listener(Box<Listener>),
    /// The host is of another version than the page: both must be loaded anew.
    OutOfDate,
}
