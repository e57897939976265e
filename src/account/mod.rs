//! Spotify's module: a wasm binary of its own, on the page's thread, fetched when somebody wants it.
//!
//! Runs [`crate::flow_old::spotify`] and keeps the tokens; the page sends wishes and draws what it is told
//! ([`crate::flow_old::account`]). [`desk`] is the pure middle: messages and events in, effects and news out. `serve`
//! carries the effects out, `sign_in` leaves for Spotify and comes back, `vault` holds the tokens, `records` everything
//! else that is kept.

pub mod desk;

#[cfg(target_arch = "wasm32")]
mod records;
#[cfg(target_arch = "wasm32")]
mod serve;
#[cfg(target_arch = "wasm32")]
mod sign_in;
#[cfg(target_arch = "wasm32")]
mod vault;

#[cfg(target_arch = "wasm32")]
pub use serve::{say_crashed, serve};
