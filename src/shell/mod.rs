//! The browser's side of every bundle: the run loop, timers, tasks, helpers and what is kept.
//!
//! Owns what page, workers and Spotify's host would otherwise each have their own of; decides nothing. Start at
//! [`run_loop`], which is pure and tested natively: everything else here is wasm32 only. Nothing outside of this module
//! spawns a task.

pub mod run_loop;

#[cfg(target_arch = "wasm32")]
pub mod host;
#[cfg(target_arch = "wasm32")]
pub mod links;
#[cfg(target_arch = "wasm32")]
pub mod store;
#[cfg(target_arch = "wasm32")]
pub mod task;
#[cfg(target_arch = "wasm32")]
pub mod timer;
#[cfg(target_arch = "wasm32")]
pub mod witness;
#[cfg(target_arch = "wasm32")]
pub mod worker;

pub use run_loop::{Program, RunLoop, Shell};
