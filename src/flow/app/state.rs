//! All that the page remembers while it is open: one field a feature.

use crate::flow::app::touched::Touched;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::notice::Notices;
use crate::flow::library::{LibraryGiven, LibraryState};
use crate::flow::mood::MoodState;
use crate::flow::music::{MusicGiven, MusicState};
use crate::flow::sight::SightState;
use crate::flow::spotify_link::SpotifyLinkState;
use crate::flow::taste::TasteState;

/// The state of the page; changed by [`super::update`](fn@super::update) alone.
#[derive(Debug, Default)]
pub struct State {
    pub(super) capabilities: Capabilities,
    pub(super) sight: SightState,
    pub(super) mood: MoodState,
    pub(super) music: MusicState,
    pub(super) taste: TasteState,
    pub(super) library: LibraryState,
    pub(super) spotify_link: SpotifyLinkState,
    pub(super) notices: Notices,
    pub(super) touched: Touched,
}

impl State {
    /// Camera, photo, demo and face reader.
    #[must_use]
    pub const fn sight(&self) -> &SightState {
        &self.sight
    }

    /// The list and what surrounds it.
    #[must_use]
    pub const fn music(&self) -> &MusicState {
        &self.music
    }

    /// The parts of the view that the events since the last look may have changed.
    pub const fn take_touched(&mut self) -> Touched {
        std::mem::replace(&mut self.touched, Touched::NONE)
    }
}

/// The facts of other features that the music is given.
pub(super) fn music_given<'a>(
    taste: &'a TasteState,
    library: &'a LibraryState,
    capabilities: Capabilities,
) -> MusicGiven<'a> {
    MusicGiven {
        taste: taste.taste(),
        can_use_library: library.can_be_used(capabilities),
        has_library: library.has_library(),
        library_genres: library.genres(),
    }
}

/// The facts of other features that the library is given.
pub(super) fn library_given<'a>(
    taste: &'a TasteState,
    music: &MusicState,
    capabilities: Capabilities,
) -> LibraryGiven<'a> {
    LibraryGiven {
        capabilities,
        taste: taste.taste(),
        sources: music.sources(),
    }
}
