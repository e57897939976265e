//! The library worker's talk with the page: one question after another, but "stop" at once.

use crate::domain::music::catalogue::Catalogue;
use crate::domain::music::library::Library;
use crate::domain::music::library::stored::StoredLibraryError;
use crate::domain::quantity::Millis;
use crate::flow::bridge::library::{
    FromLibraryWorker, LIBRARY_WORKER, LIBRARY_WORKER_VERSION, LibraryFault, ToLibraryWorker,
};
use crate::flow::kit::link::Seq;
use crate::shell::task::spawn;
use crate::web::fetch::{self, FetchBounds};
use crate::web::listener::EventListener;
use crate::web::{Error, worker_scope};
use crate::workers::channel::{post_message, receive_message, worker_name};
use crate::workers::library::composer::Composer;
use crate::workers::library::intake::{ImportEnd, import_file, read_kept_library, remove_library};
use crate::workers::library::reading::ImportRefusal;
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent};

/// The catalogue's address, from the worker's own folder.
const CATALOGUE: &str = "../catalogue.txt";
const CATALOGUE_BOUNDS: FetchBounds = FetchBounds {
    bytes: 4_000_000,
    patience: Millis::from_secs(20.0),
};

/// Tells whether this instance of the worker is to serve the library.
#[must_use]
pub fn is_wanted() -> bool {
    worker_name().is_ok_and(|name| name == LIBRARY_WORKER)
}

/// Tells the page that the worker listens, and serves until it is ended.
pub fn serve() {
    match start() {
        // The listener lives as long as the worker.
        Ok(listener) => SERVING.with(|serving| serving.set(Some(listener))),
        Err(error) => {
            log::error!("the library worker can't serve: {error}");
            fail(None, LibraryFault::Crashed);
        }
    }
}

thread_local! {
    static SERVING: Cell<Option<EventListener>> = const { Cell::new(None) };
}

fn start() -> Result<EventListener, Error> {
    let server = Rc::new(LibraryServer::default());
    let scope = worker_scope()?;
    let listener = EventListener::new(&scope, "message", move |event| {
        server.receive_message(&event);
    })?;
    say(&FromLibraryWorker::Ready {
        version: LIBRARY_WORKER_VERSION,
    });
    Ok(listener)
}

fn say(message: &FromLibraryWorker) {
    if let Err(error) = post_message(message) {
        log::error!("the page could not be told: {error}");
    }
}

fn fail(seq: Option<Seq>, fault: LibraryFault) {
    say(&FromLibraryWorker::Failed { seq, fault });
}

/// The questions that wait, and what they are answered with.
#[derive(Default)]
struct LibraryServer {
    waiting: RefCell<VecDeque<(ToLibraryWorker, JsValue)>>,
    is_busy: Cell<bool>,
    /// True once the import at hand is to stop.
    must_stop: Cell<bool>,
    composer: RefCell<Composer>,
    is_loaded: Cell<bool>,
}

impl LibraryServer {
    fn receive_message(self: &Rc<Self>, event: &web_sys::Event) {
        let message = match receive_message::<ToLibraryWorker>(event) {
            Ok(message) => message,
            Err(error) => {
                log::error!("{error}");
                return fail(None, LibraryFault::Confused);
            }
        };
        match message {
            ToLibraryWorker::Cancel => return self.must_stop.set(true),
            ToLibraryWorker::Import { .. } => self.must_stop.set(false),
            _ => {}
        }
        let data = event.unchecked_ref::<MessageEvent>().data();
        let payload = Reflect::get(&data, &"payload".into()).unwrap_or(JsValue::UNDEFINED);
        self.waiting.borrow_mut().push_back((message, payload));
        if !self.is_busy.replace(true) {
            let server = Rc::clone(self);
            spawn(async move { server.answer_waiting().await });
        }
    }

