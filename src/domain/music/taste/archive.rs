//! A taste as a text: what the person takes out, keeps, and brings back.
//!
//! JSON, with its format's name and version. It holds the log and the edits; the model follows from them.

use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::feedback::Feedback;
use crate::domain::music::taste::{MOST_FEEDBACK, Taste};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The format's name.
pub const FORMAT: &str = "feelharmonic-taste";
/// The version that is written, and the only one there is.
pub const VERSION: u32 = 1;
/// The most that is read: 2,000 thumbs with the longest texts are about half of it.
pub const MOST_BYTES: usize = 4_000_000;

/// Why a text is no taste.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Larger than any taste.
    #[error("{0} bytes are too many for a taste")]
    TooLarge(usize),
    /// Not JSON, or not of this shape.
    #[error("this is not an exported taste")]
    Shape(#[from] serde_json::Error),
    /// JSON of another program.
    #[error("this is not an exported taste but {0:?}")]
    Format(String),
    /// From a later version of this program.
    #[error("this taste is of version {0}, which is newer than this page")]
    Version(u32),
    /// More than is ever kept.
    #[error("{0} thumbs are too many")]
    TooMany(usize),
}

#[derive(Deserialize)]
struct ArchiveHeader {
    format: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct TasteArchive {
    format: String,
    version: u32,
    feedback: Vec<Feedback>,
    #[serde(default)]
    muted: BTreeSet<Preference>,
}

impl Taste {
    /// The taste as a text.
    ///
    /// # Errors
    /// [`ArchiveError::Shape`], which only a number that is none (a broken clock's time) could cause.
    pub fn export(&self) -> Result<String, ArchiveError> {
        let archive = TasteArchive {
            format: FORMAT.into(),
            version: VERSION,
            feedback: self.log.clone(),
            muted: self.muted.clone(),
        };
        Ok(serde_json::to_string(&archive)?)
    }

    /// The taste that was exported as `text`.
    ///
    /// # Errors
    /// [`ArchiveError`]; nothing is half read.
    pub fn import(text: &str) -> Result<Self, ArchiveError> {
        if text.len() > MOST_BYTES {
            return Err(ArchiveError::TooLarge(text.len()));
        }
        let ArchiveHeader { format, version } = serde_json::from_str(text)?;
        if format != FORMAT {
            return Err(ArchiveError::Format(format));
        }
        if version != VERSION {
            return Err(ArchiveError::Version(version));
        }
        let archive: TasteArchive = serde_json::from_str(text)?;
        let count = archive.feedback.len().max(archive.muted.len());
        if count > MOST_FEEDBACK {
            return Err(ArchiveError::TooMany(count));
        }
        let mut taste = Self {
            log: archive
                .feedback
                .into_iter()
                .map(Feedback::bounded)
                .collect(),
            muted: archive.muted,
            ..Self::default()
        };
        taste.refit_model();
        Ok(taste)
    }
}
