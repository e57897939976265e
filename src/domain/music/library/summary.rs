//! The outcome of an import, and the reasons for which one fails.

use crate::domain::music::library::MOST_TRACKS;
use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::library::encoding::TextEncoding;
use crate::domain::music::library::header::UnknownHeader;
use crate::domain::music::library::rows::RowFault;
use crate::domain::music::library::sniff::WrongFile;

/// The number of bad rows that are listed; the rest are only counted, and stand in [`ImportSummary::left_out`].
pub const LISTED: usize = 100;
/// The most bytes of rows that are handed back to be mended.
pub const MOST_LEFT_OUT: usize = 512 * 1024;
/// The most letters of a row that are listed with it.
const LISTED_LETTERS: usize = 120;

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
    /// The number's point may stand between thousands, in a table whose numbers have commas.
    #[error("the {} may be another number: its point may stand between thousands", .0.name())]
    MaybeThousands(TableColumn),
    /// The line is no row of the table.
    #[error(transparent)]
    Row(#[from] RowFault),
}

/// A row that was left out, with its fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct BadRow {
    /// The line at which the row begins, counted from one.
    pub line: u32,
    /// The fault of the row.
    pub problem: CellProblem,
    /// The beginning of the row's text.
    pub text: String,
}

/// The outcome of an import, in counts. Every row is in one of them.
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
    /// The header and the bad rows as they stand in the file, to be mended and brought again: up to
    /// [`MOST_LEFT_OUT`] bytes.
    pub left_out: String,
    /// The columns that weren't there; middling values stand for them.
    pub lacking: Vec<TableColumn>,
    /// The encoding, where it was told by its letters.
    pub encoding: Option<GuessedEncoding>,
    /// The number of lines before the header.
    pub before_header: usize,
}

/// An encoding that was told by its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuessedEncoding {
    /// The likeliest of the encodings.
    pub encoding: TextEncoding,
    /// True if another one is nearly as likely.
    pub is_doubtful: bool,
}

impl ImportSummary {
    /// Counts a bad row, and lists it if it is among the first.
    pub(super) fn add_bad_row(&mut self, line: u32, problem: CellProblem, text: &str) {
        self.bad += 1;
        if self.left_out.len() + text.len() < MOST_LEFT_OUT {
            self.left_out.push_str(text);
            self.left_out.push('\n');
        }
        let place = self.listed.partition_point(|known| known.line <= line);
        if place < LISTED {
            let text = text.replace(char::is_control, " ");
            let text = text.chars().take(LISTED_LETTERS).collect();
            self.listed.insert(
                place,
                BadRow {
                    line,
                    problem,
                    text,
                },
            );
            self.listed.truncate(LISTED);
        }
    }

    /// Tells whether all figures are missing in every row: their columns are there, but empty.
    fn has_no_figures(&self) -> bool {
        let is_figure = |row: &BadRow| {
            matches!(row.problem, CellProblem::Missing(column)
                if !matches!(column, TableColumn::Title | TableColumn::Artist))
        };
        !self.listed.is_empty() && self.tracks == 0 && self.listed.iter().all(is_figure)
    }

    /// The error of an import that has taken in no track.
    pub(super) fn into_error(self) -> ImportError {
        if self.has_no_figures() {
            ImportError::NoFigures(self)
        } else {
            ImportError::NoTracks(self)
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
    #[error("there is no column for {}", names(&.0.missing))]
    MissingColumns(UnknownHeader),
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
    /// The table has columns for figures, and nothing in them.
    #[error(
        "the columns for valence, energy and tempo are there, but empty: Spotify gives these figures to few exporters \
         any more; bring a table that has them, or one that was exported earlier"
    )]
    NoFigures(ImportSummary),
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
        for line in (1..=130).rev() {
            summary.add_bad_row(line, CellProblem::NotANumber(TableColumn::Tempo), "A,B,x");
        }
        assert_eq!(summary.bad, 130);
        let lines: Vec<_> = summary.listed.iter().map(|row| row.line).collect();
        assert_eq!(lines, (1..=100).collect::<Vec<_>>());
        assert_eq!(summary.left_out.lines().count(), 130);
    }

    #[test]
    fn errors_read_as_sentences() {
        let missing = ImportError::MissingColumns(UnknownHeader {
            names: Vec::new(),
            missing: vec![TableColumn::Valence, TableColumn::Tempo],
        });
        assert_eq!(missing.to_string(), "there is no column for valence, tempo");
        let bad = BadRow {
            line: 7,
            problem: CellProblem::Missing(TableColumn::Title),
            text: String::new(),
        };
        assert_eq!(bad.to_string(), "line 7: the title is missing");
    }
}
