//! The library worker: reads a person's own table of tracks, keeps it, and draws lists from it, off the page's thread.
//!
//! It is a second, smaller life of the worker's binary: an instance that is called [`LIBRARY_WORKER`] loads no models
//! and serves this instead. So an import never waits for a frame nor makes one wait, and whichever of both dies leaves
//! the other alone. [`reading`] takes a table in, [`composer`] draws lists: both pure. `serve` talks to the page,
//! `intake` reads the file and keeps it.
//!
//! [`LIBRARY_WORKER`]: crate::flow::bridge::library::LIBRARY_WORKER

pub mod composer;
pub mod reading;

#[cfg(target_arch = "wasm32")]
mod decoders;
#[cfg(target_arch = "wasm32")]
mod intake;
#[cfg(target_arch = "wasm32")]
pub mod serve;
