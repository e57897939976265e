//! Reads a table of tracks from bytes that come piece by piece. All or nothing: a library, or why not.
//!
//! Never holds more of the file than a piece and a row, so a 100 MB line costs no more than a short one.

use crate::domain::music::library::Library;
use crate::domain::music::library::cells;
use crate::domain::music::library::columns::TableColumns;
use crate::domain::music::library::decode::TextDecoder;
use crate::domain::music::library::draft::LibraryDraft;
use crate::domain::music::library::sniff::{HEAD, sniff_delimiter, sniff_encoding};
use crate::domain::music::library::summary::{ImportError, ImportSummary};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::mem;

/// The most bytes of a row's text.
const LONGEST_ROW: usize = 64 * 1024;
/// The most cells of a row.
const MOST_CELLS: usize = 512;
/// The most bytes of a file: ten times as many as 200,000 rows of the widest public table need.
const MOST_BYTES: u64 = 1 << 30;

/// An import of a table on its way: [`Self::push`] the file's bytes, then [`Self::finish`].
#[derive(Debug)]
pub struct TableImport {
    consumed: u64,
    stage: TableStage,
}

#[derive(Debug)]
enum TableStage {
    /// The first bytes, too few yet to tell the kind of file.
    Head(Vec<u8>),
    Table(Box<TableReader>),
}

impl Default for TableImport {
    fn default() -> Self {
        Self {
            consumed: 0,
            stage: TableStage::Head(Vec::new()),
        }
    }
}

impl TableImport {
    /// The number of the file's bytes taken in so far, for a progress bar.
    #[must_use]
    pub const fn consumed_bytes(&self) -> u64 {
        self.consumed
    }

    /// Takes in the file's next bytes: any number of them.
    ///
    /// # Errors
    /// [`ImportError`], after which there is nothing more to do than to drop the import.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        self.consumed = self.consumed.saturating_add(bytes.len() as u64);
        if self.consumed > MOST_BYTES {
            return Err(ImportError::TooLarge);
        }
        match &mut self.stage {
            TableStage::Table(table) => table.push(bytes),
            TableStage::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() < HEAD {
                    return Ok(());
                }
                let head = mem::take(head);
                self.stage = TableStage::Table(Box::new(TableReader::begin(&head)?));
                Ok(())
            }
        }
    }

    /// Ends the import at the end of the file.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is half imported.
    pub fn finish(self) -> Result<(Library, ImportSummary), ImportError> {
        match self.stage {
            TableStage::Table(table) => table.finish(),
            TableStage::Head(head) => TableReader::begin(&head)?.finish(),
        }
    }
}

/// A reader of one table, whose encoding and separator are known.
#[derive(Debug)]
struct TableReader {
    decoder: TextDecoder,
    reader: Reader,
    /// The row at hand: its cells' text one after the other; `ends` tells where each cell ends.
    row: Vec<u8>,
    ends: Vec<usize>,
    letters: usize,
    cells: usize,
    /// Line ends seen in the whole file; `lines_before_row` holds those before the row at hand.
    lines: u32,
    lines_before_row: u32,
    position: RowPosition,
    draft: Option<LibraryDraft>,
}

/// The reader's position: a row may have begun although none of its letters are there yet.
#[derive(Debug, PartialEq, Eq)]
enum RowPosition {
    BetweenRows,
    InRow,
}

impl TableReader {
    fn begin(head: &[u8]) -> Result<Self, ImportError> {
        let (encoding, mark) = sniff_encoding(head.get(..HEAD).unwrap_or(head))?;
        let head = head.get(mark..).unwrap_or_default();
        let mut decoder = TextDecoder::new(encoding);
        let mut text = Vec::new();
        decoder.decode(head, &mut text);
        if text.trim_ascii().is_empty() {
            return Err(ImportError::Empty);
        }
        let mut table = Self {
            decoder,
            reader: ReaderBuilder::new()
                .delimiter(sniff_delimiter(&text))
                .build(),
            row: vec![0; LONGEST_ROW],
            ends: vec![0; MOST_CELLS],
            letters: 0,
            cells: 0,
            lines: 0,
            lines_before_row: 0,
            position: RowPosition::BetweenRows,
            draft: None,
        };
        table.read(&text)?;
        Ok(table)
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        if self.decoder.is_plain() {
            return self.read(bytes);
        }
        let mut text = Vec::with_capacity(bytes.len());
        self.decoder.decode(bytes, &mut text);
        self.read(&text)
    }

    fn finish(mut self) -> Result<(Library, ImportSummary), ImportError> {
        // The reader takes no bytes for the end of the file.
        while self.step(&[])?.0 {}
        self.draft.ok_or(ImportError::Empty)?.finish()
    }

    fn read(&mut self, mut text: &[u8]) -> Result<(), ImportError> {
        while !text.is_empty() {
            if self.position == RowPosition::BetweenRows {
                // Line ends between rows: the reader would skip them too, but not say which row begins where.
                let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
                let (ends, rest) = text.split_at(text.iter().take_while(is_end).count());
                self.lines = self.lines.saturating_add(line_ends(ends));
                self.lines_before_row = self.lines;
                text = rest;
                if text.is_empty() {
                    break;
                }
                self.position = RowPosition::InRow;
            }
            let (_, taken) = self.step(text)?;
            text = text.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// Reads on, to the end of a row or of `text`. Returns a flag for more to come, and the number of bytes taken.
    fn step(&mut self, text: &[u8]) -> Result<(bool, usize), ImportError> {
        let row = self.row.get_mut(self.letters..).unwrap_or_default();
        let ends = self.ends.get_mut(self.cells..).unwrap_or_default();
        let (result, taken, letters, cells) = self.reader.read_record(text, row, ends);
        self.letters += letters;
        self.cells += cells;
        self.lines = self
            .lines
            .saturating_add(line_ends(text.get(..taken).unwrap_or_default()));
        match result {
            ReadRecordResult::InputEmpty => Ok((true, taken)),
            ReadRecordResult::End => Ok((false, taken)),
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                Err(ImportError::LineTooLong { line: self.line() })
            }
            ReadRecordResult::Record => {
                self.finish_row()?;
                (self.letters, self.cells, self.position) = (0, 0, RowPosition::BetweenRows);
                Ok((true, taken))
            }
        }
    }

    /// The line at which the row at hand begins, counted from one.
    const fn line(&self) -> u32 {
        self.lines_before_row.saturating_add(1)
    }

    fn finish_row(&mut self) -> Result<(), ImportError> {
        let line = self.line();
        let ends = self.ends.get(..self.cells).unwrap_or_default();
        let row = &self.row;
        let cell = |at: usize| {
            let begin = match at.checked_sub(1) {
                Some(before) => *ends.get(before)?,
                None => 0,
            };
            row.get(begin..*ends.get(at)?)
        };
        if let Some(draft) = &mut self.draft {
            return draft.add_row(line, cell);
        }
        let names: Vec<_> = (0..ends.len())
            .map(|at| cells::cell_text(cell(at).unwrap_or_default()))
            .collect();
        // Spreadsheets note the separator in a line of its own.
        let note = names.first().is_some_and(|name| name.starts_with("sep="));
        if !note {
            let columns = TableColumns::find(names.iter().map(AsRef::as_ref));
            self.draft = Some(LibraryDraft::new(
                columns.map_err(ImportError::MissingColumns)?,
            ));
        }
        Ok(())
    }
}

fn line_ends(text: &[u8]) -> u32 {
    let count = memchr::memchr_iter(b'\n', text).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
pub(super) mod tests;
