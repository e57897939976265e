//! The browser, wrapped once: one file per API, each call a `Result` with [`Error`], no decisions.
//!
//! What is acquired (stream, listener, worker, timer, object URL) has an owner here whose `Drop` releases it.

pub mod address;
pub mod animation;
pub mod camera;
pub mod capabilities;
pub mod chosen_file;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod error;
pub mod fetch;
pub mod frame;
pub mod http;
pub mod listener;
pub mod locks;
pub mod message_bytes;
pub mod module_bridge;
pub mod object_url;
pub mod page;
pub mod persistence;
pub mod pieces;
pub mod random;
pub mod save;
pub mod service_worker;
pub mod session;
pub mod tab_channel;
pub mod timer;
pub mod visit;
pub mod worker_link;

pub use error::Error;

use wasm_bindgen::JsCast;

/// Returns the window of this page.
///
/// # Errors
/// [`Error::Missing`] in a worker, which has none.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one home of the call"
)]
pub fn window() -> Result<web_sys::Window, Error> {
    web_sys::window().ok_or(Error::Missing("window"))
}

/// Returns the global scope of this worker.
///
/// # Errors
/// [`Error::Missing`] on a page.
pub fn worker_scope() -> Result<web_sys::DedicatedWorkerGlobalScope, Error> {
    js_sys::global()
        .dyn_into()
        .map_err(|_page| Error::Missing("worker scope"))
}
