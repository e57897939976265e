//! The tracks there are, and the text file they come in.
//!
//! The file: UTF-8, tab-separated, `#` begins a comment line, the first other line names the columns
//! [`COLUMNS`] in their order. Valence to instrumentalness are hundredths, tempo is in beats a minute.

use crate::domain::quantity::{Bpm, Fraction};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The columns, in their order.
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

/// The most that is read: our own file is a tenth of it.
const MOST_BYTES: usize = 4_000_000;

/// Why a catalogue can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Larger than any catalogue of ours.
    #[error("{0} bytes are too many for a catalogue")]
    TooLarge(usize),
    /// The first line does not name the columns.
    #[error("line {line}: the columns are not {COLUMNS:?}")]
    Header {
        /// Counted from one.
        line: usize,
    },
    /// A line can't be read.
    #[error("line {line}: {problem}")]
    Row {
        /// Counted from one.
        line: usize,
        /// What is wrong with it.
        problem: RowProblem,
    },
    /// No track at all.
    #[error("there is no track in it")]
    Empty,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// Too few or too many columns.
    #[error("{0} columns instead of {count}", count = COLUMNS.len())]
    Columns(usize),
    /// Not a Spotify id.
    #[error("{0:?} is not a Spotify id")]
    Id(String),
    /// The same id twice.
    #[error("the id {0:?} came before")]
    Duplicate(String),
    /// An empty title, artist or genre.
    #[error("the {0} is empty")]
    Empty(&'static str),
    /// A number that is none, or outside its range.
    #[error("the {0} is not a number in its range")]
    Number(&'static str),
}

/// Spotify's id of a track: 22 characters of base 62.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrackId(String);

impl TrackId {
    /// Checks `id`.
    ///
    /// # Errors
    /// [`RowProblem::Id`].
    pub fn new(id: &str) -> Result<Self, RowProblem> {
        if id.len() == 22 && id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(Self(id.into()))
        } else {
            Err(RowProblem::Id(id.into()))
        }
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TrackId {
    type Error = RowProblem;
    fn try_from(id: String) -> Result<Self, RowProblem> {
        Self::new(&id)
    }
}

impl From<TrackId> for String {
    fn from(id: TrackId) -> Self {
        id.0
    }
}

/// How a track sounds, in the terms of the public tables of audio features.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// Gloomy to cheerful.
    pub valence: Fraction,
    /// Calm to intense.
    pub energy: Fraction,
    /// How easily one dances to it.
    pub danceability: Fraction,
    /// Its beat.
    pub tempo: Bpm,
    /// Electric to acoustic.
    pub acousticness: Fraction,
    /// Sung to instrumental.
    pub instrumentalness: Fraction,
}

/// A track.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// Its id.
    pub id: TrackId,
    /// Its title.
    pub title: String,
    /// Who plays it.
    pub artist: String,
    /// When it came out.
    pub year: u16,
    /// Its genre, in lower case.
    pub genre: String,
    /// How it sounds.
    pub features: Features,
    /// Whether its words are marked as explicit.
    pub explicit: bool,
}

impl Track {
    /// Where it opens in Spotify.
    #[must_use]
    pub fn open_url(&self) -> String {
        format!("https://open.spotify.com/track/{}", self.id.as_str())
    }

    /// Spotify's player for it, to be framed.
    #[must_use]
    pub fn embed_url(&self) -> String {
        format!("https://open.spotify.com/embed/track/{}", self.id.as_str())
    }
}

/// The tracks there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    tracks: Vec<Track>,
}

impl Catalogue {
    /// Reads a catalogue's text.
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
        if !header.split('\t').eq(COLUMNS) {
            return Err(CatalogueError::Header { line });
        }
        let mut known = HashSet::new();
        let mut tracks = Vec::new();
        for (line, row) in lines {
            let track = parse_row(row).map_err(|problem| CatalogueError::Row { line, problem })?;
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

    /// Every track, in the file's order.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }
}

fn parse_row(row: &str) -> Result<Track, RowProblem> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [
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
    ] = cells.as_slice()
    else {
        return Err(RowProblem::Columns(cells.len()));
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
        genre: words(genre, "genre")?,
        features: Features {
            valence: hundredths(valence, "valence")?,
            energy: hundredths(energy, "energy")?,
            danceability: hundredths(danceability, "danceability")?,
            tempo: tempo
                .parse()
                .ok()
                .and_then(|bpm| Bpm::new(bpm).ok())
                .ok_or(RowProblem::Number("tempo"))?,
            acousticness: hundredths(acousticness, "acousticness")?,
            instrumentalness: hundredths(instrumentalness, "instrumentalness")?,
        },
        explicit: false,
    })
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
    let value: Option<f32> = cell.parse().ok();
    value
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
