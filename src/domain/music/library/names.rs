//! The names in a table's cells: titles, artists and genres, tidied for people.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The most letters of a name that are kept; the rest is cut.
// No name needs more.
const LONGEST_NAME: usize = 200;

/// The most bytes of a placeholder.
const LONGEST_PLACEHOLDER: usize = 14;

/// Words that tables write where there is nothing. As titles some of them are songs.
const PLACEHOLDERS: [&str; 14] = [
    "empty_field",
    "#n/a",
    "n/a",
    "<na>",
    "#name?",
    "#ref!",
    "undefined",
    "[]",
    "set()",
    "{}",
    "()",
    "?",
    "-",
    "null",
];
/// Words that are placeholders in lists of artists and genres alone.
const PLACEHOLDERS_IN_LISTS: [&str; 8] = [
    "none",
    "nan",
    "na",
    "unknown",
    "<unknown>",
    "unknown artist",
    "['']",
    "[\"\"]",
];

/// Tells whether a cell has a placeholder where a number should be: "?", "NaN", "n/a".
#[must_use]
pub fn is_placeholder(cell: &str) -> bool {
    let cell = cell.trim();
    if cell.len() > LONGEST_PLACEHOLDER {
        return false;
    }
    let lower = cell.to_ascii_lowercase();
    let is_one = |known: &[&str]| known.contains(&lower.as_str());
    lower.is_empty() || is_one(&PLACEHOLDERS) || is_one(&PLACEHOLDERS_IN_LISTS)
}

/// Tidies a title for people: one line, single spaces, no control characters, composed letters (Unicode NFC), cut at
/// 200 letters; empty for a placeholder.
#[must_use]
pub fn tidy_title(cell: &str) -> String {
    let title = tidy_line(cell);
    let is_short = title.len() <= LONGEST_PLACEHOLDER;
    if is_short && PLACEHOLDERS.contains(&title.to_ascii_lowercase().as_str()) {
        return String::new();
    }
    title.into_owned()
}

/// Tidies the artists for people: a line as of a title, with lists as Python writes them (`['A', 'B']`) and as
/// exporters do (`A;B`) brought to `A, B`.
#[must_use]
pub fn tidy_artists(cell: &str) -> String {
    if is_placeholder(cell) {
        return String::new();
    }
    let cell = cell.trim();
    let parts = match list_items(cell) {
        Some(items) => items,
        None if cell.contains(';') => cell.split(';').map(str::to_owned).collect(),
        None => return tidy_line(cell).into_owned(),
    };
    let parts: Vec<_> = parts.iter().map(|part| tidy_line(part)).collect();
    let parts: Vec<&str> = parts
        .iter()
        .map(AsRef::as_ref)
        .filter(|part| !is_placeholder(part))
        .collect();
    tidy_line(&parts.join(", ")).into_owned()
}

/// The first genre of a cell's list, in lower case; empty for a placeholder.
#[must_use]
pub fn first_genre(cell: &str) -> String {
    let items = list_items(cell.trim()).unwrap_or_else(|| vec![cell.to_owned()]);
    let mut genres = items
        .iter()
        .flat_map(|item| item.split([',', ';', '|']))
        .map(str::trim)
        .filter(|genre| !is_placeholder(genre));
    tidy_line(genres.next().unwrap_or_default()).to_lowercase()
}

/// The items of a list as Python, JSON and others write it; `None` for what is none.
fn list_items(cell: &str) -> Option<Vec<String>> {
    let pairs = [('[', ']'), ('{', '}'), ('(', ')')];
    let (open, close) = *pairs.iter().find(|(open, _)| cell.starts_with(*open))?;
    let inside = cell.strip_prefix(open)?.strip_suffix(close)?.trim();
    let is_quoted = inside.starts_with(['\'', '"']);
    // In round brackets stands many a title; a list of Python's has quotes.
    if !is_quoted && (open == '(' || inside.is_empty()) {
        return inside.is_empty().then(Vec::new);
    }
    if !is_quoted {
        return Some(inside.split(',').map(|item| item.trim().into()).collect());
    }
    let mut items = Vec::new();
    let mut rest = inside;
    while let Some((item, after)) = quoted_item(rest) {
        items.push(item);
        rest = after;
    }
    Some(items)
}

