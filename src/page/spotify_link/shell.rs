//! The browser's things that the link to Spotify holds: the bridge to its host.

use crate::shell::host::HostBridge;

/// The browser's things that the link to Spotify holds.
#[derive(Debug)]
pub struct SpotifyLinkShell {
    pub(super) host: HostBridge,
}

impl SpotifyLinkShell {
    /// A shell whose host has not been fetched.
    #[must_use]
    pub fn new() -> Self {
        Self {
            host: HostBridge::new("spotify"),
        }
    }
}

impl Default for SpotifyLinkShell {
    fn default() -> Self {
        Self::new()
    }
}
