//! What the browser shell is asked to do for the music. Each outcome comes back as a [`super::MusicEvent`].

use crate::flow_old::Effect;
use crate::flow_old::music::exchange::{Ask, ToLibrarian};

/// A record that is kept between visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// Goal, length, filter, shelves.
    Choices,
    /// The taste: what was taught is not to be lost, so it is written strictly.
    Taste,
    /// A taste that could not be read, set aside until the person lets it go.
    TasteAside,
    /// The list.
    List,
}

impl Record {
    /// All that `flow` writes; what the library holds is written by the librarian.
    pub const ALL: [Self; 4] = [Self::Choices, Self::Taste, Self::TasteAside, Self::List];

    /// The key it is kept under.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Choices => "music",
            Self::Taste => "taste",
            Self::TasteAside => "taste-aside",
            Self::List => "list",
        }
    }

    /// Whether the browser must have it on the disk before it counts as written.
    #[must_use]
    pub const fn is_precious(self) -> bool {
        matches!(self, Self::Taste | Self::TasteAside)
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum MusicEffect {
    /// Read what was kept → `KeptRead` or `KeptLost`.
    ReadKept,
    /// Keep a record; `NotKept` if that fails.
    Keep(Record, String),
    /// Keep the taste. Where another tab has written since `base`, what both taught is kept and comes back as
    /// `TasteMerged`; `NotKept` if that fails.
    KeepTaste {
        /// What this tab knows to be kept.
        base: String,
        /// What it is now.
        text: String,
    },
    /// Keep a record no more; `NotKept` if that fails.
    Forget(Record),
    /// Start the librarian → `Librarian(Ready)`, or `LibrarianLost`.
    StartLibrarian,
    /// End the librarian at once.
    EndLibrarian,
    /// Say something to the librarian.
    Tell(ToLibrarian),
    /// Send the chosen table's file; `TableUnavailable` if that fails.
    SendTable(Ask),
    /// Offer a text as a file to save.
    Offer {
        /// The file's name.
        name: &'static str,
        /// What is in it.
        text: String,
    },
}

impl From<MusicEffect> for Effect {
    fn from(effect: MusicEffect) -> Self {
        Self::Music(effect)
    }
}