/// Splits an item in quotation marks off: it ends at the mark it began with, before a comma or the end.
fn quoted_item(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start_matches([',', ' ']);
    let mark = text.chars().next().filter(|mark| "'\"".contains(*mark))?;
    let inside = text.get(1..)?;
    let (mut item, mut is_escaped) = (String::new(), false);
    for (at, letter) in inside.char_indices() {
        let after = inside.get(at + letter.len_utf8()..).unwrap_or_default();
        if is_escaped {
            item.push(letter);
            is_escaped = false;
        } else if letter == '\\' {
            is_escaped = true;
        } else if letter == mark
            && after
                .trim_start()
                .chars()
                .next()
                .is_none_or(|next| next == ',')
        {
            return Some((item, after));
        } else {
            item.push(letter);
        }
    }
    Some((item, ""))
}

/// The text as one line of single spaces, without control characters, in composed letters, cut at 200 letters.
fn tidy_line(cell: &str) -> Cow<'_, str> {
    let is_plain = |byte: &u8| (0x20..0x7F).contains(byte) && *byte != b'\\';
    let is_tidy = !cell.contains("  ")
        && (cell.as_bytes().iter().all(is_plain)
            || !cell.contains(|letter: char| letter.is_control() || letter == '\\'));
    if is_tidy
        && cell.len() <= LONGEST_NAME
        && (cell.is_ascii() || is_nfc(cell))
        && cell.trim().len() == cell.len()
    {
        return Cow::Borrowed(cell);
    }
    let visible = without_escapes(cell).replace(char::is_control, " ");
    let words: Vec<_> = visible.split_whitespace().collect();
    let composed = words.join(" ");
    Cow::Owned(composed.nfc().take(LONGEST_NAME).collect())
}

/// The text without the backslashes that some exporters write before separators and quotation marks.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes =
            letter == '\\' && letters.peek().is_some_and(|next| ",;\"'\\".contains(*next));
        if escapes {
            plain.extend(letters.next());
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Simple", "Simple")]
    #[case("['Simon', \"Garfunkel\"]", "Simon, Garfunkel")]
    #[case("['\"Weird Al\" Yankovic']", "\"Weird Al\" Yankovic")]
    #[case("[\"Guns N' Roses\", 'Slash']", "Guns N' Roses, Slash")]
    #[case("['Guns N\\' Roses']", "Guns N' Roses")]
    #[case("('A', 'B')", "A, B")]
    #[case("{'A'}", "A")]
    #[case("[A, B]", "A, B")]
    #[case("(Sandy) Alex G", "(Sandy) Alex G")]
    #[case("Ingrid;Bernd", "Ingrid, Bernd")]
    #[case("Tyler\\, The Creator", "Tyler, The Creator")]
    #[case("AC\\DC", "AC\\DC")]
    #[case("two\nlines\u{7}", "two lines")]
    #[case("=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")")]
    #[case("[]", "")]
    #[case("empty_field", "")]
    #[case("set()", "")]
    #[case("NaN", "")]
    fn artists_are_tidied(#[case] cell: &str, #[case] shown: &str) {
        assert_eq!(tidy_artists(cell), shown);
    }

    #[test]
    fn a_title_keeps_its_signs() {
        assert_eq!(tidy_title("[Intro]; 'x'"), "[Intro]; 'x'");
        assert_eq!(tidy_title("None"), "None");
        assert_eq!(tidy_title("#N/A"), "");
    }

    #[test]
    fn letters_in_two_parts_become_one() {
        assert_eq!(tidy_title("Cafe\u{301}"), "Café");
        assert_eq!(tidy_artists("Beyonce\u{301}"), "Beyoncé");
        assert_eq!(tidy_title("か\u{3099}"), "が");
    }

    #[rstest]
    #[case("Hip Hop", "hip hop")]
    #[case("dance pop, pop", "dance pop")]
    #[case("['art rock', 'rock']", "art rock")]
    #[case("set()", "")]
    #[case("[]", "")]
    #[case("", "")]
    fn the_first_genre_counts(#[case] cell: &str, #[case] first: &str) {
        assert_eq!(first_genre(cell), first);
    }

    proptest! {
        #[test]
        fn a_name_is_one_short_line_whatever_stands_there(cell: String) {
            for shown in [tidy_title(&cell), tidy_artists(&cell)] {
                prop_assert!(shown.chars().count() <= LONGEST_NAME);
                prop_assert!(!shown.contains(char::is_control));
            }
        }
    }
}
