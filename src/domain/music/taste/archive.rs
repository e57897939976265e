//! A taste as a text: what the person takes out, keeps, and brings back.
//!
//! JSON, with its format's name and version. It holds the log and the edits; the model follows from them.

use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::feedback::Feedback;
use crate::domain::music::taste::{MOST_FEEDBACK, Taste};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The name of an exported taste's format.
pub const FORMAT: &str = "feelharmonic-taste";
/// The version of the format that is written; the one before, which knew no annotations, is read too.
pub const VERSION: u32 = 2;
/// The most bytes of a text that are read.
// 2,000 thumbs with the longest texts are about half of it.
pub const MOST_BYTES: usize = 4_000_000;

/// The reasons for refusing a text as a taste.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The text is larger than any taste; its size in bytes.
    #[error("{0} bytes are too many for a taste")]
    TooLarge(usize),
    /// The text is not JSON, or not of this shape.
    #[error("this is not an exported taste")]
    Shape(#[from] serde_json::Error),
    /// The text is JSON of another program; its format's name.
    #[error("this is not an exported taste but {0:?}")]
    Format(String),
    /// The taste is from a later version of this program; its number.
    #[error("this taste is of version {0}, which is newer than this page")]
    Version(u32),
    /// The taste holds more thumbs than are ever kept; their number.
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
    /// Writes the taste as a text.
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

    /// Reads the taste that was exported as `text`.
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
        if !(1..=VERSION).contains(&version) {
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
