//! The events of the whole: each feature's own, and the few that belong to none.

use crate::flow::kit::device::Capabilities;
use crate::flow::kit::store::StoreEvent;
use crate::flow::library::LibraryEvent;
use crate::flow::mood::MoodEvent;
use crate::flow::music::MusicEvent;
use crate::flow::sight::SightEvent;
use crate::flow::spotify_link::SpotifyLinkEvent;
use crate::flow::taste::TasteEvent;

/// Everything that can happen on the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The page was opened.
    Opened {
        /// The capabilities of this browser.
        capabilities: Capabilities,
        /// Random; the lists of this visit follow from it.
        seed: u64,
    },
    /// The records kept between visits are to be read.
    RecordsWanted,
    /// The records kept between visits were read, or can't be.
    Store(StoreEvent),
    /// The notice's button was pressed.
    NoticeAction,
    /// The notice was closed.
    NoticeDismissed,

    /// Something happened to camera, photo, demo or face reader.
    Sight(SightEvent),
    /// Something happened to the mood.
    Mood(MoodEvent),
    /// Something happened to the list.
    Music(MusicEvent),
    /// Something happened to the taste.
    Taste(TasteEvent),
    /// Something happened to the person's own tracks.
    Library(LibraryEvent),
    /// Something happened to Spotify's host, or is wanted of it.
    SpotifyLink(SpotifyLinkEvent),
}

impl From<SightEvent> for Event {
    fn from(event: SightEvent) -> Self {
        Self::Sight(event)
    }
}

impl From<MoodEvent> for Event {
    fn from(event: MoodEvent) -> Self {
        Self::Mood(event)
    }
}

impl From<MusicEvent> for Event {
    fn from(event: MusicEvent) -> Self {
        Self::Music(event)
    }
}

impl From<TasteEvent> for Event {
    fn from(event: TasteEvent) -> Self {
        Self::Taste(event)
    }
}

impl From<LibraryEvent> for Event {
    fn from(event: LibraryEvent) -> Self {
        Self::Library(event)
    }
}

impl From<SpotifyLinkEvent> for Event {
    fn from(event: SpotifyLinkEvent) -> Self {
        Self::SpotifyLink(event)
    }
}
