//! The tracks there are, and the text file they come in.
//!
//! The file: UTF-8, tab-separated, `#` begins a comment line, the first other line names the columns
//! [`COLUMNS`] in their order, then, where they are known, [`MORE_COLUMNS`]. Valence to instrumentalness are
//! hundredths, tempo is in beats a minute, explicit is 0 or 1.

pub use crate::domain::music::track::{AudioFeatures, Country, Style, Track, TrackId};

use crate::domain::music::track::NotATrackId;
use crate::domain::quantity::{Bpm, Fraction};
use crate::domain::text::parse_number;
use std::collections::HashSet;

/// The columns that every file of a catalogue has, in their order.
pub const COLUMNS: [&str; 11] = [
    "id",
    "title",
    "artist",
    "year",
    "genre",
    "valence",
    "energy",
    "danceability",
    "tempo",
    "acousticness",
    "instrumentalness",
];

/// The columns that may follow [`COLUMNS`]: the artist's country (ISO 3166-1) and a mark for strong language.
pub const MORE_COLUMNS: [&str; 2] = ["country", "explicit"];

/// The most bytes of a catalogue's text that are read.
// Our own file is a tenth of it.
const MOST_BYTES: usize = 4_000_000;

/// The reasons for refusing the text of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// The text is larger than any catalogue of ours; its size in bytes.
    #[error("{0} bytes are too many for a catalogue")]
    TooLarge(usize),
    /// The first line does not name the columns.
    #[error("line {line}: the columns are not {COLUMNS:?}")]
    Header {
        /// The line's number, counted from one.
        line: usize,
    },
    /// A line of the file that can't be read.
    #[error("line {line}: {problem}")]
    Row {
        /// The line's number, counted from one.
        line: usize,
        /// The fault of the line.
        problem: RowProblem,
    },
    /// The text holds no track at all.
    #[error("there is no track in it")]
    Empty,
}

/// The faults of one line of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// The line has too few or too many columns; their number.
    #[error("{0} columns instead of the header's")]
    Columns(usize),
    /// The id is not one of Spotify's.
    #[error(transparent)]
    Id(#[from] NotATrackId),
    /// The id stands in an earlier line too.
    #[error("the id {0:?} came before")]
    Duplicate(String),
    /// The title, artist or genre is empty; the column's name.
    #[error("the {0} is empty")]
    Empty(&'static str),
    /// The country is not two capital letters.
    #[error("the country is not two capital letters")]
    Country,
    /// The cell is not a number, or is outside its range; the column's name.
    #[error("the {0} is not a number in its range")]
    Number(&'static str),
}

/// The tracks that come with the page: at least one, each id once.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    tracks: Vec<Track>,
}

impl Catalogue {
    /// Reads the text of a catalogue.
    ///
    /// # Errors
    /// [`CatalogueError`], with the line; nothing is half read.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        if text.len() > MOST_BYTES {
            return Err(CatalogueError::TooLarge(text.len()));
        }
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let (line, header) = lines.next().ok_or(CatalogueError::Empty)?;
        let width = width_of(header).ok_or(CatalogueError::Header { line })?;
        let mut known = HashSet::new();
        let mut tracks = Vec::new();
        for (line, row) in lines {
            let track =
                parse_row(row, width).map_err(|problem| CatalogueError::Row { line, problem })?;
            if !known.insert(track.id.clone()) {
                let problem = RowProblem::Duplicate(track.id.into());
                return Err(CatalogueError::Row { line, problem });
            }
            tracks.push(track);
        }
        if tracks.is_empty() {
            Err(CatalogueError::Empty)
        } else {
            Ok(Self { tracks })
        }
    }

    /// Makes a catalogue of tracks that were read elsewhere; `None` for no track.
    #[must_use]
    pub fn from_tracks(tracks: Vec<Track>) -> Option<Self> {
        (!tracks.is_empty()).then_some(Self { tracks })
    }

    /// Every track, in the order of the file.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }
}

/// The number of columns that a file with this header has; `None` for a header that is not ours.
fn width_of(header: &str) -> Option<usize> {
    let named = |columns: &[&str]| header.split('\t').eq(columns.iter().copied());
    let all: Vec<_> = COLUMNS.into_iter().chain(MORE_COLUMNS).collect();
    [COLUMNS.as_slice(), &all]
        .into_iter()
        .find_map(|columns| named(columns).then_some(columns.len()))
}

