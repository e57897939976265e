//! The page itself: in sight or not, being left, loaded anew.

use crate::web::listener::EventListener;
use crate::web::{Error, window};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, VisibilityState};

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

/// Sets a custom property on the root of the document, for its style sheets.
///
/// # Errors
/// [`Error::Missing`] in a worker, [`Error::Exception`] when the browser refuses.
pub fn set_root_property(name: &str, value: &str) -> Result<(), Error> {
    Ok(root()?.style().set_property(name, value)?)
}

/// Sets the classes of the root of the document.
///
/// # Errors
/// [`Error::Missing`] in a worker.
pub fn set_root_class(class: &str) -> Result<(), Error> {
    root()?.set_class_name(class);
    Ok(())
}

fn root() -> Result<HtmlElement, Error> {
    let document = window()?.document().ok_or(Error::Missing("document"))?;
    let root = document.document_element().ok_or(Error::Missing("root"))?;
    root.dyn_into().map_err(|_svg| Error::Missing("root"))
}
