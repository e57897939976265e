//! The visit as the browser counts it: steps that "Back" takes back, and the requests that were made.

use crate::web::listener::EventListener;
use crate::web::{Error, window};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Adds a step to the visit, under `fragment`, so that "Back" has something to take back.
///
/// # Errors
/// [`Error::Exception`] when the browser refuses, as after very many steps.
pub fn push_step(fragment: &str) -> Result<(), Error> {
    let step = Array::of3(&JsValue::NULL, &"".into(), &fragment.into());
    call("history", "pushState", &step).map(|_nothing| ())
}

/// Takes the last step back, as "Back" does.
///
/// # Errors
/// [`Error::Missing`] in a worker.
pub fn take_step_back() -> Result<(), Error> {
    call("history", "back", &Array::new()).map(|_nothing| ())
}

/// Calls `callback` when a step was taken back or forth.
///
/// # Errors
/// [`Error::Missing`] in a worker.
pub fn on_step(mut callback: impl FnMut() + 'static) -> Result<EventListener, Error> {
    let window = window()?;
    EventListener::new(&window, "popstate", move |_| callback())
}

/// The addresses of what was fetched so far, the oldest first.
///
/// # Errors
/// [`Error::Missing`] where the browser does not tell.
pub fn fetched_addresses() -> Result<Vec<String>, Error> {
    let kind = Array::of1(&"resource".into());
    let entries: Array = call("performance", "getEntriesByType", &kind)?
        .dyn_into()
        .map_err(|_other| Error::Missing("list of requests"))?;
    let name = |entry: JsValue| Reflect::get(&entry, &"name".into()).ok()?.as_string();
    Ok(entries.iter().filter_map(name).collect())
}

fn call(object: &str, method: &str, arguments: &Array) -> Result<JsValue, Error> {
    let object = Reflect::get(&js_sys::global(), &object.into())?;
    let method: Function = Reflect::get(&object, &method.into())?
        .dyn_into()
        .map_err(|_other| Error::Missing("method"))?;
    Ok(method.apply(&object, arguments)?)
}