    async fn answer_waiting(&self) {
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some((message, payload)) = next else {
                break;
            };
            self.answer(message, &payload).await;
        }
        self.is_busy.set(false);
    }

    async fn answer(&self, message: ToLibraryWorker, payload: &JsValue) {
        match message {
            ToLibraryWorker::Import { seq } => say(&self.import(seq, payload).await),
            // Heard at once; by now there is nothing left to stop.
            ToLibraryWorker::Cancel => {}
            ToLibraryWorker::Prepare { sources } => match self.load_library().await {
                Ok(()) => {
                    self.composer.borrow_mut().prepare_pool(sources, &[]);
                }
                Err(fault) => log::warn!("the library is not at hand: {fault:?}"),
            },
            ToLibraryWorker::Taste { text } => {
                if let Err(error) = self.composer.borrow_mut().set_taste(&text) {
                    log::error!("the page's taste can't be read: {error}");
                }
            }
            ToLibraryWorker::Compose { seq, request } => match self.load_library().await {
                Ok(()) => {
                    let list = self.composer.borrow_mut().compose(&request);
                    say(&FromLibraryWorker::Composed { seq, list });
                }
                Err(fault) => fail(Some(seq), fault),
            },
            ToLibraryWorker::Remove { seq } => match remove_library().await {
                Ok(()) => say(&FromLibraryWorker::Removed { seq }),
                Err(error) => {
                    log::error!("the library can't be removed: {error}");
                    fail(Some(seq), LibraryFault::NotKept);
                }
            },
        }
    }

    /// Loads catalogue and library, unless they are at hand.
    async fn load_library(&self) -> Result<(), LibraryFault> {
        if self.is_loaded.get() {
            return Ok(());
        }
        let bytes = read_kept_library().await.map_err(|error| {
            log::error!("the library can't be read: {error}");
            LibraryFault::NotKept
        })?;
        let library = bytes.map(|bytes| Library::from_bytes(&bytes)).transpose();
        let library = library.map_err(|error| {
            log::error!("{error}");
            match error {
                StoredLibraryError::NewerVersion => LibraryFault::NewerVersion,
                StoredLibraryError::Foreign | StoredLibraryError::Damaged => LibraryFault::Damaged,
            }
        })?;
        self.composer
            .borrow_mut()
            .set_library(library.unwrap_or_default());
        self.load_catalogue().await;
        self.is_loaded.set(true);
        Ok(())
    }

    /// Loads the catalogue. Without it there are still the person's own tracks.
    async fn load_catalogue(&self) {
        let fetched = fetch::fetch_text(CATALOGUE, CATALOGUE_BOUNDS).await;
        match fetched.map(|text| Catalogue::unpack(&text)) {
            Ok(Ok(catalogue)) => self
                .composer
                .borrow_mut()
                .set_catalogue(catalogue.tracks().to_vec()),
            Ok(Err(error)) => log::warn!("no catalogue: {error}"),
            Err(error) => log::warn!("no catalogue: {error}"),
        }
    }

    async fn import(&self, seq: Seq, payload: &JsValue) -> FromLibraryWorker {
        let Some(file) = payload.dyn_ref::<File>() else {
            return FromLibraryWorker::Failed {
                seq: Some(seq),
                fault: LibraryFault::Confused,
            };
        };
        let progress = |percent| say(&FromLibraryWorker::Progress { seq, percent });
        match import_file(file, &self.must_stop, progress).await {
            Ok((library, summary, report)) => {
                self.composer.borrow_mut().set_library(library);
                if !self.is_loaded.replace(true) {
                    self.load_catalogue().await;
                }
                FromLibraryWorker::Imported {
                    seq,
                    summary,
                    report,
                }
            }
            Err(ImportEnd::Stopped) => FromLibraryWorker::Cancelled { seq },
            Err(ImportEnd::Refused(ImportRefusal { reason, report })) => {
                FromLibraryWorker::Refused {
                    seq,
                    reason,
                    report,
                }
            }
            Err(ImportEnd::Failed(fault)) => FromLibraryWorker::Failed {
                seq: Some(seq),
                fault,
            },
        }
    }
}
