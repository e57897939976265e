//! All that the page remembers of the music.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::intent::Intent;
use crate::domain::music::source::TrackSource;
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::music::catalogue::CataloguePool;
use crate::flow::music::choices::{Choice, Choices};
use crate::flow::music::copy;
use crate::flow::music::judgement::Judgements;
use crate::flow::music::list::{MoodOrigin, TrackList};
use crate::flow::music::listing::Listing;
use crate::flow::music::player::Player;
use crate::flow::music::request::Requests;

/// The mood that the list follows, and what it asks of music.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FollowedMood {
    pub place: Place,
    pub intent: Intent,
    pub origin: MoodOrigin,
}

/// The state of knowledge about what was kept of the last visit.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Memory {
    /// The records are not read yet, so that nothing may be written over them. These choices were made meanwhile.
    Awaited(Vec<Choice>),
    /// The records were read, or can't be.
    Restored,
}

impl Default for Memory {
    fn default() -> Self {
        Self::Awaited(Vec::new())
    }
}

/// The music's state. Changed by `update` alone.
#[derive(Debug, Default)]
pub struct MusicState {
    pub(super) catalogue: CataloguePool,
    pub(super) choices: Choices,
    pub(super) listing: Listing,
    /// The mood that the list follows; none before any is known.
    pub(super) mood: Option<FollowedMood>,
    /// The seed that lists are drawn with.
    pub(super) seed: u64,
    pub(super) requests: Requests,
    pub(super) judgements: Judgements,
    pub(super) player: Player,
    pub(super) listener: Listener,
    /// The track of the list whose explanation is open.
    pub(super) explained: Option<TrackId>,
    pub(super) memory: Memory,
}

impl MusicState {
    /// The list, once there is one.
    #[must_use]
    pub const fn list(&self) -> Option<&TrackList> {
        self.listing.list()
    }

    /// The sources that lists are drawn from.
    #[must_use]
    pub const fn sources(&self) -> TrackSource {
        self.choices.sources
    }

    /// The list's tracks, in the order to hear them, as Spotify is asked with them.
    #[must_use]
    pub fn named_tracks(&self) -> Vec<NamedTrack> {
        let listed = self.list().into_iter().flat_map(|list| &list.tracks);
        let named = listed.map(|listed| NamedTrack {
            id: listed.id().clone(),
            title: listed.ranked.track.title.clone(),
            artist: listed.ranked.track.artist.clone(),
        });
        named.collect()
    }

    /// The name of the list: "For a calm mood"; empty while there is none.
    #[must_use]
    pub fn heading(&self) -> String {
        self.list()
            .map_or_else(String::new, |list| copy::write_heading(&list.purpose))
    }

    /// Says whether the list is still on its way.
    pub(super) const fn is_loading(&self) -> bool {
        let awaited = self.catalogue.is_on_its_way() || self.requests.is_pending();
        self.list().is_none() && awaited
    }

    /// Says whether a record may be written.
    pub(super) fn is_restored(&self) -> bool {
        self.memory == Memory::Restored
    }
}
