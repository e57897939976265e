//! The cells of a table read: numbers, ids, years, yes and no. Names stand in [`super::names`].
//!
//! Text is kept as text whatever it begins with: nothing here or later computes `=1+1`.

use crate::domain::music::track::SPOTIFY_LENGTH;

/// A number as a cell writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellNumber {
    /// The number that the cell means.
    pub value: f32,
    /// True if a sign of per cent follows it.
    pub is_percent: bool,
    /// True if a comma stands for the point.
    pub has_comma: bool,
    /// True if its point may as well stand between thousands: `1.200`.
    pub may_be_thousands: bool,
}

/// Units that may follow a number.
const UNITS: [&str; 3] = ["%", "bpm", "percent"];

/// Reads a number: `0.5`, `50`, `50 %`, `0,5`, `120 BPM`. `None` for a text that is none, or not finite.
#[must_use]
pub fn parse_number(cell: &str) -> Option<CellNumber> {
    let cell = cell.trim();
    // Nearly all are plain; the rest is looked at more closely.
    if let Ok(value) = cell.parse::<f32>()
        && value.is_finite()
        && cell
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return Some(CellNumber {
            value,
            is_percent: false,
            has_comma: false,
            may_be_thousands: has_groups_of_three(cell),
        });
    }
    let lower = cell.to_ascii_lowercase();
    let unit = UNITS.iter().find(|unit| lower.ends_with(**unit));
    let digits = unit.map_or(lower.as_str(), |unit| {
        lower.strip_suffix(unit).unwrap_or_default().trim_end()
    });
    let has_comma = digits.contains(',');
    let is_number = |letter: char| letter.is_ascii_digit() || ".,+-e".contains(letter);
    if !digits.chars().all(is_number) {
        return None;
    }
    let value: f32 = digits.replacen(',', ".", 1).parse().ok()?;
    value.is_finite().then_some(CellNumber {
        value,
        is_percent: unit.is_some_and(|unit| *unit != "bpm"),
        has_comma,
        may_be_thousands: has_groups_of_three(digits),
    })
}

/// Tells `1.200` and `120.045`, but not `0.200` or `120.04`.
fn has_groups_of_three(digits: &str) -> bool {
    let mut groups = digits.split('.');
    let first = groups.next().unwrap_or_default();
    let first_is_group = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let mut others = groups.peekable();
    first_is_group
        && others.peek().is_some()
        && others.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Spotify's id of a track, read from the id itself, its URI or its address.
#[must_use]
pub fn parse_spotify_id(cell: &str) -> Option<&str> {
    let cell = cell.trim();
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
pub fn year_in(cell: &str) -> Option<u16> {
    cell.split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (1900..2100).contains(year))
}

/// Reads yes or no; an empty cell is a no.
#[must_use]
pub fn is_yes(cell: &str) -> bool {
    ["true", "t", "1", "yes", "y", "explicit"]
        .iter()
        .any(|word| cell.trim().eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("0.5", Some(0.5))]
    #[case(" 50 % ", Some(50.0))]
    #[case("0,5", Some(0.5))]
    #[case("120 BPM", Some(120.0))]
    #[case("90bpm", Some(90.0))]
    #[case("1.2e-05", Some(0.000_012))]
    #[case("", None)]
    #[case("NaN", None)]
    #[case("inf", None)]
    #[case("1,2,3", None)]
    #[case("1.200,5", None)]
    #[case("=1+1", None)]
    fn numbers_are_read(#[case] cell: &str, #[case] value: Option<f32>) {
        assert_eq!(parse_number(cell).map(|number| number.value), value);
    }

    #[rstest]
    #[case("1.200", true)]
    #[case("120.045", true)]
    #[case("0.200", false)]
    #[case("120.04", false)]
    #[case("1200", false)]
    fn points_between_thousands_are_suspected(#[case] cell: &str, #[case] suspected: bool) {
        assert_eq!(parse_number(cell).unwrap().may_be_thousands, suspected);
    }

    #[rstest]
    #[case("0123456789abcdefghijkl", true)]
    #[case("spotify:track:0123456789abcdefghijkl", true)]
    #[case("https://open.spotify.com/track/0123456789abcdefghijkl?si=1", true)]
    #[case("spotify:local:::x", false)]
    #[case("4711", false)]
    fn ids_are_found_in_their_forms(#[case] cell: &str, #[case] there: bool) {
        let found = parse_spotify_id(cell);
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
        assert_eq!(year_in(cell), found);
    }
}
