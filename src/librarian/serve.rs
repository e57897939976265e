//! The librarian's talk with the page: one question after another, but "stop" at once.

use crate::domain::music::catalogue::Catalogue;
use crate::domain::music::library::Library;
use crate::domain::quantity::Millis;
use crate::flow_old::music::exchange::{
    Ask, EXCHANGE_VERSION, FromLibrarian, LIBRARIAN, LibrarianFault, ToLibrarian,
};
use crate::librarian::desk::Desk;
use crate::librarian::intake::{End, kept, remove, take_in};
use crate::librarian::reading::Refusal;
use crate::web::fetch::{self, Bounds};
use crate::web::listener::Listener;
use crate::web::worker_link::{parcel, read};
use crate::web::{Error, worker_scope};
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent};

/// From the worker's own folder.
const CATALOGUE: &str = "../catalogue.tsv";
const CATALOGUE_BOUNDS: Bounds = Bounds {
    bytes: 4_000_000,
    patience: Millis::from_secs(20.0),
};
/// Whether this instance of the worker is to be a librarian.
#[must_use]
pub fn is_wanted() -> bool {
    worker_scope().is_ok_and(|scope| scope.name() == LIBRARIAN)
}

/// Says that it is there, and serves until the worker is ended.
pub fn serve() {
    match start() {
        // The listener lives as long as the worker.
        Ok(listener) => SERVING.with(|serving| serving.set(Some(listener))),
        Err(error) => {
            log::error!("the librarian can't serve: {error}");
            fail(None, LibrarianFault::Crashed);
        }
    }
}

thread_local! {
    static SERVING: Cell<Option<Listener>> = const { Cell::new(None) };
}

fn start() -> Result<Listener, Error> {
    let office = Rc::new(Office::default());
    let scope = worker_scope()?;
    let listener = Listener::new(&scope, "message", move |event| {
        office.hear(&event);
    })?;
    say(&FromLibrarian::Ready {
        exchange: EXCHANGE_VERSION,
    });
    Ok(listener)
}

fn say(message: &FromLibrarian) {
    let said = parcel(message).and_then(|parcel| Ok(worker_scope()?.post_message(&parcel)?));
    if let Err(error) = said {
        log::error!("the page could not be told: {error}");
    }
}

fn fail(seq: Option<Ask>, fault: LibrarianFault) {
    say(&FromLibrarian::Failed { seq, fault });
}

/// The questions that wait, and what they are answered with.
#[derive(Default)]
struct Office {
    waiting: RefCell<VecDeque<(ToLibrarian, JsValue)>>,
    busy: Cell<bool>,
    /// Whether the import at hand is to stop.
    stop: Cell<bool>,
    desk: RefCell<Desk>,
    is_stocked: Cell<bool>,
}

impl Office {
    #[expect(clippy::disallowed_methods, reason = "the worker's one task")]
    fn hear(self: &Rc<Self>, event: &web_sys::Event) {
        let message = match read::<ToLibrarian>(event) {
            Ok(message) => message,
            Err(error) => {
                log::error!("{error}");
                return fail(None, LibrarianFault::Confused);
            }
        };
        match message {
            ToLibrarian::Cancel => return self.stop.set(true),
            ToLibrarian::Import { .. } => self.stop.set(false),
            _ => {}
        }
        let data = event.unchecked_ref::<MessageEvent>().data();
        let payload = Reflect::get(&data, &"payload".into()).unwrap_or(JsValue::UNDEFINED);
        self.waiting.borrow_mut().push_back((message, payload));
        if !self.busy.replace(true) {
            let office = Rc::clone(self);
            wasm_bindgen_futures::spawn_local(async move { office.work().await });
        }
    }

    async fn work(&self) {
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some((message, payload)) = next else {
                break;
            };
            self.answer(message, &payload).await;
        }
        self.busy.set(false);
    }

    async fn answer(&self, message: ToLibrarian, payload: &JsValue) {
        match message {
            ToLibrarian::Import { ask } => say(&self.import(ask, payload).await),
            // Heard at once; by now there is nothing left to stop.
            ToLibrarian::Cancel => {}
            ToLibrarian::Prepare { shelves } => match self.stock().await {
                Ok(()) => {
                    self.desk.borrow_mut().prepare(shelves, &[]);
                }
                Err(fault) => log::warn!("the library is not at hand: {fault:?}"),
            },
            ToLibrarian::Taste { text } => {
                if let Err(error) = self.desk.borrow_mut().learn(&text) {
                    log::error!("the page's taste can't be read: {error}");
                }
            }
            ToLibrarian::Compose { ask, request } => match self.stock().await {
                Ok(()) => {
                    let list = self.desk.borrow_mut().compose(&request);
                    say(&FromLibrarian::Composed { ask, list });
                }
                Err(fault) => fail(Some(ask), fault),
            },
            ToLibrarian::Remove { ask } => match remove().await {
                Ok(()) => say(&FromLibrarian::Removed { ask }),
                Err(error) => {
                    log::error!("the library can't be removed: {error}");
                    fail(Some(ask), LibrarianFault::NotKept);
                }
            },
        }
    }

    /// Has catalogue and library at hand.
    async fn stock(&self) -> Result<(), LibrarianFault> {
        if self.is_stocked.get() {
            return Ok(());
        }
        let bytes = kept().await.map_err(|error| {
            log::error!("the library can't be read: {error}");
            LibrarianFault::NotKept
        })?;
        let library = bytes.map(|bytes| Library::from_bytes(&bytes)).transpose();
        let library = library.map_err(|error| {
            log::error!("{error}");
            LibrarianFault::Damaged
        })?;
        self.desk.borrow_mut().shelve(library.unwrap_or_default());
        self.stock_catalogue().await;
        self.is_stocked.set(true);
        Ok(())
    }

    /// Without the catalogue there are still the person's own tracks.
    async fn stock_catalogue(&self) {
        let fetched = fetch::text(CATALOGUE, CATALOGUE_BOUNDS).await;
        match fetched.map(|text| Catalogue::parse(&text)) {
            Ok(Ok(catalogue)) => self.desk.borrow_mut().stock(catalogue.tracks().to_vec()),
            Ok(Err(error)) => log::warn!("no catalogue: {error}"),
            Err(error) => log::warn!("no catalogue: {error}"),
        }
    }

    async fn import(&self, ask: Ask, payload: &JsValue) -> FromLibrarian {
        let Some(file) = payload.dyn_ref::<File>() else {
            return FromLibrarian::Failed {
                seq: Some(ask),
                fault: LibrarianFault::Confused,
            };
        };
        let progress = |percent| say(&FromLibrarian::Reading { ask, percent });
        match take_in(file, &self.stop, progress).await {
            Ok((library, card, report)) => {
                self.desk.borrow_mut().shelve(library);
                if !self.is_stocked.replace(true) {
                    self.stock_catalogue().await;
                }
                FromLibrarian::Imported { ask, card, report }
            }
            Err(End::Stopped) => FromLibrarian::Cancelled { ask },
            Err(End::Refused(Refusal { why, report })) => {
                FromLibrarian::Refused { ask, why, report }
            }
            Err(End::Failed(fault)) => FromLibrarian::Failed {
                seq: Some(ask),
                fault,
            },
        }
    }
}
