//! What page and librarian say to each other: JSON text, as in [`crate::flow_old::protocol`].
//!
//! The librarian is a second instance of the worker's binary, with a thread and a memory of its own. It reads the
//! person's table and draws lists from it, so that neither waits for a frame nor makes one wait, and a face reader
//! that dies takes no library with it. It loads no models.

use crate::domain::music::list_request::ListRequest;
use crate::domain::music::listed::ListedTrackRecord;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::source::TrackSource;
use serde::{Deserialize, Serialize};

/// Raised with every change to these types, as [`crate::flow_old::protocol::PROTOCOL_VERSION`].
pub const EXCHANGE_VERSION: u32 = 2;

/// What the worker is called that is to be a librarian.
pub const LIBRARIAN: &str = "librarian";

/// The key that the library's tracks are kept under.
pub const LIBRARY_BYTES: &str = "library";
/// The key that its [`Card`] is kept under.
pub const LIBRARY_CARD: &str = "library-card";

/// The running number of a question; its answer repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Ask(pub u64);

/// From the page to the librarian, after its [`FromLibrarian::Ready`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToLibrarian {
    /// Read the table in the payload, a `File`, and keep it.
    Import {
        /// The question's number.
        ask: Ask,
    },
    /// Stop reading.
    Cancel,
    /// Have the kept library at hand: lists will be asked for.
    Prepare {
        /// From these shelves.
        shelves: TrackSource,
    },
    /// This is the taste from now on, as it is exported.
    Taste {
        /// Its text.
        text: String,
    },
    /// Draw a list.
    Compose {
        /// The question's number.
        ask: Ask,
        /// What for.
        request: Box<ListRequest>,
    },
    /// Keep no library.
    Remove {
        /// The question's number.
        ask: Ask,
    },
}

/// From the librarian to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromLibrarian {
    /// It listens.
    Ready {
        /// Its [`EXCHANGE_VERSION`].
        exchange: u32,
    },
    /// So much of the table has been read.
    Reading {
        /// The question's number.
        ask: Ask,
        /// In hundredths.
        percent: u8,
    },
    /// The table was read and is kept.
    Imported {
        /// The question's number.
        ask: Ask,
        /// What is kept now.
        card: Card,
        /// What the import came to.
        report: Report,
    },
    /// The table can't be used; what was kept before is still kept.
    Refused {
        /// The question's number.
        ask: Ask,
        /// Why, as a sentence.
        why: String,
        /// What was seen of its rows.
        report: Report,
    },
    /// Reading has stopped; what was kept before is still kept.
    Cancelled {
        /// The question's number.
        ask: Ask,
    },
    /// A list was drawn.
    Composed {
        /// The question's number.
        ask: Ask,
        /// It, or why there is none.
        list: Result<Vec<ListedTrackRecord>, NothingLeft>,
    },
    /// No library is kept any more.
    Removed {
        /// The question's number.
        ask: Ask,
    },
    /// Something went wrong; without a number the librarian can't go on.
    Failed {
        /// The question's number.
        seq: Option<Ask>,
        /// What it was.
        fault: LibrarianFault,
    },
}

/// What is kept of a library beside its tracks, so that the page can speak of it without loading it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Card {
    /// The file it came from.
    pub file: String,
    /// How many tracks it has.
    pub tracks: u32,
    /// Its most frequent genres, in alphabetical order.
    pub genres: Vec<String>,
}

/// The most genres of a [`Card`]: more can't be chosen from.
pub const MOST_GENRES: usize = 60;

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// Tracks taken in.
    pub tracks: u32,
    /// Rows of tracks that came before.
    pub repeated: u32,
    /// Rows left out.
    pub bad: u32,
    /// The first of them, each as a sentence that begins with its line's number.
    pub listed: Vec<String>,
    /// Columns that weren't there; middling values stand for them.
    pub lacking: Vec<String>,
}

/// What can go wrong in the librarian, by who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LibrarianFault {
    /// Its code stopped; it can't be used again.
    Crashed,
    /// A message could not be understood.
    Confused,
    /// The chosen file could not be read to its end: moved or deleted since.
    FileGone,
    /// The browser has no room for the library.
    NoRoom,
    /// The browser does not let the library be kept, or be removed.
    NotKept,
    /// What is kept as a library can't be read back.
    Damaged,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_workers_start_script_says_of_its_death_is_understood() {
        let said = r#"{"failed":{"seq":null,"fault":"crashed"}}"#;
        let heard: FromLibrarian = serde_json::from_str(said).unwrap();
        assert_eq!(
            heard,
            FromLibrarian::Failed {
                seq: None,
                fault: LibrarianFault::Crashed
            }
        );
    }

    #[test]
    fn a_list_that_there_is_not_survives_the_journey() {
        let said = FromLibrarian::Composed {
            ask: Ask(3),
            list: Err(NothingLeft::Filtered),
        };
        let text = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<FromLibrarian>(&text).unwrap(), said);
    }
}
