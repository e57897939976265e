//! Opening a database, and giving up where another tab is in the way.

use crate::domain::quantity::Millis;
use crate::web::Error;
use crate::web::database::Database;
use crate::web::database::upgrade::Upgrade;
use crate::web::timer::Alarm;
use js_sys::{Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransaction, IdbVersionChangeEvent,
};

/// The version to open a database in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// A given one, after an upgrade where the database is of an earlier one.
    Exactly(u32),
    /// The one that the database has.
    Present,
}

/// The longest waits for a database that is to be opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenPatience {
    /// For another tab that holds an earlier version open, from when that is said.
    pub tabs: Millis,
    /// For a browser that says nothing at all, from the beginning.
    pub silence: Millis,
}

/// Empirical: a slow phone that copies a large database answers within seconds, and one that hangs never.
const SILENCE: Millis = Millis::from_secs(20.0);

impl OpenPatience {
    /// So much patience with other tabs, and the usual one with the browser.
    #[must_use]
    pub const fn with_tabs(tabs: Millis) -> Self {
        Self {
            tabs,
            silence: SILENCE,
        }
    }
}

/// The error of a browser that says nothing.
pub const SILENT: Error = Error::Missing("answer of the browser's storage");

/// Opens the database `name`. Where it is new or of an earlier version, `upgrade` changes it first; when that fails,
/// everything stays as it was. Neither other tabs nor the browser are waited for longer than `patience`.
///
/// # Errors
/// [`Error::Missing`] where there are no databases, [`Error::TimedOut`] when another tab is in the way, [`SILENT`],
/// [`Error::Exception`] when the browser refuses (`VersionError`: it is of a later version), and the error of
/// `upgrade`.
pub fn open(
    name: &str,
    version: Version,
    patience: OpenPatience,
    upgrade: impl FnOnce(&Upgrade) -> Result<(), Error> + 'static,
) -> impl Future<Output = Result<Database, Error>> {
    open_upgraded(name, version, patience, Box::new(upgrade))
}

/// The steps of an upgrade. One type for all of them, so that there is one opening.
type UpgradeSteps = Box<dyn FnOnce(&Upgrade) -> Result<(), Error>>;

async fn open_upgraded(
    name: &str,
    version: Version,
    patience: OpenPatience,
    upgrade: UpgradeSteps,
) -> Result<Database, Error> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())?;
    let factory: IdbFactory = factory
        .dyn_into()
        .map_err(|_none| Error::Missing("database"))?;
    let request = match version {
        Version::Exactly(version) => factory.open_with_u32(name, version)?,
        Version::Present => factory.open(name)?,
    };
    let course = Rc::new(RefCell::new(Course::default()));
    let on_upgrade = upgrade_handler(&request, &course, upgrade);
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    match outcome(&request, patience).await {
        Outcome::Opened => Database::new(request.result()?.dyn_into()?),
        Outcome::Refused => Err(course.take().error(&request)),
        Outcome::Blocked => {
            give_up(&request);
            Err(Error::TimedOut { url: name.into() })
        }
        Outcome::Silent => {
            give_up(&request);
            Err(SILENT)
        }
    }
}

/// The course of an upgrade, if there was one.
#[derive(Default)]
struct Course {
    transaction: Option<IdbTransaction>,
    failure: Option<Error>,
}

impl Course {
    /// The reason why `request` failed: one that was aborted tells it of its transaction alone.
    fn error(self, request: &IdbOpenDbRequest) -> Error {
        let cause = self.transaction.and_then(|upgrade| upgrade.error());
        let cause = cause.or_else(|| request.error().ok().flatten());
        let said = cause.map(|exception| JsValue::from(exception).into());
        self.failure.or(said).unwrap_or(Error::Missing("database"))
    }
}

fn upgrade_handler(
    request: &IdbOpenDbRequest,
    course: &Rc<RefCell<Course>>,
    upgrade: UpgradeSteps,
) -> Closure<dyn FnMut(IdbVersionChangeEvent)> {
    let (request, course) = (request.clone(), Rc::clone(course));
    Closure::once(move |event: IdbVersionChangeEvent| {
        let Some(transaction) = request.transaction() else {
            return;
        };
        let change = Upgrade::new(&event, transaction.clone());
        let failure = upgrade(&change).err();
        if failure.is_some() {
            transaction.abort().unwrap_or_default();
        }
        course.replace(Course {
            transaction: Some(transaction),
            failure,
        });
    })
}

enum Outcome {
    Opened,
    Refused,
    Blocked,
    Silent,
}

/// Waits for `request`, and at most for `patience`: with the browser from now on, with another tab from when it is said
/// to be in the way.
async fn outcome(request: &IdbOpenDbRequest, patience: OpenPatience) -> Outcome {
    // Not a default function, which would be made of a text: the page's policy forbids that.
    let mut give_up: Option<Function> = None;
    let settled = Promise::new(&mut |opened, refused| {
        request.set_onsuccess(Some(&opened));
        request.set_onerror(Some(&refused));
        give_up = Some(refused);
    });
    let ring = move || {
        if let Some(give_up) = &give_up {
            give_up.call0(&JsValue::NULL).unwrap_or_default();
        }
    };
    let alarm = Rc::new(RefCell::new(Some(Alarm::set(
        patience.silence,
        ring.clone(),
    ))));
    let is_blocked = Rc::new(Cell::new(false));
    let (set, blocked) = (Rc::clone(&alarm), Rc::clone(&is_blocked));
    let on_blocked = Closure::once(move |_: Event| {
        blocked.set(true);
        set.replace(Some(Alarm::set(patience.tabs, ring)));
    });
    request.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));
    let outcome = JsFuture::from(settled).await;
    request.set_onblocked(None);
    alarm.take();
    match outcome {
        Ok(_event) => Outcome::Opened,
        Err(reason) if !reason.is_undefined() => Outcome::Refused,
        Err(_given_up) if is_blocked.get() => Outcome::Blocked,
        Err(_given_up) => Outcome::Silent,
    }
}

/// Lets go of a request that may still succeed some day: it is to change nothing, and to leave nothing open.
fn give_up(request: &IdbOpenDbRequest) {
    let (upgrading, opening) = (request.clone(), request.clone());
    let abort = Closure::once_into_js(move |_: Event| {
        if let Some(transaction) = upgrading.transaction() {
            transaction.abort().unwrap_or_default();
        }
    });
    let close = Closure::once_into_js(move |_: Event| {
        if let Ok(Ok(database)) = opening.result().map(JsCast::dyn_into::<IdbDatabase>) {
            database.close();
        }
    });
    request.set_onupgradeneeded(Some(abort.unchecked_ref()));
    request.set_onsuccess(Some(close.unchecked_ref()));
    request.set_onerror(None);
}
