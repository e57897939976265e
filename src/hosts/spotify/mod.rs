//! Spotify's host: a wasm binary of its own, on the page's thread, fetched when somebody wants it.
//!
//! Runs [`crate::flow::spotify`] and keeps the tokens; the page sends actions and draws what it is told
//! ([`crate::flow::spotify_link`]). [`host`] is the pure middle: messages and events in, effects and messages out.
//! `serve` carries the effects out, `sign_in` leaves for Spotify and comes back, `token_store` holds the tokens,
//! `record_store` everything else that is kept.

pub mod host;

#[cfg(target_arch = "wasm32")]
mod record_store;
#[cfg(target_arch = "wasm32")]
mod serve;
#[cfg(target_arch = "wasm32")]
mod sign_in;
#[cfg(target_arch = "wasm32")]
mod token_store;

#[cfg(target_arch = "wasm32")]
pub use serve::{say_crashed, serve};
