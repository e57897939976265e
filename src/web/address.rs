//! The page's address: where it is, where it goes, and what it was opened with.

use crate::web::{Error, window};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;

/// Where `boot.js` leaves the query that it took out of the address.
const CALLBACK: &str = "feelharmonicCallback";

/// The address of this page.
///
/// # Errors
/// [`Error`] in a worker.
pub fn here() -> Result<String, Error> {
    Ok(window()?.location().href()?)
}

/// Whether this page was opened by the way back from the authorisation server.
#[must_use]
pub fn has_callback() -> bool {
    window().is_ok_and(|window| Reflect::has(&window, &CALLBACK.into()).unwrap_or_default())
}

/// The answer of the authorisation server that this page was opened with, once: it is gone afterwards.
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
