//! The outcome of an import, and the reasons for which one fails.

use crate::domain::music::library::MOST_TRACKS;
use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::library::sniff::WrongFile;

/// The number of bad rows that are listed; the rest are only counted.
pub const LISTED: usize = 20;

/// The faults of a row, with the column at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CellProblem {
    /// The cell is empty, or the row ends before it.
    #[error("the {} is missing", .0.name())]
    Missing(TableColumn),
    /// The cell's text is not a number.
    #[error("the {} is not a number", .0.name())]
    NotANumber(TableColumn),
    /// The number is off the column's scale.
    #[error("the {} is outside its range", .0.name())]
    OutOfRange(TableColumn),
}

/// A row that was left out, with its fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct BadRow {
    /// The line at which the row begins, counted from one.
    pub line: u32,
    /// The fault of the row.
    pub problem: CellProblem,
}

/// The outcome of an import, in counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    /// The number of tracks taken in.
    pub tracks: usize,
    /// The number of rows left out since their track came before.
    // The public tables list a track once for every playlist.
    pub repeated: usize,
    /// The number of rows left out for a fault.
    pub bad: usize,
    /// The first [`LISTED`] of the bad rows, in order.
    pub listed: Vec<BadRow>,
    /// The columns that weren't there; middling values stand for them.
    pub lacking: Vec<TableColumn>,
}

impl ImportSummary {
    /// Counts a bad row, and lists it if it is among the first.
    pub(super) fn add_bad_row(&mut self, row: BadRow) {
        self.bad += 1;
        let place = self.listed.partition_point(|known| known.line <= row.line);
        if place < LISTED {
            self.listed.insert(place, row);
            self.listed.truncate(LISTED);
        }
    }
}

/// The reasons for which nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file is not a table at all.
    #[error(transparent)]
    WrongFile(#[from] WrongFile),
    /// The file has no byte, or none but white space.
    #[error("the file is empty")]
    Empty,
    /// The table lacks columns it needs: it is one of something else.
    #[error("there is no column for {}", names(.0))]
    MissingColumns(Vec<TableColumn>),
    /// A row is longer than one can be: mostly a quotation mark that is never closed.
    #[error("line {line} is too long; is a quotation mark missing?")]
    LineTooLong {
        /// The line at which the row begins, counted from one.
        line: u32,
    },
    /// The table has more tracks than a library holds.
    #[error("there are more than {MOST_TRACKS} tracks in it")]
    TooManyTracks,
    /// The file has more bytes than such a table can have.
    #[error("the file is too large")]
    TooLarge,
    /// The table has columns, but no row that could be read.
    #[error("no row could be read")]
    NoTracks(ImportSummary),
}

fn names(columns: &[TableColumn]) -> String {
    let names: Vec<_> = columns.iter().map(|column| column.name()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bad_rows_are_listed_in_order_whenever_they_are_found() {
        let mut summary = ImportSummary::default();
        for line in (1..=30).rev() {
            let problem = CellProblem::NotANumber(TableColumn::Tempo);
            summary.add_bad_row(BadRow { line, problem });
        }
        assert_eq!(summary.bad, 30);
        let lines: Vec<_> = summary.listed.iter().map(|row| row.line).collect();
        assert_eq!(lines, (1..=20).collect::<Vec<_>>());
    }

    #[test]
    fn errors_read_as_sentences() {
        let missing = ImportError::MissingColumns(vec![TableColumn::Valence, TableColumn::Tempo]);
        assert_eq!(missing.to_string(), "there is no column for valence, tempo");
        let bad = BadRow {
            line: 7,
            problem: CellProblem::Missing(TableColumn::Title),
        };
        assert_eq!(bad.to_string(), "line 7: the title is missing");
    }
}
