//! The browser's side of every bundle.
//!
//! [`store`] is the one room for what is kept between visits, [`witness`] the second, small one that tells whether the
//! first was lost: both wasm32 only.

#[cfg(target_arch = "wasm32")]
pub mod store;
#[cfg(target_arch = "wasm32")]
pub mod witness;
