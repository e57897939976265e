//! The stages of bringing a table, from the chosen file to the kept library, and of removing that again.

use crate::domain::music::library::columns::TableColumn;
use crate::flow::bridge::library::ImportReport;
use crate::flow::kit::link::Seq;

/// The stage of an import or a removal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ImportStage {
    /// No table was brought in this visit.
    #[default]
    Idle,
    /// The table is being read.
    Reading {
        /// The number of the question.
        seq: Seq,
        /// The name of the file.
        file: String,
        /// The share that has been read, in hundredths.
        percent: u8,
        /// The columns that a person has assigned, with their positions; empty where the header tells.
        columns: Vec<(TableColumn, u16)>,
        /// True once the import was asked to stop.
        is_stopping: bool,
    },
    /// The table was read, and waits for the word to be kept.
    Previewed {
        /// The name of the file.
        file: String,
        /// The figures of the rows, with the first tracks as they were understood.
        report: ImportReport,
    },
    /// The table that was read is being kept.
    Keeping {
        /// The number of the question.
        seq: Seq,
        /// The name of the file.
        file: String,
    },
    /// The table was read, and is kept.
    Imported(ImportReport),
    /// The table can't be used.
    Refused {
        /// The name of the file.
        file: String,
        /// The reason, as a sentence without its full stop.
        reason: String,
        /// The figures of the rows that were seen.
        report: ImportReport,
    },
    /// The import was stopped.
    Stopped,
    /// The library is being removed.
    Removing(Seq),
    /// The library was removed.
    Removed,
    /// The library could not be removed.
    NotRemoved,
}

impl ImportStage {
    /// The question whose answer is awaited.
    #[must_use]
    pub const fn awaited(&self) -> Option<Seq> {
        match self {
            Self::Reading { seq, .. } | Self::Keeping { seq, .. } | Self::Removing(seq) => {
                Some(*seq)
            }
            _ => None,
        }
    }

    /// Tells whether the answer to `seq` is awaited.
    #[must_use]
    pub fn awaits(&self, seq: Seq) -> bool {
        self.awaited() == Some(seq)
    }
}
