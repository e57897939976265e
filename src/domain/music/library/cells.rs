//! The cells of a table read: numbers, names, ids, years, yes and no.
//!
//! Text is kept as text whatever it begins with: nothing here or later computes `=1+1`.

use crate::domain::music::track::SPOTIFY_LENGTH;
use std::borrow::Cow;

/// The most letters of a name that are kept; the rest is cut.
// No name needs more.
const LONGEST_NAME: usize = 200;

/// A cell's text without the white space around it. Bytes that are not UTF-8 become U+FFFD.
#[must_use]
pub fn cell_text(cell: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(cell.trim_ascii())
}

/// Reads a number: `0.5`, `50`, `50 %`, `0,5`. `None` for a text that is none, or not finite.
#[must_use]
pub fn parse_number(cell: &[u8]) -> Option<f32> {
    let cell = std::str::from_utf8(cell).ok()?.trim();
    let cell = cell.strip_suffix('%').map_or(cell, str::trim_end);
    let value: f32 = if cell.contains(',') {
        cell.replacen(',', ".", 1).parse().ok()?
    } else {
        cell.parse().ok()?
    };
    value.is_finite().then_some(value)
}

/// Tidies a title for people: one line, single spaces, no control characters, cut at 200 letters.
#[must_use]
pub fn tidy_line(cell: &str) -> Cow<'_, str> {
    let tidy = !cell.contains(char::is_control) && !cell.contains("  ");
    if tidy && cell.len() <= LONGEST_NAME {
        return Cow::Borrowed(cell);
    }
    let visible = cell.replace(char::is_control, " ");
    let words: Vec<_> = visible.split_whitespace().collect();
    Cow::Owned(words.join(" ").chars().take(LONGEST_NAME).collect())
}

/// Tidies the artists for people: a [`tidy_line`], with lists as Python writes them (`['A', 'B']`) and as exporters
/// do (`A;B`) brought to `A, B`.
#[must_use]
pub fn tidy_artists(cell: &str) -> Cow<'_, str> {
    let list = cell
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let parts = match list {
        Some(list) => list.split(','),
        None if cell.contains(';') => cell.split(';'),
        None => return tidy_line(cell),
    };
    let parts: Vec<_> = parts
        .map(|part| part.trim().trim_matches(['\'', '"']))
        .filter(|part| !part.is_empty())
        .collect();
    Cow::Owned(tidy_line(&parts.join(", ")).into_owned())
}

/// The first genre of a cell's list, in lower case.
#[must_use]
pub fn first_genre(cell: &str) -> String {
    let first = cell
        .trim_start_matches(['[', '\'', '"'])
        .split([',', ';', '|', '\'', '"', ']'])
        .next()
        .unwrap_or_default();
    tidy_line(first.trim()).to_lowercase()
}

/// Spotify's id of a track, read from the id itself, its URI or its address.
#[must_use]
pub fn parse_spotify_id(cell: &[u8]) -> Option<&str> {
    let cell = std::str::from_utf8(cell).ok()?.trim();
    let id = cell
        .rsplit_once("track:")
        .or_else(|| cell.rsplit_once("/track/"))
        .map_or(cell, |(_, id)| id);
    let id = id.split(['?', '/']).next()?;
    let sound = id.len() == SPOTIFY_LENGTH && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    sound.then_some(id)
}

/// The year in a date: the first four digits in a row that can be one, 1900 to 2099.
#[must_use]
pub fn year_in(cell: &[u8]) -> Option<u16> {
    cell.split(|byte| !byte.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| std::str::from_utf8(digits).ok()?.parse().ok())
        .find(|year| (1900..2100).contains(year))
}

/// Reads yes or no; an empty cell is a no.
#[must_use]
pub fn is_yes(cell: &[u8]) -> bool {
    ["true", "t", "1", "yes", "y", "explicit"]
        .iter()
        .any(|word| cell.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("0.5", Some(0.5))]
    #[case(" 50 % ", Some(50.0))]
    #[case("0,5", Some(0.5))]
    #[case("1.2e-05", Some(0.000_012))]
    #[case("", None)]
    #[case("NaN", None)]
    #[case("inf", None)]
    #[case("1,2,3", None)]
    #[case("=1+1", None)]
    fn numbers_are_read(#[case] cell: &str, #[case] value: Option<f32>) {
        assert_eq!(parse_number(cell.as_bytes()), value);
    }

    #[rstest]
    #[case("Simple", "Simple")]
    #[case("['Simon', \"Garfunkel\"]", "Simon, Garfunkel")]
    #[case("Ingrid;Bernd", "Ingrid, Bernd")]
    #[case("two\nlines\u{7}", "two lines")]
    #[case("=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")")]
    #[case("[]", "")]
    fn names_are_tidied(#[case] cell: &str, #[case] shown: &str) {
        assert_eq!(tidy_artists(cell), shown);
    }

    #[test]
    fn a_title_keeps_its_signs() {
        assert_eq!(tidy_line("[Intro]; 'x'"), "[Intro]; 'x'");
    }

    #[rstest]
    #[case("Hip Hop", "hip hop")]
    #[case("dance pop, pop", "dance pop")]
    #[case("['art rock', 'rock']", "art rock")]
    #[case("", "")]
    fn the_first_genre_counts(#[case] cell: &str, #[case] first: &str) {
        assert_eq!(first_genre(cell), first);
    }

    #[rstest]
    #[case("0123456789abcdefghijkl", true)]
    #[case("spotify:track:0123456789abcdefghijkl", true)]
    #[case("https://open.spotify.com/track/0123456789abcdefghijkl?si=1", true)]
    #[case("spotify:local:::x", false)]
    #[case("4711", false)]
    fn ids_are_found_in_their_forms(#[case] cell: &str, #[case] there: bool) {
        let found = parse_spotify_id(cell.as_bytes());
        assert_eq!(found.is_some(), there);
        assert!(found.is_none_or(|id| id == "0123456789abcdefghijkl"));
    }

    #[rstest]
    #[case("1999", Some(1999))]
    #[case("1999-03-01", Some(1999))]
    #[case("01/03/1999", Some(1999))]
    #[case("19990301", None)]
    #[case("0000", None)]
    fn years_are_found_in_dates(#[case] cell: &str, #[case] found: Option<u16>) {
        assert_eq!(year_in(cell.as_bytes()), found);
    }

    proptest! {
        #[test]
        fn a_name_is_one_short_line_whatever_stands_there(cell: String) {
            for shown in [tidy_line(&cell), tidy_artists(&cell)] {
                prop_assert!(shown.chars().count() <= LONGEST_NAME);
                prop_assert!(!shown.contains(char::is_control));
            }
        }
    }
}
