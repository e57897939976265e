//! The effects of the taste, carried out: records, files in and out.

use crate::flow::taste::{TasteEffect, TasteEvent};
use crate::page::runtime::Runtime;
use crate::shell::task::spawn;
use crate::web::chosen_file::ChosenFile;
use crate::web::save;

/// The largest file of a taste that is read, in bytes: it is read whole. The reader itself has the same bound.
const LARGEST_TASTE_BYTES: u64 = 4_000_000;

impl Runtime {
    /// Carries out an effect of the taste.
    pub(crate) fn carry_out_taste(&self, effect: TasteEffect) {
        match effect {
            TasteEffect::Store(effect) => {
                self.carry_out_store(effect, |event| TasteEvent::Stored(event).into());
            }
            TasteEffect::Offer { name, text } => spawn(async move {
                if let Err(error) = save::offer_file(name, &text).await {
                    log::error!("{name} can't be offered: {error}");
                }
            }),
        }
    }

    /// Reads a chosen file of a taste.
    pub(crate) fn read_taste_file(&self, file: ChosenFile) {
        let runtime = self.clone();
        spawn(async move {
            let text = if file.length() > LARGEST_TASTE_BYTES {
                None
            } else {
                file.read_text().await.ok()
            };
            runtime.dispatch(TasteEvent::Brought(text));
        });
    }
}
