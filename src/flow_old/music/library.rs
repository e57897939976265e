//! What the page knows of the person's own library, and where its import is.

use crate::flow_old::music::exchange::{Ask, Card, Report};

/// What the page knows of the person's library.
#[derive(Debug, Default)]
pub(super) struct Library {
    /// What is kept; none if there is no library.
    pub card: Option<Card>,
    /// Where the import is.
    pub import: Import,
    /// Whether the librarian knows the taste as it is.
    pub taste_is_told: bool,
}

/// Where an import is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Import {
    /// Nothing was brought in this visit.
    #[default]
    Idle,
    /// The table is being read.
    Reading {
        /// The question's number.
        ask: Ask,
        /// The file's name.
        file: String,
        /// How far it is.
        percent: u8,
        /// Whether it was asked to stop.
        stopping: bool,
    },
    /// It was read, and is kept.
    Kept(Report),
    /// It can't be used.
    Refused {
        /// The file's name.
        file: String,
        /// Why, as a sentence without its full stop.
        why: String,
        /// What was seen of its rows.
        report: Report,
    },
    /// It was stopped.
    Stopped,
    /// The library is being removed.
    Removing(Ask),
    /// It was removed.
    Removed,
    /// It could not be removed.
    NotRemoved,
}

impl Import {
    /// Whether an answer of the librarian is awaited.
    pub(super) const fn is_awaited(&self) -> bool {
        matches!(self, Self::Reading { .. } | Self::Removing(_))
    }

    pub(super) fn is_of(&self, ask: Ask) -> bool {
        match self {
            Self::Reading { ask: own, .. } | Self::Removing(own) => *own == ask,
            _ => false,
        }
    }
}
