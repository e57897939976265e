//! The effects of the whole: each feature's own, and the few that belong to none.

use crate::flow::kit::store::StoreEffect;
use crate::flow::library::LibraryEffect;
use crate::flow::mood::MoodEffect;
use crate::flow::music::MusicEffect;
use crate::flow::sight::SightEffect;
use crate::flow::spotify_link::SpotifyLinkEffect;
use crate::flow::taste::TasteEffect;

/// Everything that the shell can be asked to do. What comes of it is an event of the same feature.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Something for camera, photo, demo or face reader.
    Sight(SightEffect),
    /// Something for the mood.
    Mood(MoodEffect),
    /// Something for the list.
    Music(MusicEffect),
    /// Something for the taste.
    Taste(TasteEffect),
    /// Something for the person's own tracks.
    Library(LibraryEffect),
    /// Something for Spotify's host.
    SpotifyLink(SpotifyLinkEffect),
    /// Read what was kept → [`super::Event::Store`].
    Store(StoreEffect),
    /// Load the page anew: its files and a helper's are of different versions.
    Reload,
}

impl From<SightEffect> for Effect {
    fn from(effect: SightEffect) -> Self {
        Self::Sight(effect)
    }
}

impl From<MoodEffect> for Effect {
    fn from(effect: MoodEffect) -> Self {
        Self::Mood(effect)
    }
}

impl From<MusicEffect> for Effect {
    fn from(effect: MusicEffect) -> Self {
        Self::Music(effect)
    }
}

impl From<TasteEffect> for Effect {
    fn from(effect: TasteEffect) -> Self {
        Self::Taste(effect)
    }
}

impl From<LibraryEffect> for Effect {
    fn from(effect: LibraryEffect) -> Self {
        Self::Library(effect)
    }
}

impl From<SpotifyLinkEffect> for Effect {
    fn from(effect: SpotifyLinkEffect) -> Self {
        Self::SpotifyLink(effect)
    }
}
