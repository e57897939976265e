//! Lines to rows: a row takes more than one line where a quoted cell has a line end in it.
//!
//! A quotation mark that nobody closes must not swallow the rows behind it. Lines are joined only if the joined row
//! has the table's width and none of its lines is a row by itself; else the first line is left out, with its reason,
//! and the others are read on their own.

use crate::domain::music::library::lines::{LONGEST_LINE, NumberedLine};
use crate::domain::music::library::row::{bare_width, is_left_open, split_row_of_width};

/// The most lines of one row.
const MOST_LINES: usize = 64;

/// A row of the table, or a line that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The line at which the row begins, counted from one.
    pub line: u32,
    /// The text of the row as it stands in the file.
    pub text: String,
    /// The cells, as many as the table has columns; none if the row can't be split so.
    pub cells: Result<Vec<String>, RowFault>,
}

/// The fault of a line that is no row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// A quotation mark is never closed.
    #[error("a quotation mark has no second one")]
    OpenQuote,
    /// The row has more or fewer cells than the header has names.
    #[error("there are {found} cells where the header has {expected}")]
    OtherWidth {
        /// The number of cells in the row.
        found: usize,
        /// The number of names in the header.
        expected: usize,
    },
}

/// A reader of rows, which keeps the lines of one that is not complete.
#[derive(Debug)]
pub struct RowReader {
    separator: char,
    width: usize,
    open: Vec<NumberedLine>,
}

impl RowReader {
    /// Makes a reader of rows of `width` cells.
    #[must_use]
    pub const fn new(separator: char, width: usize) -> Self {
        Self {
            separator,
            width,
            open: Vec::new(),
        }
    }

    /// Takes the next line, and appends the rows that it completes.
    pub fn push(&mut self, line: NumberedLine, rows: &mut Vec<TableRow>) {
        let mut waiting = vec![line];
        while let Some(line) = waiting.pop() {
            if let Some(given_up) = self.take_line(line, rows) {
                // In order: the last of a stack comes first.
                waiting.extend(given_up.into_iter().rev());
            }
        }
    }

    /// Ends the table: what is not complete is read line by line.
    pub fn finish(mut self, rows: &mut Vec<TableRow>) {
        while !self.open.is_empty() {
            for line in self.give_up(rows) {
                self.push(line, rows);
            }
        }
    }

    /// Takes one line; gives back lines to be read anew if what was open turned out to be no row.
    fn take_line(
        &mut self,
        line: NumberedLine,
        rows: &mut Vec<TableRow>,
    ) -> Option<Vec<NumberedLine>> {
        if self.open.is_empty() {
            return self.begin_row(line, rows);
        }
        let is_row = self.is_row_by_itself(&line.text);
        let closes = line.text.contains('"');
        self.open.push(line);
        if closes {
            let text = self.joined();
            if !is_left_open(&text, self.separator) {
                let first_is_row = self.open.first().is_some_and(|first| self.has_width(first));
                let cells = split_row_of_width(&text, self.separator, self.width);
                if let (Some(cells), false) = (cells, first_is_row) {
                    let line = self.open.first().map_or(0, |first| first.number);
                    rows.push(TableRow {
                        line,
                        text,
                        cells: Ok(cells),
                    });
                    self.open.clear();
                    return None;
                }
                return Some(self.give_up(rows));
            }
        }
        let bytes: usize = self.open.iter().map(|line| line.text.len()).sum();
        if is_row || self.open.len() > MOST_LINES || bytes > LONGEST_LINE {
            return Some(self.give_up(rows));
        }
        None
    }

    fn begin_row(
        &mut self,
        line: NumberedLine,
        rows: &mut Vec<TableRow>,
    ) -> Option<Vec<NumberedLine>> {
        let NumberedLine { number, text } = line;
        if text
            .chars()
            .all(|letter| letter.is_whitespace() || letter.is_control())
        {
            return None;
        }
        if let Some(cells) = split_row_of_width(&text, self.separator, self.width) {
            rows.push(TableRow {
                line: number,
                text,
                cells: Ok(cells),
            });
            return None;
        }
        if is_left_open(&text, self.separator) {
            self.open.push(NumberedLine { number, text });
            return None;
        }
        let fault = RowFault::OtherWidth {
            found: bare_width(&text, self.separator),
            expected: self.width,
        };
        rows.push(TableRow {
            line: number,
            text,
            cells: Err(fault),
        });
        None
    }

    /// Leaves out the first of the open lines; gives the others back.
    fn give_up(&mut self, rows: &mut Vec<TableRow>) -> Vec<NumberedLine> {
        let mut lines = std::mem::take(&mut self.open).into_iter();
        if let Some(NumberedLine { number, text }) = lines.next() {
            rows.push(TableRow {
                line: number,
                text,
                cells: Err(RowFault::OpenQuote),
            });
        }
        lines.collect()
    }

    fn joined(&self) -> String {
        let lines: Vec<&str> = self.open.iter().map(|line| line.text.as_str()).collect();
        lines.join("\n")
    }

    fn has_width(&self, line: &NumberedLine) -> bool {
        bare_width(&line.text, self.separator) == self.width
    }

    /// Tells whether a line within an open cell is a row by itself: whole, and as wide as the table.
    fn is_row_by_itself(&self, text: &str) -> bool {
        self.width > 1 && split_row_of_width(text, self.separator, self.width).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn read(text: &str, width: usize) -> Vec<TableRow> {
        let mut reader = RowReader::new(',', width);
        let mut rows = Vec::new();
        for (at, line) in text.split('\n').enumerate() {
            let line = NumberedLine {
                number: u32::try_from(at).unwrap() + 1,
                text: line.into(),
            };
            reader.push(line, &mut rows);
        }
        reader.finish(&mut rows);
        rows
    }

    fn lines(rows: &[TableRow]) -> Vec<(u32, bool)> {
        rows.iter()
            .map(|row| (row.line, row.cells.is_ok()))
            .collect()
    }

    #[test]
    fn a_line_end_in_a_quoted_cell_is_a_part_of_it() {
        let rows = read("1,\"two\nlines\",3\n4,5,6", 3);
        assert_eq!(lines(&rows), [(1, true), (3, true)]);
        assert_eq!(rows[0].cells.as_ref().unwrap()[1], "two\nlines");
        assert_eq!(lines(&read("\"\n\nA\",2,3", 3)), [(1, true)]);
    }

    #[rstest]
    #[case::never_closed("a,b,c\n\"d,e,f\ng,h,i\nj,k,l")]
    #[case::closed_later("a,b,c\n\"d,e,f\ng,h,i\nj\",k,l")]
    #[case::closed_at_once("a,b,c\n\"d,e,f\ng\",h,i\nj,k,l")]
    #[case::at_the_end("a,b,c\nd,e,\"f\ng,h,i\nj,k,l")]
    fn a_stray_mark_costs_its_own_line_alone(#[case] text: &str) {
        let rows = read(text, 3);
        assert_eq!(rows.len(), 4, "{rows:?}");
        assert_eq!(rows[1].cells, Err(RowFault::OpenQuote));
        assert!([0, 3].into_iter().all(|at| rows[at].cells.is_ok()));
    }

    #[test]
    fn a_row_of_another_width_is_named() {
        let rows = read("a,b,c\nd,0,5,e\n,,\nf", 3);
        assert_eq!(lines(&rows), [(1, true), (2, false), (3, true), (4, false)]);
        let fault = rows[1].cells.clone().unwrap_err();
        assert_eq!(
            fault.to_string(),
            "there are 4 cells where the header has 3"
        );
    }
}
