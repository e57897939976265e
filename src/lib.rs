//! Feelharmonic: facial expression to mood to music, in the browser, on the device.
//!
//! A functional core in a thin browser shell. From the inside out:
//!
//! - [`domain`] holds every fact and rule: no browser, no clock, no randomness, no I/O.
//! - [`flow`] turns events into a new state and a list of effects, and projects the state to a view: one folder a
//!   feature.
//! - `web` wraps one browser API per file (wasm32 only).
//! - [`shell`] runs programs of `flow` in the browser, for page and hosts, and has the tasks and the store of workers
//!   too (all but its loop: wasm32 only).
//! - [`workers`] read faces and a person's own music, off the page's thread (served on wasm32).
//! - [`hosts`] run features in bundles of their own, fetched when they are wanted (served on wasm32).
//! - `page` draws the view and sends events (wasm32, feature `page`).
//!
//! Start reading at [`flow`]; `tests/architecture.rs` holds who may name whom.

pub mod domain;
pub mod flow;
pub mod hosts;
pub mod shell;
pub mod workers;

#[cfg(target_arch = "wasm32")]
pub mod web;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod page;
