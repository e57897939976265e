//! The page's address: where it is, where it goes, what it was opened with, and the scope that follows from it.

use crate::flow::kit::scope::PageScope;
use crate::web::{Error, window, worker_scope};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;

/// Property of the window in which `boot.js` leaves the query that it took out of the address.
const CALLBACK: &str = "feelharmonicCallback";

/// Reads the whole address of this page.
///
/// # Errors
/// [`Error`] in a worker.
pub fn page_address() -> Result<String, Error> {
    Ok(window()?.location().href()?)
}

/// Finds the scope of this page, or of the page that this worker serves.
///
/// # Errors
/// [`Error`] where there is neither.
pub fn scope() -> Result<PageScope, Error> {
    match worker_scope() {
        Ok(worker) => Ok(PageScope::of_worker(&worker.location().pathname())),
        Err(_page) => Ok(PageScope::of_page(&window()?.location().pathname()?)),
    }
}

/// Tells whether this page was opened by a redirect back from the authorisation server.
#[must_use]
pub fn has_callback() -> bool {
    window().is_ok_and(|window| Reflect::has(&window, &CALLBACK.into()).unwrap_or_default())
}

/// Takes the authorisation server's answer with which this page was opened, as a query; it is gone afterwards.
///
/// # Errors
/// [`Error`] in a worker.
pub fn take_callback() -> Result<Option<String>, Error> {
    let window: Object = window()?.unchecked_into();
    let query = Reflect::get(&window, &CALLBACK.into())?.as_string();
    Reflect::delete_property(&window, &CALLBACK.into())?;
    Ok(query)
}

/// Leaves this page for `address`.
///
/// # Errors
/// [`Error::Exception`] when the browser refuses.
pub fn leave_for(address: &str) -> Result<(), Error> {
    Ok(window()?.location().assign(address)?)
}
