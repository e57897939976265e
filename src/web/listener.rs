//! An event listener that is released when its owner is dropped.

use crate::web::Error;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

/// An event listener on a target, removed when it is dropped.
#[derive(Debug)]
pub struct EventListener {
    target: EventTarget,
    kind: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl EventListener {
    /// Adds a listener that calls `callback` for each event of `kind` at `target`.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser refuses the listener.
    pub fn new(
        target: &EventTarget,
        kind: &'static str,
        callback: impl FnMut(Event) + 'static,
    ) -> Result<Self, Error> {
        let callback = Closure::new(callback);
        target.add_event_listener_with_callback(kind, callback.as_ref().unchecked_ref())?;
        Ok(Self {
            target: target.clone(),
            kind,
            callback,
        })
    }
}

impl Drop for EventListener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let removed: Result<(), JsValue> = self
            .target
            .remove_event_listener_with_callback(self.kind, callback);
        if let Err(error) = removed {
            log::warn!(
                "listener for {} not removed: {}",
                self.kind,
                Error::from(error)
            );
        }
    }
}
