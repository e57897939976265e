//! The page itself: in sight or not, being left, loaded anew.

use crate::web::listener::EventListener;
use crate::web::start_script::find_start_function;
use crate::web::{Error, window};
use wasm_bindgen::JsValue;
use web_sys::VisibilityState;

/// Calls `callback` with whether the tab can be seen, whenever that changes.
///
/// # Errors
/// [`Error::Missing`] in a worker.
pub fn on_visibility(mut callback: impl FnMut(bool) + 'static) -> Result<EventListener, Error> {
    let document = window()?.document().ok_or(Error::Missing("document"))?;
    let looked_at = document.clone();
    EventListener::new(&document, "visibilitychange", move |_| {
        callback(looked_at.visibility_state() == VisibilityState::Visible);
    })
}

/// Calls `callback` when the page is being left, or put away for a return.
///
/// # Errors
/// [`Error::Missing`] in a worker.
pub fn on_leaving(mut callback: impl FnMut() + 'static) -> Result<EventListener, Error> {
    let window = window()?;
    EventListener::new(&window, "pagehide", move |_| callback())
}

/// Calls `callback` when the network is back.
///
/// # Errors
/// [`Error::Missing`] in a worker.
pub fn on_online(mut callback: impl FnMut() + 'static) -> Result<EventListener, Error> {
    let window = window()?;
    EventListener::new(&window, "online", move |_| callback())
}

/// Name of the start script's function that loads the page anew once in a tab's life, and a second time has words.
const RELOAD: &str = "feelharmonicReload";

/// Loads the page anew, since one of its helpers is of another build.
///
/// # Errors
/// [`Error::Missing`] without a start script, [`Error::Exception`] when the browser refuses.
pub fn reload_page() -> Result<(), Error> {
    let reload = find_start_function(RELOAD).ok_or(Error::Missing("start script"))?;
    reload.call0(&JsValue::NULL)?;
    Ok(())
}
