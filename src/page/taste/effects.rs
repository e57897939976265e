//! What the taste asks of the browser: records, the witness, files in and out.

use crate::flow::taste::{TasteEffect, TasteEvent};
use crate::page::runtime::Runtime;
use crate::shell::task::spawn;
use crate::shell::witness;
use crate::web::save;
use wasm_bindgen_futures::JsFuture;

/// A taste's file is read whole, so it may not be large: as the reader itself has it.
const LARGEST_TASTE: f64 = 4_000_000.0;

impl Runtime {
    /// Carries out an effect of the taste.
    pub(crate) fn carry_out_taste(&self, effect: TasteEffect) {
        let runtime = self.clone();
        match effect {
            TasteEffect::Store(effect) => self.carry_out_store(effect, TasteEvent::Stored),
            TasteEffect::Witness(thumbs) => spawn(async move {
                witness::write_thumbs(runtime.record_store().scope(), thumbs).await;
            }),
            TasteEffect::ReadWitness => spawn(async move {
                let thumbs = witness::read_thumbs(runtime.record_store().scope()).await;
                runtime.dispatch(TasteEvent::WitnessRead(thumbs));
            }),
            TasteEffect::Offer { name, text } => spawn(async move {
                if let Err(error) = save::offer_file(name, &text).await {
                    log::error!("{name} can't be offered: {error}");
                }
            }),
        }
    }

    /// Reads a chosen file of a taste.
    pub(crate) fn read_taste_file(&self, file: web_sys::File) {
        let runtime = self.clone();
        spawn(async move {
            let text = if file.size() > LARGEST_TASTE {
                None
            } else {
                JsFuture::from(file.text()).await.ok()
            };
            let text = text.and_then(|text| text.as_string());
            runtime.dispatch(TasteEvent::Brought(text));
        });
    }
}
