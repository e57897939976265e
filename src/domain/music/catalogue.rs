//! The tracks there are, and the rows in which people write them down.
//!
//! The rows: UTF-8, tab-separated, `#` begins a comment line, the first other line names the columns of `row`. The page
//! fetches a smaller form: `packed`.

pub use crate::domain::music::track::{AudioFeatures, Country, Style, Track, TrackId};

pub use crate::domain::music::row::{COLUMNS, MORE_COLUMNS, RowProblem};

use crate::domain::music::row::{parse_row, width_of};
use std::collections::HashSet;

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

/// The tracks that come with the page: at least one, each id once.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    tracks: Vec<Track>,
}

impl Catalogue {
    /// Reads a catalogue's rows.
    ///
    /// # Errors
    /// [`CatalogueError`], with the line; nothing is half read.
    pub fn from_rows(text: &str) -> Result<Self, CatalogueError> {
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

    /// Makes a catalogue of tracks that were read.
    pub(super) const fn from_tracks(tracks: Vec<Track>) -> Self {
        Self { tracks }
    }

    /// Every track, in the order of the file.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }
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
        let catalogue = Catalogue::from_rows(&file(ROW)).unwrap();
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
        let error = Catalogue::from_rows(&file(rows)).unwrap_err().to_string();
        assert!(
            error.starts_with("line ") && error.contains(problem),
            "{error}"
        );
    }

    #[test]
    fn what_is_no_catalogue_is_refused() {
        assert_eq!(Catalogue::from_rows(""), Err(CatalogueError::Empty));
        assert_eq!(
            Catalogue::from_rows("<html>"),
            Err(CatalogueError::Header { line: 1 })
        );
        assert_eq!(Catalogue::from_rows(&file("")), Err(CatalogueError::Empty));
        assert!(matches!(
            Catalogue::from_rows(&"x".repeat(5_000_000)),
            Err(CatalogueError::TooLarge(_))
        ));
    }
}