fn parse_row(row: &str, width: usize) -> Result<Track, RowProblem> {
    let cells: Vec<&str> = row.split('\t').collect();
    let columns = RowProblem::Columns(cells.len());
    if cells.len() != width {
        return Err(columns);
    }
    let (
        [
            id,
            title,
            artist,
            year,
            genre,
            valence,
            energy,
            danceability,
            tempo,
            acousticness,
            instrumentalness,
        ],
        more,
    ) = cells.split_first_chunk().ok_or(columns)?;
    let genre = words(genre, "genre")?;
    let (country, explicit) = match more {
        [country, explicit] => (
            Some(Country::new(country).ok_or(RowProblem::Country)?),
            flag(explicit)?,
        ),
        _ => (None, false),
    };
    Ok(Track {
        id: TrackId::new(id)?,
        title: words(title, "title")?,
        artist: words(artist, "artist")?,
        year: year
            .parse()
            .ok()
            .filter(|year| (1900..2100).contains(year))
            .ok_or(RowProblem::Number("year"))?,
        style: Style::of_genre(&genre),
        genre,
        features: AudioFeatures {
            valence: hundredths(valence, "valence")?,
            energy: hundredths(energy, "energy")?,
            danceability: hundredths(danceability, "danceability")?,
            tempo: parse_number(tempo)
                .and_then(|bpm| Bpm::new(bpm).ok())
                .ok_or(RowProblem::Number("tempo"))?,
            acousticness: hundredths(acousticness, "acousticness")?,
            instrumentalness: hundredths(instrumentalness, "instrumentalness")?,
        },
        country,
        explicit,
    })
}

fn flag(cell: &str) -> Result<bool, RowProblem> {
    match cell {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(RowProblem::Number("explicit")),
    }
}

fn words(cell: &str, column: &'static str) -> Result<String, RowProblem> {
    let cell = cell.trim();
    if cell.is_empty() {
        Err(RowProblem::Empty(column))
    } else {
        Ok(cell.into())
    }
}

fn hundredths(cell: &str, column: &'static str) -> Result<Fraction, RowProblem> {
    parse_number(cell)
        .and_then(|value| Fraction::new(value / 100.0).ok())
        .ok_or(RowProblem::Number(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const ROW: &str = "0123456789abcdefghijkl\tA\tB\t1999\trock\t50\t60\t70\t120\t10\t0";

    fn file(rows: &str) -> String {
        format!("# a comment\n{}\n{rows}\n", COLUMNS.join("\t"))
    }

    #[test]
    fn a_sound_file_is_read() {
        let catalogue = Catalogue::parse(&file(ROW)).unwrap();
        assert_eq!(catalogue.tracks().len(), 1);
        assert_eq!(
            catalogue.tracks()[0].open_url(),
            "https://open.spotify.com/track/0123456789abcdefghijkl"
        );
    }

    #[rstest]
    #[case(&ROW.replace("jkl", "j"), "not a Spotify id")]
    #[case(&ROW.replace("jkl", "jk/"), "not a Spotify id")]
    #[case(&ROW.replace("1999", "199"), "year")]
    #[case(&ROW.replace("\t50\t", "\t101\t"), "valence")]
    #[case(&ROW.replace("\t120\t", "\tNaN\t"), "tempo")]
    #[case(&ROW.replace("\tA\t", "\t \t"), "title")]
    #[case(&ROW.replace("\trock", ""), "10 columns")]
    #[case(&format!("{ROW}\n{ROW}"), "came before")]
    fn a_bad_line_is_named(#[case] rows: &str, #[case] problem: &str) {
        let error = Catalogue::parse(&file(rows)).unwrap_err().to_string();
        assert!(
            error.starts_with("line ") && error.contains(problem),
            "{error}"
        );
    }

    #[test]
    fn a_file_may_name_countries_and_strong_language() {
        let columns: Vec<_> = COLUMNS.into_iter().chain(MORE_COLUMNS).collect();
        let text = format!("{}\n{ROW}\tJM\t1", columns.join("\t"));
        let catalogue = Catalogue::parse(&text).unwrap();
        let track = &catalogue.tracks()[0];
        assert!(track.explicit && track.style == Style::Driven);
        assert_eq!(track.country.unwrap().as_str(), "JM");
        for bad in [text.replace("JM", "Jm"), text.replace("\t1", "\t2")] {
            assert!(Catalogue::parse(&bad).is_err());
        }
    }

    #[test]
    fn what_is_no_catalogue_is_refused() {
        assert_eq!(Catalogue::parse(""), Err(CatalogueError::Empty));
        assert_eq!(
            Catalogue::parse("<html>"),
            Err(CatalogueError::Header { line: 1 })
        );
        assert_eq!(Catalogue::parse(&file("")), Err(CatalogueError::Empty));
        assert!(matches!(
            Catalogue::parse(&"x".repeat(5_000_000)),
            Err(CatalogueError::TooLarge(_))
        ));
    }
}
