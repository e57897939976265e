//! The messages of page and face reader: small headers, as bytes beside the transferred payload.
//!
//! A message is the object `{header, payload}`: `header` is one of these values as postcard has it, `payload` an
//! `ImageBitmap` (for what goes to the reader) or absent. Pixels
//! travel in the transfer list only, and nothing that comes back has a field that could hold a picture.

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::quantity::{Fraction, Millis};
use crate::flow::kit::link::{LinkPhase, Seq};
use serde::{Deserialize, Serialize};

/// The version of these messages, raised with every change to them. The worker's file name carries no hash, so a cached
/// old one could answer a new page: its `Ready` tells, and the page reloads.
pub const READER_VERSION: u32 = 5;

/// From the page to the face reader. Nothing is sent before its [`FromReader::Ready`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToReader {
    /// A live frame whose faces are to be read; the payload is an `ImageBitmap`.
    Frame {
        /// The number of the question.
        seq: Seq,
    },
    /// A still picture whose faces are to be read; the payload is an `ImageBitmap`.
    Photo {
        /// The number of the question.
        seq: Seq,
    },
}

/// From the face reader to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromReader {
    /// The models are on their way.
    Loading {
        /// Bytes that have arrived.
        received: u64,
        /// Bytes that are expected, as the manifest states them.
        total: u64,
    },
    /// The start has come to another phase.
    Phase(LinkPhase),
    /// The models are checked, and the first inference is done.
    Ready {
        /// The [`READER_VERSION`] it was built with. The field's name on the way is the first release's, so that pages
        /// and workers of any two versions understand this one message.
        #[serde(rename = "protocol")]
        version: u32,
        /// Probability under which an emotion counts as "not sure", from the model's manifest.
        unsure_below: Fraction,
    },
    /// A part of a photo was searched for faces.
    Searched {
        /// The number of the question.
        seq: Seq,
        /// The share of the search that is done.
        share: Fraction,
    },
    /// The answer to a frame or a photo.
    Faces {
        /// The number of the question.
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
    /// A question, or the whole reader, has failed.
    Failed {
        /// The question's number, or none when the reader can't go on.
        seq: Option<Seq>,
        /// The fault that it failed with.
        fault: ReaderFault,
    },
}

/// The faults of the face reader, by who must act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ReaderFault {
    /// A model file could not be fetched.
    #[error("model file {file} could not be fetched")]
    ModelMissing {
        /// The name of the file.
        file: String,
    },
    /// A model file has another length than the manifest says.
    #[error("model file {file} is incomplete")]
    ModelTruncated {
        /// The name of the file.
        file: String,
    },
    /// A model file's checksum is not the manifest's.
    #[error("model file {file} is not the one that was published")]
    ModelAltered {
        /// The name of the file.
        file: String,
    },
    /// The file is the right one and still does not run.
    #[error("model {file} does not run: {reason}")]
    ModelUnusable {
        /// The name of the file.
        file: String,
        /// The words of the runtime.
        reason: String,
    },
    /// The pixels of a frame, or of a photo, could not be read.
    #[error("the picture could not be read")]
    FrameUnreadable,
    /// A network gave no answer that makes sense.
    #[error("inference failed: {reason}")]
    Inference {
        /// The words of the runtime.
        reason: String,
    },
    /// The reader's code stopped; it can't be used again.
    #[error("the face reader stopped")]
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
        let said = FromReader::Failed {
            seq: Some(Seq(7)),
            fault: ReaderFault::ModelMissing {
                file: "yunet.plan".into(),
            },
        };
        let text = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<FromReader>(&text).unwrap(), said);
    }

    #[test]
    fn the_readiness_of_an_earlier_release_is_understood() {
        let text = r#"{"ready":{"protocol":2,"unsure_below":0.5}}"#;
        let said = serde_json::from_str::<FromReader>(text).unwrap();
        assert!(matches!(said, FromReader::Ready { version: 2, .. }));
        let ours = serde_json::to_string(&said).unwrap();
        assert_eq!(ours, text);
    }

    #[test]
    fn scores_that_are_no_distribution_do_not_get_through() {
        let text = r#"{"faces":{"seq":1,"size":{"width":4,"height":4},"input":{"width":4,"height":4},
            "detect":1.0,"classify":1.0,"faces":[{"bounds_in_frame":{"x":0,"y":0,"width":1,"height":1},
            "landmarks_in_frame":[[0,0],[0,0],[0,0],[0,0],[0,0]],"detection":0.9,"scores":[1,1,0,0,0,0,0],
            "view":{"clarity":1,"hindrance":null}}]}}"#;
        assert!(serde_json::from_str::<FromReader>(text).is_err());
        assert!(serde_json::from_str::<FromReader>(&text.replace("[1,1,0", "[0.5,0.5,0")).is_ok());
    }
}
