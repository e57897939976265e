//! The page itself: in sight or not, being left, loaded anew.

use crate::web::listener::EventListener;
use crate::web::{Error, window};
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

/// Loads the page anew.
///
/// # Errors
/// [`Error::Exception`] when the browser refuses.
pub fn reload_page() -> Result<(), Error> {
    Ok(window()?.location().reload()?)
}
