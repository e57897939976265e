//! The library worker's shell: what the page says, and what its program asks for.

use crate::domain::quantity::Millis;
use crate::flow::bridge::library::{
    FromLibraryWorker, LIBRARY_WORKER, LIBRARY_WORKER_VERSION, LibraryFault, ToLibraryWorker,
};
use crate::flow::kit::Now;
use crate::flow::kit::link::Seq;
use crate::shell::run_loop::{RunLoop, Shell};
use crate::shell::task::spawn;
use crate::shell::timer;
use crate::web::fetch::{self, FetchBounds};
use crate::web::listener::EventListener;
use crate::web::{Error, worker_scope};
use crate::workers::channel::{post_message, receive_message, worker_name};
use crate::workers::library::intake::{import_file, read_kept_library, remove_library};
use crate::workers::library::program::{ImportEnd, LibraryProgram, WorkerEffect, WorkerEvent};
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent};

/// The catalogue's address, from the worker's own folder.
const CATALOGUE: &str = "../catalogue.tsv";
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
            fail(LibraryFault::Crashed);
        }
    }
}

thread_local! {
    static SERVING: Cell<Option<EventListener>> = const { Cell::new(None) };
}

fn start() -> Result<EventListener, Error> {
    let service = LibraryService::default();
    let scope = worker_scope()?;
    let listener = EventListener::new(&scope, "message", move |event| {
        service.receive_message(&event);
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

/// Says that the worker can't go on.
fn fail(fault: LibraryFault) {
    say(&FromLibraryWorker::Failed { seq: None, fault });
}

/// The worker, once it runs; clones are the same one.
#[derive(Clone, Default)]
struct LibraryService(Rc<Inner>);

struct Inner {
    run_loop: RunLoop<LibraryProgram>,
    /// The payloads of imports that are still to begin.
    files: RefCell<Vec<(Seq, JsValue)>>,
    /// True once the import at hand is to stop.
    must_stop: Cell<bool>,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            run_loop: RunLoop::new(LibraryProgram::default()),
            files: RefCell::default(),
            must_stop: Cell::default(),
        }
    }
}

impl Shell<LibraryProgram> for LibraryService {
    fn now(&self) -> Now {
        timer::now()
    }

    fn show(&self, said: Vec<FromLibraryWorker>) {
        for message in &said {
            say(message);
        }
    }

    fn carry_out(&self, effect: WorkerEffect) {
        let service = self.clone();
        match effect {
            WorkerEffect::StopImport => self.0.must_stop.set(true),
            WorkerEffect::Import(seq) => {
                self.0.must_stop.set(false);
                spawn(async move { service.import(seq).await });
            }
            WorkerEffect::ReadLibrary => spawn(async move {
                service.tell(WorkerEvent::LibraryRead(read_kept_library().await));
            }),
            WorkerEffect::FetchCatalogue => spawn(async move {
                let text = fetch::fetch_text(CATALOGUE, CATALOGUE_BOUNDS).await;
                let text = text.inspect_err(|error| log::warn!("no catalogue: {error}"));
                service.tell(WorkerEvent::CatalogueFetched(text.ok()));
            }),
            WorkerEffect::Remove => spawn(async move {
                service.tell(WorkerEvent::Removed(remove_library().await));
            }),
        }
    }
}

impl LibraryService {
    fn tell(&self, event: WorkerEvent) {
        self.0.run_loop.dispatch(event, self);
    }

    fn receive_message(&self, event: &web_sys::Event) {
        let message = match receive_message::<ToLibraryWorker>(event) {
            Ok(message) => message,
            Err(error) => {
                log::error!("{error}");
                return fail(LibraryFault::Confused);
            }
        };
        if let ToLibraryWorker::Import { seq } = message {
            let data = event.unchecked_ref::<MessageEvent>().data();
            let payload = Reflect::get(&data, &"payload".into());
            let file = (seq, payload.unwrap_or_default());
            self.0.files.borrow_mut().push(file);
        }
        self.tell(WorkerEvent::PageSaid(message));
    }

    async fn import(&self, seq: Seq) {
        let ended = match self.take_file(seq) {
            Some(file) => {
                let progress = |percent| self.tell(WorkerEvent::Progressed(percent));
                import_file(&file, &self.0.must_stop, progress).await
            }
            None => Err(ImportEnd::Failed(LibraryFault::Confused)),
        };
        self.tell(WorkerEvent::ImportEnded(ended));
    }

    /// The file that came with the question `seq`. Those of earlier ones are never asked for any more.
    fn take_file(&self, seq: Seq) -> Option<File> {
        let mut files = self.0.files.borrow_mut();
        let at = files.iter().position(|(of, _)| *of == seq)?;
        let (_, payload) = files.drain(..=at).next_back()?;
        payload.dyn_into().ok()
    }
}
