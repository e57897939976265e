//! The news of Spotify's feature: what the rest of the page has to know.

use crate::flow::bridge::spotify::listener::Listener;

/// Something for the rest of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyNews {
    /// What the list is told of the account has changed.
    ListenerChanged(Box<Listener>),
}
