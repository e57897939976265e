//! Feelharmonic: facial expression to mood to music, in the browser, on the device.
//!
//! A functional core in a thin browser shell. From the inside out:
//!
//! - [`domain`] holds every fact and rule: no browser, no clock, no randomness, no I/O.
//! - [`flow`] turns events into a new state and a list of effects, and projects the state to a view.
//! - `web` wraps one browser API per file (wasm32 only).
//! - `shell` keeps what is to be kept, for page, hosts and workers alike (wasm32 only).
//! - `worker` answers frames with face readings, off the page's thread (wasm32, feature `inference`).
//! - [`librarian`] reads and searches a person's own music, off both threads (served on wasm32).
//! - [`workers`] is to take its place: it speaks [`flow::bridge`].
//! - [`account`] runs Spotify's part in a module of its own, fetched when it is wanted (served on wasm32).
//! - [`hosts`] run features in bundles of their own, fetched when they are wanted (served on wasm32).
//! - `page` draws the view and sends events (wasm32, feature `page`).
//!
//! Start reading at [`flow`]; `tests/architecture.rs` holds who may name whom.

pub mod account;
pub mod domain;
pub mod flow;
pub mod flow_old;
pub mod hosts;
pub mod librarian;
pub mod shell;
pub mod workers;

#[cfg(target_arch = "wasm32")]
pub mod web;

#[cfg(all(target_arch = "wasm32", feature = "inference"))]
pub mod worker;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod page;
