//! What an import came to, and why one fails.

use crate::domain::music::library::MOST_TRACKS;
use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::library::sniff::WrongFile;

/// How many bad rows are listed; the rest are counted.
pub const LISTED: usize = 20;

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CellProblem {
    /// Nothing stands there, or the row ends before it.
    #[error("the {} is missing", .0.name())]
    Missing(TableColumn),
    /// Not a number.
    #[error("the {} is not a number", .0.name())]
    NotANumber(TableColumn),
    /// Not on the column's scale.
    #[error("the {} is outside its range", .0.name())]
    OutOfRange(TableColumn),
}

/// A row that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct BadRow {
    /// Where it begins, counted from one.
    pub line: u32,
    /// What is wrong with it.
    pub problem: CellProblem,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportSummary {
    /// Tracks taken in.
    pub tracks: usize,
    /// Rows of tracks that came before: the public tables list a track once for every playlist.
    pub repeated: usize,
    /// Rows left out.
    pub bad: usize,
    /// The first [`LISTED`] of them, in order.
    pub listed: Vec<BadRow>,
    /// Columns that weren't there; middling values stand for them.
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

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Not a table at all.
    #[error(transparent)]
    WrongFile(#[from] WrongFile),
    /// No byte, or none but white space.
    #[error("the file is empty")]
    Empty,
    /// A table of something else.
    #[error("there is no column for {}", names(.0))]
    MissingColumns(Vec<TableColumn>),
    /// Longer than a row can be: mostly a quotation mark that is never closed.
    #[error("line {line} is too long; is a quotation mark missing?")]
    LineTooLong {
        /// Where it begins, counted from one.
        line: u32,
    },
    /// More tracks than a library holds.
    #[error("there are more than {MOST_TRACKS} tracks in it")]
    TooManyTracks,
    /// More bytes than such a table can have.
    #[error("the file is too large")]
    TooLarge,
    /// Columns, but no row that could be read.
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
