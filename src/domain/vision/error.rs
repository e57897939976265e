//! What can go wrong between a frame and its readings.

use crate::domain::vision::manifest::{ManifestError, ModelFileError};

/// Error on the way from a frame to its face readings.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum VisionError {
    /// The manifest can't be used.
    #[error("manifest: {0}")]
    Manifest(#[from] ManifestError),
    /// A model file is not the one that the manifest describes.
    #[error("model {file}: {error}")]
    File {
        /// Name of the model file.
        file: String,
        /// Difference between the file and its description.
        error: ModelFileError,
    },
    /// A model can't be run.
    #[error("model {file} can't be loaded: {reason}")]
    Load {
        /// Name of the model file.
        file: String,
        /// Reason for which it can't be loaded.
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
