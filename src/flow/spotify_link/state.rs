//! The state of Spotify's host as the page knows it.

use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::bridge::spotify::{SpotifyView, ToSpotifyHost};
use crate::flow::kit::link::{Link, LinkStage};

/// The most messages that wait for the host; a person can't have meant more.
const MOST_WAITING: usize = 20;

/// All that the page remembers of the host.
#[derive(Debug, Default)]
pub struct SpotifyLinkState {
    /// The life of the host.
    pub(super) link: Link,
    /// The view that it has told last.
    pub(super) view: Option<Box<SpotifyView>>,
    /// Messages that wait until the host is there.
    pub(super) waiting: Vec<ToSpotifyHost>,
    /// The list as it stands.
    pub(super) list: ListedTracks,
    /// The list as it was told last.
    pub(super) told: Option<ListedTracks>,
}

/// A list, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedTracks {
    /// The tracks, in the order to hear them.
    pub tracks: Vec<NamedTrack>,
    /// The list's heading, which says what it is for.
    pub heading: String,
}

impl SpotifyLinkState {
    /// Tells whether the host could not be fetched, or has stopped.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        matches!(self.link.stage(), LinkStage::Failed)
    }

    /// Keeps a message until the host is there.
    pub(super) fn keep_waiting(&mut self, message: ToSpotifyHost) {
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push(message);
        }
    }

    /// Forgets what the host has said and was told; what waits for it waits on.
    pub(super) fn forget_host(&mut self) {
        self.view = None;
        self.told = None;
    }
}
