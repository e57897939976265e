//! An RGBA frame to face readings: detect, crop, normalise, classify.
//!
//! Networks run as plans ([`plan`]); only `reference` and the compiler of plans name tract. Everything is arithmetic on
//! slices, and is tested without weights. `models/train/pipeline.py` is the same pipeline in numpy, and the golden
//! tests hold the two together. Start at [`pipeline`].

pub mod classifier;
pub mod detector;
pub mod engine;
mod error;
pub mod frame;
pub mod manifest;
pub mod network;
pub mod nms;
pub mod photo_search;
#[cfg(all(feature = "reference", not(target_arch = "wasm32")))]
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod pose;
pub mod quality;
#[cfg(feature = "reference")]
pub mod reference;
pub mod resize;
pub mod resolution_ladder;
pub mod turn;
pub mod turn_watch;

pub use engine::ModelFiles;
pub use error::VisionError;
pub use frame::Frame;
pub use manifest::Manifest;
pub use pipeline::{Analysis, Pipeline};
