//! The header of a table, found among its first lines, together with the separator of its cells.

use crate::domain::music::library::columns::{TableColumn, TableColumns};
use crate::domain::music::library::lines::NumberedLine;
use crate::domain::music::library::row::{Quoting, split_row};

/// The separators that tables use. Of two that fit as well the earlier is taken.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// The number of first lines among which a header is looked for.
pub const LINES_BEFORE: usize = 24;

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableHeader {
    /// The separator of the cells.
    pub separator: char,
    /// The columns that the names lead to.
    pub columns: TableColumns,
    /// The header as it stands in the file.
    pub text: String,
    /// The number of lines before it that are no part of the table: titles, empty lines, a note on the separator.
    pub before: usize,
}

/// A line that could be a header, where none is understood: for a person to assign columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnknownHeader {
    /// The names in it.
    pub names: Vec<String>,
    /// The needed columns that none of the names leads to.
    pub missing: Vec<TableColumn>,
}

/// Finds the header among the first `lines` of a table.
///
/// # Errors
/// The line that is nearest to one.
pub fn find_header(lines: &[NumberedLine]) -> Result<TableHeader, UnknownHeader> {
    let mut nearest: Option<(usize, UnknownHeader)> = None;
    for (at, line) in lines.iter().take(LINES_BEFORE).enumerate() {
        for separator in separators_for(lines) {
            let names = names_in(&line.text, separator);
            let sample = lines
                .get(at + 1)
                .map(|next| names_in(&next.text, separator));
            let missing = match TableColumns::find(&names, sample.as_deref()) {
                Ok(columns) => {
                    return Ok(TableHeader {
                        separator,
                        columns,
                        text: line.text.clone(),
                        before: at,
                    });
                }
                Err(missing) => missing,
            };
            // Nearest is what has most of the columns, and of those the one with most names.
            let rank = 1000 * (TableColumn::NEEDED.len() - missing.len()) + names.len().min(999);
            if nearest.as_ref().is_none_or(|(best, _)| rank > *best) {
                nearest = Some((rank, UnknownHeader { names, missing }));
            }
        }
    }
    Err(nearest.map(|(_, header)| header).unwrap_or_default())
}

/// The separators to try: the one that a spreadsheet notes in a line of its own goes first.
fn separators_for(lines: &[NumberedLine]) -> impl Iterator<Item = char> {
    let first = lines.iter().find(|line| !line.text.trim().is_empty());
    let noted = first.and_then(|line| line.text.trim_start().strip_prefix("sep=")?.chars().next());
    noted.into_iter().chain(SEPARATORS)
}

/// Makes the header of columns that a person has assigned: the nearest line's place is found by its names.
#[must_use]
pub fn assigned_header(
    lines: &[NumberedLine],
    pairs: &[(TableColumn, usize)],
) -> Option<TableHeader> {
    let UnknownHeader { names, .. } = find_header(lines).err()?;
    let columns = TableColumns::assigned(pairs, names.len()).ok()?;
    for (before, line) in lines.iter().take(LINES_BEFORE).enumerate() {
        for separator in separators_for(lines) {
            if names_in(&line.text, separator) == names {
                return Some(TableHeader {
                    separator,
                    columns,
                    text: line.text.clone(),
                    before,
                });
            }
        }
    }
    None
}

fn names_in(line: &str, separator: char) -> Vec<String> {
    let split = |quoting| split_row(line, separator, quoting).filter(|row| !row.is_open);
    let row = split(Quoting::Doubled).or_else(|| split(Quoting::None));
    row.map_or_else(Vec::new, |row| row.cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn lines(text: &str) -> Vec<NumberedLine> {
        let lines = text.split('\n').zip(1_u32..);
        lines
            .map(|(text, number)| NumberedLine {
                number,
                text: text.into(),
            })
            .collect()
    }

    #[rstest]
    #[case("name,artist,valence,energy,tempo", ',', 0)]
    #[case("name;artist;valence;energy;tempo", ';', 0)]
    #[case("name\tartist\tvalence\tenergy\ttempo", '\t', 0)]
    #[case("name|artist|valence|energy|tempo", '|', 0)]
    #[case("sep=^\nname^artist^valence^energy^tempo", '^', 1)]
    #[case("My Library\nname,artist,valence,energy,tempo", ',', 1)]
    #[case("Table 1\n\nname,artist,valence,energy,tempo", ',', 2)]
    #[case(",,,,\nname,artist,valence,energy,tempo", ',', 1)]
    #[case("\"name\", \"artist\", \"valence\", \"energy\", \"tempo\"", ',', 0)]
    fn a_header_is_found_with_its_separator(
        #[case] text: &str,
        #[case] separator: char,
        #[case] before: usize,
    ) {
        let header = find_header(&lines(text)).unwrap();
        assert_eq!((header.separator, header.before), (separator, before));
        assert_eq!(header.columns.width(), 5);
    }

    #[test]
    fn without_one_the_nearest_is_named() {
        let nearest = find_header(&lines("notes\nname,artist,mood of it\nA,B,C")).unwrap_err();
        assert_eq!(nearest.names, ["name", "artist", "mood of it"]);
        assert_eq!(nearest.missing.len(), 3);
        let pairs = [
            (TableColumn::Title, 0),
            (TableColumn::Artist, 1),
            (TableColumn::Valence, 2),
            (TableColumn::Energy, 2),
            (TableColumn::Tempo, 2),
        ];
        let header =
            assigned_header(&lines("notes\nname,artist,mood of it\nA,B,C"), &pairs).unwrap();
        assert_eq!((header.before, header.separator), (1, ','));
    }
}
