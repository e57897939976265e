//! The effects of the list, carried out: the catalogue, and records.

use crate::domain::quantity::Millis;
use crate::flow::music::{MusicEffect, MusicEvent};
use crate::page::runtime::Runtime;
use crate::shell::task::spawn;
use crate::web::fetch::{self, FetchBounds};

/// The catalogue's file, from the page's own folder.
const CATALOGUE: &str = "catalogue.txt";
const CATALOGUE_BOUNDS: FetchBounds = FetchBounds {
    bytes: 4_000_000,
    patience: Millis::from_secs(20.0),
};

impl Runtime {
    /// Carries out an effect of the list.
    pub(crate) fn carry_out_music(&self, effect: MusicEffect) {
        let runtime = self.clone();
        match effect {
            MusicEffect::FetchCatalogue => spawn(async move {
                let text = fetch::fetch_text(CATALOGUE, CATALOGUE_BOUNDS).await;
                if let Err(error) = &text {
                    log::warn!("no catalogue: {error}");
                }
                runtime.dispatch(MusicEvent::CatalogueFetched(text.ok()));
            }),
            MusicEffect::Store(effect) => self.carry_out_store(effect, MusicEvent::Stored),
        }
    }
}
