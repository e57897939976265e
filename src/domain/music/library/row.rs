//! One row's cells, with quotation marks as people's tools write them.

/// Cells of a row, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCells {
    /// The text of each cell, without its quotation marks.
    pub cells: Vec<String>,
    /// True if the last cell's quotation mark is not closed.
    pub is_open: bool,
}

/// The rules by which quotation marks and backslashes are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// As RFC 4180 has it, with blanks around: a mark within a cell is written twice.
    Doubled,
    /// A mark that no separator follows is a letter of the cell.
    Loose,
    /// As [`Self::Loose`], and a backslash takes the meaning from the letter behind it.
    Backslash,
    /// Marks are letters like any other.
    None,
}

/// Splits `text`, a row without its line end, into cells; `None` if it breaks the rules of `quoting`.
#[must_use]
pub fn split_row(text: &str, separator: char, quoting: Quoting) -> Option<RowCells> {
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after, is_open) = split_cell(rest, separator, quoting)?;
        cells.push(cell);
        match after {
            Some(after) => rest = after,
            None => return Some(RowCells { cells, is_open }),
        }
    }
}

/// Splits the first cell off; gives what follows its separator, and whether its quotation mark is still open.
fn split_cell(
    text: &str,
    separator: char,
    quoting: Quoting,
) -> Option<(String, Option<&str>, bool)> {
    let is_blank = |letter: char| letter.is_whitespace() && letter != separator;
    let trimmed = text.trim_start_matches(is_blank);
    if quoting != Quoting::None
        && let Some(quoted) = trimmed.strip_prefix('"')
    {
        return split_quoted(quoted, separator, quoting);
    }
    let mut escaped = false;
    let end = text.char_indices().find(|(_, letter)| {
        let ends = *letter == separator && !escaped;
        escaped = quoting == Quoting::Backslash && *letter == '\\' && !escaped;
        ends
    });
    let (cell, after) = match end {
        Some((at, _)) => (text.get(..at)?, text.get(at + separator.len_utf8()..)),
        None => (text, None),
    };
    Some((cell.into(), after, false))
}

fn split_quoted(
    text: &str,
    separator: char,
    quoting: Quoting,
) -> Option<(String, Option<&str>, bool)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let Some(mark) = rest.find('"') else {
            cell.push_str(rest);
            return Some((cell, None, true));
        };
        let before = rest.get(..mark)?;
        let behind = rest.get(mark + 1..)?;
        cell.push_str(before);
        let is_escaped = quoting == Quoting::Backslash && before.ends_with('\\');
        if !is_escaped && let Some(after) = after_closing(behind, separator) {
            return Some((cell, after, false));
        }
        rest = match (quoting, behind.strip_prefix('"')) {
            (Quoting::Doubled, None) => return None,
            // Of two marks before a separator the second closes, unless marks are written twice.
            (Quoting::Loose | Quoting::Backslash, Some(after))
                if after_closing(after, separator).is_some() =>
            {
                cell.push('"');
                return Some((cell, after_closing(after, separator)?, false));
            }
            (_, Some(after)) => after,
            (_, None) => behind,
        };
        cell.push('"');
    }
}

/// The text behind a closing mark: the rest behind the separator, none at the end; `None` if the mark closes nothing.
#[expect(
    clippy::option_option,
    reason = "a mark may close at the end of the row"
)]
fn after_closing(behind: &str, separator: char) -> Option<Option<&str>> {
    let is_blank = |letter: char| letter.is_whitespace() && letter != separator;
    let behind = behind.trim_start_matches(is_blank);
    if behind.is_empty() {
        return Some(None);
    }
    behind.strip_prefix(separator).map(Some)
}

/// Splits a row that should have `width` cells, by the strictest rules that give as many. `None` if none do.
#[must_use]
pub fn split_row_of_width(text: &str, separator: char, width: usize) -> Option<Vec<String>> {
    let fits = |quoting| {
        split_row(text, separator, quoting).filter(|row| !row.is_open && row.cells.len() == width)
    };
    [Quoting::Doubled, Quoting::Loose, Quoting::Backslash]
        .into_iter()
        .find_map(fits)
        .map(|row| row.cells)
}

/// Tells whether `text` ends inside a quoted cell, by any rules.
#[must_use]
pub fn is_left_open(text: &str, separator: char) -> bool {
    let open = |quoting| split_row(text, separator, quoting).is_some_and(|row| row.is_open);
    open(Quoting::Doubled) || open(Quoting::Loose)
}

/// Number of cells in a row if its quotation marks are letters like any other.
#[must_use]
pub fn bare_width(text: &str, separator: char) -> usize {
    text.matches(separator).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("a,b,c", &["a", "b", "c"])]
    #[case::quoted("\"a, b\",c,\"\"", &["a, b", "c", ""])]
    #[case::blank_before("\"Waters\", \"Stacey K\", 0.5", &["Waters", "Stacey K", " 0.5"])]
    #[case::comma_behind_a_blank("\"The Look\", \"Diana K, Trio\", 0.6", &["The Look", "Diana K, Trio", " 0.6"])]
    #[case::doubled("\"say \"\"hi\"\", ok\",b,c", &["say \"hi\", ok", "b", "c"])]
    #[case::not_doubled("\"No Bread \"Again\"\",\"Fela K \",0.6", &["No Bread \"Again\"", "Fela K ", "0.6"])]
    #[case::inside("\"Ballad (From \"Bad\" TV)\",\"Los C\",1", &["Ballad (From \"Bad\" TV)", "Los C", "1"])]
    #[case::in_a_bare_cell("5\" record,b,c", &["5\" record", "b", "c"])]
    #[case::escaped_separator("Tyler\\, The Creator,b,c", &["Tyler\\, The Creator", "b", "c"])]
    fn rows_are_split_as_they_are_meant(#[case] row: &str, #[case] cells: &[&str]) {
        assert_eq!(split_row_of_width(row, ',', 3).unwrap(), cells);
    }

    #[test]
    fn a_row_of_another_width_is_none() {
        assert_eq!(split_row_of_width("a,b", ',', 3), None);
        assert_eq!(split_row_of_width("a,0,5,0,6", ',', 3), None);
    }

    #[test]
    fn an_open_mark_is_noticed() {
        assert!(is_left_open("\"Awaken My Love,b,c", ','));
        assert!(is_left_open("a,\"b", ','));
        assert!(!is_left_open("a,\"b\",c", ','));
        assert!(!is_left_open("5\" record,b,c", ','));
    }
}
