//! Reads a table of tracks from bytes that come piece by piece. All or nothing: a library, or why not.
//!
//! Never holds more of the file than its first megabyte, a piece and a row, beside the rows that it takes in: a line
//! of 100 MB costs no more than a short one. Every row is taken in, counted as repeated, or left out with its reason.

use crate::domain::music::library::Library;
use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::library::decode::{MakeDecoder, TableDecoder};
use crate::domain::music::library::draft::LibraryDraft;
use crate::domain::music::library::encoding::{TextEncoding, tell_encoding};
use crate::domain::music::library::header::{LINES_BEFORE, assigned_header, find_header};
use crate::domain::music::library::lines::{LineSplitter, LineTooLong, NumberedLine};
use crate::domain::music::library::rows::RowReader;
use crate::domain::music::library::sniff::{refuse_by_bytes, refuse_by_text};
use crate::domain::music::library::summary::{GuessedEncoding, ImportError, ImportSummary};
use std::mem;

/// The number of first bytes by which the encoding is told.
const HEAD: usize = 1 << 20;
/// The most bytes of a file: ten times as many as 200,000 rows of the widest public table need.
const MOST_BYTES: u64 = 1 << 30;

/// An import of a table on its way: [`Self::push`] the file's bytes, then [`Self::finish`].
#[derive(Debug)]
pub struct TableImport {
    consumed: u64,
    settings: ImportSettings,
    stage: TableStage,
}

/// The settings of an import beside the file.
#[derive(Debug, Clone)]
pub struct ImportSettings {
    /// Makes the decoders that the import has not.
    pub decoders: MakeDecoder,
    /// The columns that a person has assigned by hand, with their positions; none where the header tells.
    pub assigned: Vec<(TableColumn, usize)>,
}

#[derive(Debug)]
enum TableStage {
    /// The first bytes, too few yet to tell the encoding.
    Head(Vec<u8>),
    Table(Box<TableReader>),
}

impl TableImport {
    /// Makes an import of which nothing is read.
    #[must_use]
    pub const fn new(settings: ImportSettings) -> Self {
        Self {
            consumed: 0,
            settings,
            stage: TableStage::Head(Vec::new()),
        }
    }

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
            TableStage::Table(table) => table.push(bytes, false),
            TableStage::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() < HEAD {
                    return Ok(());
                }
                let head = mem::take(head);
                let table = TableReader::begin(&head, &self.settings)?;
                self.stage = TableStage::Table(Box::new(table));
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
            TableStage::Head(head) => TableReader::begin(&head, &self.settings)?.finish(),
        }
    }
}

/// A reader of one table, whose encoding is known.
#[derive(Debug)]
struct TableReader {
    decoder: TableDecoder,
    lines: LineSplitter,
    guessed: Option<GuessedEncoding>,
    assigned: Vec<(TableColumn, usize)>,
    stage: RowStage,
}

#[derive(Debug)]
enum RowStage {
    /// The first lines, among which the header is looked for.
    BeforeHeader(Vec<NumberedLine>),
    Rows(Box<RowReader>, Box<LibraryDraft>),
}

impl TableReader {
    fn begin(head: &[u8], settings: &ImportSettings) -> Result<Self, ImportError> {
        refuse_by_bytes(head)?;
        let evidence = tell_encoding(head);
        let decoder = TableDecoder::new(evidence.encoding, settings.decoders);
        let is_guess = matches!(
            evidence.encoding,
            TextEncoding::Windows1252 | TextEncoding::ShiftJis | TextEncoding::Gbk
        );
        let guessed = is_guess.then_some(GuessedEncoding {
            encoding: decoder.encoding(),
            is_doubtful: evidence.is_doubtful || decoder.encoding() != evidence.encoding,
        });
        let mut table = Self {
            decoder,
            lines: LineSplitter::default(),
            guessed,
            assigned: settings.assigned.clone(),
            stage: RowStage::BeforeHeader(Vec::new()),
        };
        let mut text = String::new();
        table.decoder.decode(
            head.get(evidence.mark..).unwrap_or_default(),
            false,
            &mut text,
        );
        if text.trim().is_empty() && head.len() < HEAD {
            return Err(ImportError::Empty);
        }
        refuse_by_text(&text)?;
        table.take_text(&text)?;
        Ok(table)
    }

    fn push(&mut self, bytes: &[u8], is_last: bool) -> Result<(), ImportError> {
        let mut text = String::with_capacity(bytes.len());
        self.decoder.decode(bytes, is_last, &mut text);
        self.take_text(&text)
    }

    fn take_text(&mut self, text: &str) -> Result<(), ImportError> {
        let mut lines = Vec::new();
        let pushed = self.lines.push(text, &mut lines);
        self.take_lines(lines)?;
        pushed.map_err(|LineTooLong { number }| ImportError::LineTooLong { line: number })
    }

    fn take_lines(&mut self, lines: Vec<NumberedLine>) -> Result<(), ImportError> {
        match &mut self.stage {
            RowStage::Rows(reader, draft) => {
                let mut rows = Vec::new();
                for line in lines {
                    reader.push(line, &mut rows);
                    for row in rows.drain(..) {
                        draft.add_row(&row)?;
                    }
                }
                Ok(())
            }
            RowStage::BeforeHeader(known) => {
                known.extend(lines);
                if known.len() <= LINES_BEFORE {
                    return Ok(());
                }
                self.find_header()
            }
        }
    }

    /// Finds the header among the first lines, and reads those behind it as rows.
    fn find_header(&mut self) -> Result<(), ImportError> {
        let RowStage::BeforeHeader(lines) = &mut self.stage else {
            return Ok(());
        };
        let mut lines = mem::take(lines);
        let assigned = assigned_header(&lines, &self.assigned);
        let header = match assigned {
            Some(header) => header,
            None => find_header(&lines).map_err(ImportError::MissingColumns)?,
        };
        let rows = lines.split_off((header.before + 1).min(lines.len()));
        let reader = RowReader::new(header.separator, header.columns.width());
        let mut draft = LibraryDraft::new(&header);
        draft.summary.encoding = self.guessed;
        self.stage = RowStage::Rows(Box::new(reader), Box::new(draft));
        self.take_lines(rows)
    }

    fn finish(mut self) -> Result<(Library, ImportSummary), ImportError> {
        self.push(&[], true)?;
        let last = mem::take(&mut self.lines).finish();
        self.take_lines(last.into_iter().collect())?;
        if let RowStage::BeforeHeader(lines) = &self.stage {
            if lines.is_empty() {
                return Err(ImportError::Empty);
            }
            self.find_header()?;
        }
        let RowStage::Rows(reader, mut draft) = self.stage else {
            return Err(ImportError::Empty);
        };
        let mut rows = Vec::new();
        reader.finish(&mut rows);
        for row in rows {
            draft.add_row(&row)?;
        }
        draft.finish()
    }
}

#[cfg(test)]
mod case_tests;
#[cfg(test)]
pub(super) mod tests;
