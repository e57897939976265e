//! A record as it was found, and what may be done with it.

/// A record as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum KeptRecord {
    /// The key has no record.
    #[default]
    Absent,
    /// The record's text, in the present version where it could be brought there. It may still be damaged.
    Text(String),
    /// A later version of the page has written it: it is left alone.
    OfLaterVersion,
    /// The reading failed, so that nothing is known: what is kept must not be written over.
    Unread,
}

impl KeptRecord {
    /// Tells whether something is known to be kept.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        matches!(self, Self::Text(_) | Self::OfLaterVersion)
    }

    /// Tells whether nothing is known, since the reading failed.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        matches!(self, Self::Unread)
    }

    /// The right to write the record that follows from what was found.
    #[must_use]
    pub const fn write_access(&self) -> WriteAccess {
        match self {
            Self::Absent | Self::Text(_) => WriteAccess::Open,
            Self::OfLaterVersion => WriteAccess::LeftAlone,
            Self::Unread => WriteAccess::Unknown,
        }
    }

    /// The text, where there is one that this page may read.
    #[must_use]
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Absent | Self::OfLaterVersion | Self::Unread => None,
        }
    }
}

/// The right to write a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WriteAccess {
    /// The record is not known: it is not read yet, or the reading failed.
    #[default]
    Unknown,
    /// The record may be written.
    Open,
    /// A later version of the page has written it.
    LeftAlone,
}

impl WriteAccess {
    /// Tells whether the record may be written.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }
}
