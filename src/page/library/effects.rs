//! The effects of the person's own tracks, carried out: the library worker, and the chosen table for it.

use crate::domain::music::library::columns::TableColumn;
use crate::flow::bridge::library::ToLibraryWorker;
use crate::flow::kit::link::{LinkEvent, Seq};
use crate::flow::library::{LibraryEffect, LibraryEvent};
use crate::page::runtime::Runtime;
use crate::shell::links::Heard;
use crate::shell::task::spawn;
use crate::web::chosen_file::ChosenFile;
use crate::web::save;
use wasm_bindgen::JsValue;

impl Runtime {
    /// Carries out an effect of the library.
    pub(crate) fn carry_out_library(&self, effect: LibraryEffect) {
        match effect {
            LibraryEffect::Store(effect) => self.carry_out_store(effect, LibraryEvent::Stored),
            LibraryEffect::Worker(effect) => {
                let runtime = self.clone();
                self.library().worker.carry_out(effect, move |heard| {
                    runtime.dispatch(match heard {
                        Heard::Life(event) => LibraryEvent::Worker(event),
                        Heard::Said(said) => LibraryEvent::WorkerSaid(said),
                    });
                });
            }
            LibraryEffect::Tell(message) => {
                self.tell_library_worker(&message, &JsValue::UNDEFINED);
            }
            LibraryEffect::SendTable { seq, columns } => self.send_table(seq, columns),
            LibraryEffect::Offer { name, text } => spawn(async move {
                if let Err(error) = save::offer_file(name, &text).await {
                    log::error!("{name} can't be offered: {error}");
                }
            }),
        }
    }

    /// Keeps a chosen table until the library worker asks for it.
    pub(crate) fn hold_table(&self, file: ChosenFile) {
        let (name, bytes) = (file.name(), file.length());
        self.library().table.replace(Some(file));
        self.dispatch(LibraryEvent::TableChosen { name, bytes });
    }

    fn tell_library_worker(&self, message: &ToLibraryWorker, payload: &JsValue) {
        if let Err(error) = self.library().worker.share(message, payload) {
            log::error!("the library worker could not be told: {error}");
            let runtime = self.clone();
            spawn(async move { runtime.dispatch(LibraryEvent::Worker(LinkEvent::Lost)) });
        }
    }

    fn send_table(&self, seq: Seq, columns: Vec<(TableColumn, u16)>) {
        let table = self.library().table.borrow().clone();
        match table {
            Some(file) => {
                let message = ToLibraryWorker::Import { seq, columns };
                self.tell_library_worker(&message, file.as_payload());
            }
            None => self.dispatch(LibraryEvent::TableUnavailable(seq)),
        }
    }
}
