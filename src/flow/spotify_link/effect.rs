//! The effects of Spotify's host as the page knows it.

use crate::flow::bridge::spotify::ToSpotifyHost;
use crate::flow::kit::link::LinkEffect;

/// A request of the link to Spotify to the shell.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyLinkEffect {
    /// See whether Spotify was used before, or whether this is the way back from it → `TracesLooked`.
    LookForTraces,
    /// Start the host, end it, or wait for it.
    Host(LinkEffect),
    /// Say something to the host.
    Tell(ToSpotifyHost),
}
