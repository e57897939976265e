//! The music's part of the runtime: records, the librarian, files in and out.

use crate::flow::kit::store::{Key, StoreEffect, StoreEvent};
use crate::flow_old::Event;
use crate::flow_old::music::effect::Record;
use crate::flow_old::music::event::Kept;
use crate::flow_old::music::exchange::{Ask, LIBRARIAN, ToLibrarian};
use crate::flow_old::music::{MusicEffect, MusicEvent, together};
use crate::page::runtime::effects::WORKER;
use crate::page::runtime::{Runtime, spawn};
use crate::web::worker_link::WorkerLink;
use crate::web::{Error, save};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A taste's file is read whole, so it may not be large: as the reader itself has it.
const LARGEST_TASTE: f64 = 4_000_000.0;

impl Runtime {
    pub(super) fn carry_out_music(&self, effect: MusicEffect) {
        match effect {
            MusicEffect::ReadKept => self.read_kept(),
            MusicEffect::Keep(record, text) => self.keep(record, Some(text)),
            MusicEffect::KeepTaste { base, text } => self.keep_taste(base, text),
            MusicEffect::Forget(record) => self.keep(record, None),
            MusicEffect::StartLibrarian => self.start_librarian(),
            MusicEffect::EndLibrarian => drop(self.0.librarian.borrow_mut().take()),
            MusicEffect::Tell(message) => self.tell_librarian(&message, &JsValue::UNDEFINED),
            MusicEffect::SendTable(ask) => self.send_table(ask),
            MusicEffect::Offer { name, text } => spawn(async move {
                if let Err(error) = save::offer(name, &text).await {
                    log::error!("{name} can't be offered: {error}");
                }
            }),
        }
    }

    /// Keeps a chosen table until the librarian asks for it.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's length is a whole number"
    )]
    pub fn choose_table(&self, file: web_sys::File) {
        let (name, bytes) = (file.name(), file.size() as u64);
        self.0.table.replace(Some(file));
        self.dispatch(MusicEvent::TableChosen { name, bytes }.into());
    }

    /// Reads a taste's file.
    pub fn choose_taste(&self, file: web_sys::File) {
        let runtime = self.clone();
        spawn(async move {
            let text = if file.size() > LARGEST_TASTE {
                None
            } else {
                JsFuture::from(file.text()).await.ok()
            };
            let text = text.and_then(|text| text.as_string());
            runtime.dispatch(MusicEvent::TasteBrought(text).into());
        });
    }

    fn read_kept(&self) {
        let keys = vec![
            Key::Choices,
            Key::Taste,
            Key::QuarantinedTaste,
            Key::List,
            Key::LibrarySummary,
        ];
        self.store(StoreEffect::Read(keys), |event| match event {
            StoreEvent::Read(Ok(mut records)) => Some(MusicEvent::KeptRead(Kept {
                choices: records.take(Key::Choices),
                taste: records.take(Key::Taste),
                taste_aside: records.take(Key::QuarantinedTaste),
                list: records.take(Key::List),
                library: records.take(Key::LibrarySummary),
            })),
            _ => Some(MusicEvent::KeptLost),
        });
    }

    fn keep(&self, record: Record, text: Option<String>) {
        let key = key_of(record);
        let effect = text.map_or(StoreEffect::Remove(key), |text| StoreEffect::Put(key, text));
        self.store(effect, move |event| match event {
            StoreEvent::NotWritten(..) => Some(MusicEvent::NotKept(record)),
            _ => None,
        });
    }

    fn keep_taste(&self, base: String, text: String) {
        // What an earlier write failed to keep is a change since what that one began with.
        let base = self.0.taste_base.take().unwrap_or(base);
        let (runtime, began_with) = (self.clone(), base.clone());
        let key = Key::Taste;
        self.store(
            StoreEffect::Merge { key, base, text },
            move |event| match event {
                StoreEvent::NotWritten(..) => {
                    runtime.0.taste_base.replace(Some(began_with));
                    Some(MusicEvent::NotKept(Record::Taste))
                }
                StoreEvent::Merged { wrote, stored, .. } => Some(MusicEvent::TasteMerged {
                    wrote,
                    kept: stored,
                }),
                _ => None,
            },
        );
    }

    fn store(
        &self,
        effect: StoreEffect,
        heard: impl FnOnce(StoreEvent) -> Option<MusicEvent> + 'static,
    ) {
        let runtime = self.clone();
        spawn(async move {
            let merge = |_, base: &str, ours: &str, theirs: &str| together(base, ours, theirs);
            let event = runtime.0.store.carry_out(effect, merge).await;
            if let Some(event) = heard(event) {
                runtime.dispatch(event.into());
            }
        });
    }

    fn start_librarian(&self) {
        let (said, lost) = (self.clone(), self.clone());
        let link = WorkerLink::start_named(
            WORKER,
            LIBRARIAN,
            move |message| said.later(MusicEvent::Librarian(message).into()),
            move || lost.later(MusicEvent::LibrarianLost.into()),
        );
        match link {
            Ok(link) => drop(self.0.librarian.borrow_mut().replace(link)),
            Err(error) => {
                log::error!("no librarian: {error}");
                self.later(MusicEvent::LibrarianLost.into());
            }
        }
    }

    fn tell_librarian(&self, message: &ToLibrarian, payload: &JsValue) {
        let told = match self.0.librarian.borrow().as_ref() {
            Some(librarian) => librarian.share(message, payload),
            None => Err(Error::Missing("librarian")),
        };
        if let Err(error) = told {
            log::error!("the librarian could not be told: {error}");
            self.later(MusicEvent::LibrarianLost.into());
        }
    }

    fn send_table(&self, ask: Ask) {
        let Some(file) = self.0.table.borrow().clone() else {
            return self.later(Event::Music(MusicEvent::TableUnavailable(ask)));
        };
        self.tell_librarian(&ToLibrarian::Import { ask }, &file);
    }
}

const fn key_of(record: Record) -> Key {
    match record {
        Record::Choices => Key::Choices,
        Record::Taste => Key::Taste,
        Record::TasteAside => Key::QuarantinedTaste,
        Record::List => Key::List,
    }
}
