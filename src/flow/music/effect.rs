//! Effects of the music: requests to the browser shell.

use crate::flow::kit::store::StoreEffect;

/// A request of the music to the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MusicEffect {
    /// Fetch the catalogue → `MusicEvent::CatalogueFetched`.
    FetchCatalogue,
    /// Keep a record → `MusicEvent::Stored`.
    Store(StoreEffect),
}

impl From<StoreEffect> for MusicEffect {
    fn from(effect: StoreEffect) -> Self {
        Self::Store(effect)
    }
}
