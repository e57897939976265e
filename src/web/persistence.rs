//! Asking the browser not to clear what this page keeps when the disk runs full (WHATWG Storage, "persistence").

use crate::web::{Error, window};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Asks, and waits for no answer: a browser may ask the person first, and one that refuses keeps everything all the
/// same until the disk is full.
///
/// # Errors
/// [`Error`] where nobody can be asked: in a worker, or on a page that was not opened over HTTPS.
pub fn request() -> Result<(), Error> {
    let storage = window()?.navigator().storage();
    if storage.is_undefined() {
        return Err(Error::Missing("storage manager"));
    }
    let asked: Promise = storage.persist()?;
    // A refusal that nobody hears would count as an uncaught error.
    let ignore = Closure::once_into_js(|_: JsValue| ());
    let catch: Function = Reflect::get(&asked, &"catch".into())?.dyn_into()?;
    catch.call1(&asked, &ignore)?;
    Ok(())
}
