//! Opening a database, and giving up where another tab is in the way.

use crate::domain::quantity::Millis;
use crate::web::Error;
use crate::web::database::Database;
use crate::web::database::upgrade::Upgrade;
use crate::web::timer::Alarm;
use js_sys::{Function, Promise, Reflect};
use std::cell::RefCell;
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

/// Opens the database `name`. Where it is new or of an earlier version, `upgrade` changes it first; when that fails,
/// everything stays as it was. Another tab that holds an earlier version open is waited for at most for `patience`.
///
/// # Errors
/// [`Error::Missing`] where there are no databases, [`Error::TimedOut`] when another tab is in the way,
/// [`Error::Exception`] when the browser refuses (`VersionError`: it is of a later version), and the error of
/// `upgrade`.
pub async fn open(
    name: &str,
    version: Version,
    patience: Millis,
    upgrade: impl FnOnce(&Upgrade) -> Result<(), Error> + 'static,
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
    upgrade: impl FnOnce(&Upgrade) -> Result<(), Error> + 'static,
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
}

/// Waits for `request`, and for `patience` at most from when another tab is said to be in the way.
async fn outcome(request: &IdbOpenDbRequest, patience: Millis) -> Outcome {
    let mut give_up = Function::default();
    let settled = Promise::new(&mut |opened, refused| {
        request.set_onsuccess(Some(&opened));
        request.set_onerror(Some(&refused));
        give_up = refused;
    });
    let alarm = Rc::new(RefCell::new(None));
    let set = Rc::clone(&alarm);
    let on_blocked = Closure::once(move |_: Event| {
        let ring = move || drop(give_up.call0(&JsValue::NULL));
        set.replace(Some(Alarm::set(patience, ring)));
    });
    request.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));
    let outcome = JsFuture::from(settled).await;
    request.set_onblocked(None);
    alarm.take();
    match outcome {
        Ok(_event) => Outcome::Opened,
        Err(reason) if reason.is_undefined() => Outcome::Blocked,
        Err(_event) => Outcome::Refused,
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
