//! The music's part of the runtime: records, the librarian, files in and out.

use crate::flow_old::Event;
use crate::flow_old::music::effect::Record;
use crate::flow_old::music::event::Kept;
use crate::flow_old::music::exchange::{Ask, LIBRARIAN, LIBRARY_CARD, ToLibrarian};
use crate::flow_old::music::{MusicEffect, MusicEvent, together};
use crate::page::runtime::effects::WORKER;
use crate::page::runtime::{Runtime, spawn};
use crate::web::database::{Database, Durability};
use crate::web::locks::Lock;
use crate::web::worker_link::WorkerLink;
use crate::web::{Error, save};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A taste's file is read whole, so it may not be large: as the reader itself has it.
const LARGEST_TASTE: f64 = 4_000_000.0;

/// Held while the taste is read and written: another tab may be at it too.
const TASTE_LOCK: &str = "feelharmonic-taste";

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
        let runtime = self.clone();
        spawn(async move {
            let event = match kept().await {
                Ok(kept) => MusicEvent::KeptRead(kept),
                Err(error) => {
                    log::warn!("what was kept can't be read: {error}");
                    MusicEvent::KeptLost
                }
            };
            runtime.dispatch(event.into());
        });
    }

    fn keep(&self, record: Record, text: Option<String>) {
        let runtime = self.clone();
        spawn(async move {
            if let Err(error) = write(record, text.as_deref()).await {
                log::warn!("{} is not kept: {error}", record.key());
                runtime.dispatch(MusicEvent::NotKept(record).into());
            }
        });
    }

    fn keep_taste(&self, base: String, text: String) {
        let runtime = self.clone();
        spawn(async move {
            // Where there are no locks, the moment between reading and writing is not guarded.
            let alone = Lock::hold(TASTE_LOCK).await.ok();
            // What an earlier write failed to keep is a change since what that one began with.
            let base = runtime.0.taste_base.take().unwrap_or(base);
            let written = write_taste(&base, &text).await;
            if written.is_err() {
                runtime.0.taste_base.replace(Some(base));
            }
            drop(alone);
            match written {
                Ok(kept) if kept == text => {}
                Ok(kept) => runtime.dispatch(MusicEvent::TasteMerged { wrote: text, kept }.into()),
                Err(error) => {
                    log::warn!("the taste is not kept: {error}");
                    runtime.dispatch(MusicEvent::NotKept(Record::Taste).into());
                }
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

async fn kept() -> Result<Kept, Error> {
    let database = Database::open().await?;
    Ok(Kept {
        choices: database.text(Record::Choices.key()).await?,
        taste: database.text(Record::Taste.key()).await?,
        taste_aside: database.text(Record::TasteAside.key()).await?,
        list: database.text(Record::List.key()).await?,
        library: database.text(LIBRARY_CARD).await?,
    })
}

/// Keeps the taste, together with what another tab has written since `base`; what is kept now.
async fn write_taste(base: &str, text: &str) -> Result<String, Error> {
    let database = Database::open().await?;
    let key = Record::Taste.key();
    let kept = match database.text(key).await? {
        Some(theirs) if theirs != base => together(base, text, &theirs)
            .ok_or_else(|| Error::Malformed("another tab's taste".into()))?,
        _ => text.to_owned(),
    };
    database.put_text(key, &kept, Durability::Strict).await?;
    Ok(kept)
}

async fn write(record: Record, text: Option<&str>) -> Result<(), Error> {
    let durability = if record.is_precious() {
        Durability::Strict
    } else {
        Durability::Relaxed
    };
    let database = Database::open().await?;
    match text {
        Some(text) => database.put_text(record.key(), text, durability).await,
        None => database.remove(&[record.key()]).await,
    }
}
