//! The messages between page and library worker, as bytes.
//!
//! The library worker is a second instance of the worker's binary, with a thread and a memory of its own. It reads the
//! person's table and draws lists from it, so that neither waits for a frame nor makes one wait, and a face reader that
//! dies takes no library with it. It loads no models.

use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::list_request::ListRequest;
use crate::domain::music::listed::ListedTrackRecord;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::source::TrackSource;
use crate::flow::kit::link::Seq;
use serde::{Deserialize, Serialize};

/// The version of these types, raised with every change to them.
pub const LIBRARY_WORKER_VERSION: u32 = 5;

/// The name of the worker instance that is to serve the library.
pub const LIBRARY_WORKER: &str = "library";

/// A message from the page to the library worker, after its [`FromLibraryWorker::Ready`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToLibraryWorker {
    /// Read the table in the payload, a `File`, and hold it until it is to be kept.
    Import {
        /// The number of the question.
        seq: Seq,
        /// The columns that a person has assigned, with their positions; empty where the header tells.
        columns: Vec<(TableColumn, u16)>,
    },
    /// Keep the table that was read last.
    Keep {
        /// The number of the question.
        seq: Seq,
    },
    /// Stop reading the table, or let go of the one that was read.
    Cancel,
    /// Have the kept library at hand: lists will be asked for.
    Prepare {
        /// The sources of the lists.
        sources: TrackSource,
    },
    /// Use this taste from now on, as it is exported.
    Taste {
        /// The text of the taste.
        text: String,
    },
    /// Draw the list of this request.
    Compose {
        /// The number of the question.
        seq: Seq,
        /// The list's mood, length, sources and the like.
        request: Box<ListRequest>,
    },
    /// Keep no library any more.
    Remove {
        /// The number of the question.
        seq: Seq,
    },
}

/// A message from the library worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromLibraryWorker {
    /// The worker is started and listens.
    Ready {
        /// The worker's own [`LIBRARY_WORKER_VERSION`].
        version: u32,
    },
    /// A share of the table has been read.
    Progress {
        /// The number of the question.
        seq: Seq,
        /// The share in hundredths.
        percent: u8,
    },
    /// The table was read; it is kept once that is asked for.
    Previewed {
        /// The number of the question.
        seq: Seq,
        /// The figures of the import, with the first rows as they were understood.
        report: ImportReport,
    },
    /// The table that was read is kept.
    Imported {
        /// The number of the question.
        seq: Seq,
        /// The library that is kept now, in short.
        summary: LibrarySummary,
        /// The figures of the import.
        report: ImportReport,
    },
    /// The table can't be used; what was kept before is still kept.
    Refused {
        /// The number of the question.
        seq: Seq,
        /// The reason, as a sentence without its full stop.
        reason: String,
        /// The figures of the rows that were seen.
        report: ImportReport,
    },
    /// Reading has stopped; what was kept before is still kept.
    Cancelled {
        /// The number of the question.
        seq: Seq,
    },
    /// A list was drawn.
    Composed {
        /// The number of the question.
        seq: Seq,
        /// The list, or why there is none.
        list: Result<Vec<ListedTrackRecord>, NothingLeft>,
    },
    /// No library is kept any more.
    Removed {
        /// The number of the question.
        seq: Seq,
    },
    /// A fault; without a number the worker can't go on.
    Failed {
        /// The number of the question.
        seq: Option<Seq>,
        /// The kind of fault.
        fault: LibraryFault,
    },
}

/// The facts that are kept of a library beside its tracks, so that the page can speak of it without loading it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LibrarySummary {
    /// The file it came from.
    pub file: String,
    /// The number of its tracks.
    pub tracks: u32,
    /// The most frequent genres, in alphabetical order.
    pub genres: Vec<String>,
}

/// The most genres of a [`LibrarySummary`]: more can't be chosen from.
pub const MOST_GENRES: usize = 60;

/// The figures of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportReport {
    /// The tracks that were taken in.
    pub tracks: u32,
    /// The rows of tracks that came before.
    pub repeated: u32,
    /// The rows that were left out.
    pub bad: u32,
    /// The first of them.
    pub listed: Vec<LeftOutRow>,
    /// The header and the rows that were left out as they stand in the file, up to half a megabyte.
    pub left_out: String,
    /// The columns that weren't there; middling values stand for them.
    pub lacking: Vec<String>,
    /// The things to know of how the file was read, as sentences.
    pub notes: Vec<String>,
    /// The first tracks as they were understood.
    pub sample: Vec<SampleTrack>,
    /// The names in the header, where they don't lead to the needed columns.
    pub unknown_header: Vec<String>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeftOutRow {
    /// The line at which it begins, counted from one.
    pub line: u32,
    /// The reason, as a part of a sentence.
    pub reason: String,
    /// The beginning of its text.
    pub text: String,
}

/// A track as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SampleTrack {
    /// The title of the track.
    pub title: String,
    /// The artists of the track.
    pub artist: String,
    /// Valence, energy and tempo: per cent, per cent, beats a minute.
    pub figures: [u16; 3],
}

/// The most tracks of a report that are shown as they were understood.
pub const SAMPLE: usize = 10;

/// The faults of the library worker, by who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LibraryFault {
    /// The worker's code stopped; it can't be used again.
    Crashed,
    /// A message could not be understood.
    Confused,
    /// The chosen file could not be read to its end: moved or deleted since.
    FileGone,
    /// The browser has no room for the library.
    NoRoom,
    /// The browser does not let the library be kept, read or removed.
    NotKept,
    /// The bytes that are kept as a library can't be read back.
    Damaged,
    /// The library was kept by a newer version of the page.
    NewerVersion,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_workers_start_script_says_of_its_death_is_understood() {
        let said = r#"{"failed":{"seq":null,"fault":"crashed"}}"#;
        let heard: FromLibraryWorker = serde_json::from_str(said).unwrap();
        assert_eq!(
            heard,
            FromLibraryWorker::Failed {
                seq: None,
                fault: LibraryFault::Crashed
            }
        );
    }

    #[test]
    fn a_list_that_there_is_not_survives_the_journey() {
        let said = FromLibraryWorker::Composed {
            seq: Seq(3),
            list: Err(NothingLeft::Filtered),
        };
        let text = serde_json::to_string(&said).unwrap();
        assert_eq!(
            serde_json::from_str::<FromLibraryWorker>(&text).unwrap(),
            said
        );
    }
}
