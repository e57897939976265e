//! The news of Spotify's feature: what the rest of the page has to know.

use crate::flow::bridge::spotify::listener::Listener;

/// Something for the rest of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyNews {
    /// The summary of the account for the list has changed.
    ListenerChanged(Box<Listener>),
}
