//! An RGBA frame to face readings: detect, crop, normalise, classify.
//!
//! The only module that names tract, and that only in [`network`] and in `kernel` and `max_pool`, which make it
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
pub mod photo_search;
pub mod picture;
pub mod pipeline;
pub mod pose;
pub mod quality;
pub mod resize;
pub mod resolution_ladder;
pub mod turn;
pub mod turn_watch;

pub use frame::Frame;
pub use manifest::Manifest;
pub use pipeline::{Analysis, ModelFiles, Pipeline};

/// Error on the way from a frame to its face readings.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum VisionError {
    /// The manifest can't be used.
    #[error("manifest: {0}")]
    Manifest(#[from] manifest::ManifestError),
    /// A model file is not the one that the manifest describes.
    #[error("model {file}: {error}")]
    File {
        /// Name of the model file.
        file: String,
        /// Difference between the file and its description.
        error: manifest::ModelFileError,
    },
    /// The runtime refused a model.
    #[error("model {file} can't be loaded: {reason}")]
    Load {
        /// Name of the model file.
        file: String,
        /// Reason that the runtime gave.
        reason: String,
    },
    /// A network failed, or gave numbers that make no sense.
    #[error("inference failed: {0}")]
    Inference(String),
    /// The pixels given do not fill the frame.
    #[error("a frame of {width} × {height} needs {expected} bytes, {given} were given")]
    FrameLength {
        /// Number of pixel columns.
        width: u32,
        /// Number of pixel rows.
        height: u32,
        /// Number of bytes needed.
        expected: usize,
        /// Number of bytes given.
        given: usize,
    },
}
