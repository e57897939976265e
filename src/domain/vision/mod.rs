//! An RGBA frame to face readings: detect, crop, normalise, classify.
//!
//! Networks run as plans ([`plan`]); only `reference` and the compiler of plans name tract. Everything is arithmetic
//! on slices, and is tested without weights. `models/train/pipeline.py` is the same pipeline in numpy, and the golden
//! tests hold the two together. Start at [`pipeline`].

pub mod classifier;
pub mod detector;
pub mod engine;
pub mod frame;
pub mod manifest;
pub mod network;
pub mod nms;
#[cfg(all(feature = "reference", not(target_arch = "wasm32")))]
pub mod picture;
pub mod pipeline;
pub mod plan;
#[cfg(feature = "reference")]
pub mod reference;
pub mod resize;
pub mod resolution_ladder;

pub use frame::Frame;
pub use manifest::Manifest;
pub use pipeline::{Analysis, Pipeline};

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
    /// A model can't be run.
    #[error("model {file} can't be loaded: {reason}")]
    Load {
        /// Name of the model file.
        file: String,
        /// Reason that was given for it.
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
