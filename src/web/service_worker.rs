//! The service worker that keeps the page for the times without a network.

use crate::web::{Error, window};
use wasm_bindgen_futures::JsFuture;

/// Registers the service worker at the address `script`.
///
/// # Errors
/// [`Error`] where the browser has no service workers, or refuses this one; the page works without.
pub async fn register_service_worker(script: &str) -> Result<(), Error> {
    let navigator = window()?.navigator();
    let known = js_sys::Reflect::has(&navigator, &"serviceWorker".into())?;
    if !known {
        return Err(Error::Missing("service worker"));
    }
    JsFuture::from(navigator.service_worker().register(script)).await?;
    Ok(())
}
