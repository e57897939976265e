//! What page and worker say to each other: small headers, as JSON text beside the transferred payload.
//!
//! A message is the object `{header, payload}`: `header` is one of these values as JSON, `payload` an
//! `ImageBitmap` (for [`ToWorker::Frame`]), an `ArrayBuffer` (for [`ToWorker::Photo`]) or absent. Pixels
//! travel in the transfer list only, and nothing that comes back has a field that could hold a picture.

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::quantity::{Fraction, Millis};
use serde::{Deserialize, Serialize};

/// Raised with every change to these types. The worker's file name carries no hash, so a cached old one
/// could answer a new page: its `Ready` tells, and the page reloads.
pub const PROTOCOL_VERSION: u32 = 2;

/// The running number of a question; an answer repeats it, and late answers are told apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Seq(pub u64);

/// From the page to the worker. Nothing is sent before the worker's [`FromWorker::Ready`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToWorker {
    /// Read the faces of a live frame; the payload is an `ImageBitmap`.
    Frame {
        /// The question's number.
        seq: Seq,
    },
    /// Read the faces of a still picture; the payload is the file's bytes.
    Photo {
        /// The question's number.
        seq: Seq,
    },
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromWorker {
    /// The models are on their way.
    Loading {
        /// Bytes that have arrived.
        received: u64,
        /// Bytes that are expected, as the manifest states them.
        total: u64,
    },
    /// Models checked, first inference done.
    Ready {
        /// The worker's [`PROTOCOL_VERSION`].
        protocol: u32,
        /// Probability under which an emotion counts as "not sure", from the model's manifest.
        unsure_below: Fraction,
    },
    /// The answer to a frame or a photo.
    Faces {
        /// The question's number.
        seq: Seq,
        /// Size of the picture that the rectangles refer to.
        size: FrameSize,
        /// Every face found, in no particular order.
        faces: Vec<FaceReading>,
        /// Size of the detector's input that was used.
        input: FrameSize,
        /// Time spent finding faces.
        detect: Millis,
        /// Time spent reading emotions.
        classify: Millis,
    },
    /// Something went wrong; with a number when it was that question's fault alone.
    Failed {
        /// The question's number, or none when the worker can't go on.
        seq: Option<Seq>,
        /// What it was.
        fault: WorkerFault,
    },
}

/// What can go wrong in the worker, by who must act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum WorkerFault {
    /// A model file could not be fetched.
    #[error("model file {file} could not be fetched")]
    ModelMissing {
        /// Its name.
        file: String,
    },
    /// A model file has another length than the manifest says.
    #[error("model file {file} is incomplete")]
    ModelTruncated {
        /// Its name.
        file: String,
    },
    /// A model file's checksum is not the manifest's.
    #[error("model file {file} is not the one that was published")]
    ModelAltered {
        /// Its name.
        file: String,
    },
    /// The file is the right one and still does not run.
    #[error("model {file} does not run: {reason}")]
    ModelUnusable {
        /// Its name.
        file: String,
        /// What the runtime said.
        reason: String,
    },
    /// The frame's pixels could not be read.
    #[error("the frame could not be read")]
    FrameUnreadable,
    /// The chosen file is not a picture that can be read.
    #[error("not a PNG, JPEG or WebP picture, or a damaged one")]
    PhotoUnreadable,
    /// The chosen picture is larger than can be opened safely.
    #[error("{megapixels} megapixels are more than {limit}")]
    PhotoTooManyPixels {
        /// How many it has, in millions.
        megapixels: u32,
        /// How many are read, in millions.
        limit: u32,
    },
    /// The chosen file is too large to be opened safely.
    #[error("{megabytes} megabytes are more than {limit}")]
    PhotoTooLarge {
        /// Its size, in millions of bytes.
        megabytes: u32,
        /// The largest that is read, in millions of bytes.
        limit: u32,
    },
    /// A network gave no answer that makes sense.
    #[error("inference failed: {reason}")]
    Inference {
        /// What the runtime said.
        reason: String,
    },
    /// The worker's code stopped; it can't be used again.
    #[error("the worker stopped")]
    Crashed,
    /// A message could not be understood.
    #[error("a message could not be understood")]
    Confused,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_survives_the_journey_as_text() {
        let said = FromWorker::Failed {
            seq: Some(Seq(7)),
            fault: WorkerFault::PhotoTooManyPixels {
                megapixels: 50,
                limit: 40,
            },
        };
        let text = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<FromWorker>(&text).unwrap(), said);
    }

    #[test]
    fn scores_that_are_no_distribution_do_not_get_through() {
        let text = r#"{"faces":{"seq":1,"size":{"width":4,"height":4},"input":{"width":4,"height":4},
            "detect":1.0,"classify":1.0,"faces":[{"bounds_in_frame":{"x":0,"y":0,"width":1,"height":1},
            "landmarks_in_frame":[[0,0],[0,0],[0,0],[0,0],[0,0]],"detection":0.9,"scores":[1,1,0,0,0,0,0],"votes":[1,0,0,0,0,0,0]}]}}"#;
        assert!(serde_json::from_str::<FromWorker>(text).is_err());
        assert!(serde_json::from_str::<FromWorker>(&text.replace("[1,1,0", "[0.5,0.5,0")).is_ok());
    }
}
