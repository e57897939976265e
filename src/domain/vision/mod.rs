//! An RGBA frame to face readings: detect, crop, normalise, classify.
//!
//! The only module that names tract, and that only in [`network`] and in `kernel` and `halving`, which make it
//! faster in a browser; everything else is arithmetic on slices and
//! is tested without weights. `models/train/pipeline.py` is the same pipeline in numpy, and the golden tests
//! hold the two together. Start at [`pipeline`].

pub mod classifier;
pub mod detector;
pub mod frame;
mod kernel;
pub mod manifest;
mod max_pool;
pub mod network;
pub mod nms;
pub mod picture;
pub mod pipeline;
pub mod resize;
pub mod resolution_ladder;

pub use frame::Frame;
pub use manifest::Manifest;
pub use pipeline::{Analysis, ModelFiles, Pipeline};

/// What can go wrong between a frame and its readings.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum VisionError {
    /// The manifest can't be used.
    #[error("manifest: {0}")]
    Manifest(#[from] manifest::ManifestError),
    /// A model file is not the one the manifest describes.
    #[error("model {file}: {error}")]
    File {
        /// Its name.
        file: String,
        /// What is wrong with it.
        error: manifest::ModelFileError,
    },
    /// The runtime refused a model.
    #[error("model {file} can't be loaded: {reason}")]
    Load {
        /// Its name.
        file: String,
        /// What the runtime said.
        reason: String,
    },
    /// A network failed, or gave numbers that make no sense.
    #[error("inference failed: {0}")]
    Inference(String),
    /// The pixels don't fill the frame.
    #[error("a frame of {width} × {height} needs {expected} bytes, {given} were given")]
    FrameLength {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
        /// Bytes needed.
        expected: usize,
        /// Bytes given.
        given: usize,
    },
}
