//! The workers' side: what runs off the page's thread and talks to it by the messages of [`crate::flow::bridge`].
//!
//! One binary, one folder for each name it can be started under.

#[cfg(target_arch = "wasm32")]
mod channel;
pub mod library;
#[cfg(target_arch = "wasm32")]
pub mod reader;
