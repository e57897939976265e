//! Text in pieces to physical lines, numbered as an editor numbers them: `\n`, `\r\n` and `\r` end one.

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedLine {
    /// The line's number, counted from one.
    pub number: u32,
    /// The line without its end.
    pub text: String,
}

/// The most bytes of a line: no row of a table has more.
pub const LONGEST_LINE: usize = 64 * 1024;

/// The fault of a line that has more than [`LONGEST_LINE`] bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineTooLong {
    /// The line's number, counted from one.
    pub number: u32,
}

/// A splitter of text into lines, which keeps the unfinished one.
#[derive(Debug, Default)]
pub struct LineSplitter {
    unfinished: String,
    ended: u32,
    /// True if the last letter was a `\r`, which a `\n` may follow.
    after_return: bool,
}

impl LineSplitter {
    /// Takes the next piece of the text, and appends the lines that it ends.
    ///
    /// # Errors
    /// [`LineTooLong`], for a line without an end.
    pub fn push(&mut self, piece: &str, lines: &mut Vec<NumberedLine>) -> Result<(), LineTooLong> {
        let mut rest = piece;
        while !rest.is_empty() {
            if std::mem::take(&mut self.after_return) {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            let Some(at) = rest.find(['\n', '\r']) else {
                self.unfinished.push_str(rest);
                return self.check_length();
            };
            let (line, end) = rest.split_at(at);
            self.unfinished.push_str(line);
            self.check_length()?;
            self.after_return = end.starts_with('\r');
            rest = end.get(1..).unwrap_or_default();
            lines.push(self.end_line());
        }
        Ok(())
    }

    /// Ends the text; gives its last line if no line end follows it.
    #[must_use]
    pub fn finish(mut self) -> Option<NumberedLine> {
        (!self.unfinished.is_empty()).then(|| self.end_line())
    }

    fn end_line(&mut self) -> NumberedLine {
        self.ended = self.ended.saturating_add(1);
        NumberedLine {
            number: self.ended,
            text: std::mem::take(&mut self.unfinished),
        }
    }

    const fn check_length(&self) -> Result<(), LineTooLong> {
        if self.unfinished.len() > LONGEST_LINE {
            return Err(LineTooLong {
                number: self.ended.saturating_add(1),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str, size: usize) -> Vec<(u32, String)> {
        let mut splitter = LineSplitter::default();
        let mut lines = Vec::new();
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(size) {
            let piece: String = piece.iter().collect();
            splitter.push(&piece, &mut lines).unwrap();
        }
        lines.extend(splitter.finish());
        lines
            .into_iter()
            .map(|line| (line.number, line.text))
            .collect()
    }

    #[test]
    fn every_kind_of_line_end_is_one() {
        let lines = [(1, "a".into()), (2, String::new()), (3, "b".into())];
        for text in ["a\n\nb", "a\r\n\r\nb\r\n", "a\r\rb\r"] {
            assert_eq!(split(text, 1), lines, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_lines(text in "[a\r\n]{0,40}", size in 1_usize..9) {
            prop_assert_eq!(split(&text, size), split(&text, 100));
        }
    }
}
