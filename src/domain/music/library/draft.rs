//! A library in the making: rows as they come, their shares not yet on one scale.

use crate::domain::music::library::cells;
use crate::domain::music::library::columns::{Column, Columns};
use crate::domain::music::library::scale::{Scale, Tally, rounded};
use crate::domain::music::library::summary::{BadRow, CellProblem, ImportError, Summary};
use crate::domain::music::library::{Library, MOST_TRACKS, Row};
use crate::domain::music::track::{FNV_OFFSET, Style, fnv};
use crate::domain::quantity::Bpm;
use std::collections::{HashMap, HashSet};

/// The shares of a row, in the order of [`Row::shares`], and what stands for a column that isn't there: about the
/// middle of the public tables.
const SHARES: [(Column, f32); 5] = [
    (Column::Valence, 0.5),
    (Column::Energy, 0.6),
    (Column::Danceability, 0.6),
    (Column::Acousticness, 0.2),
    (Column::Instrumentalness, 0.0),
];

/// Names, each kept once.
#[derive(Debug, Default)]
struct Names {
    places: HashMap<Box<str>, u32>,
    list: Vec<Box<str>>,
}

impl Names {
    fn place_of(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        // A library has fewer names than rows, and far fewer rows than 32 bits count.
        let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.places.insert(name.into(), place);
        self.list.push(name.into());
        place
    }
}

/// A row whose shares are as the table writes them.
#[derive(Debug)]
struct DraftRow {
    line: u32,
    shares: [f32; 5],
    row: Row,
}

/// The rows so far.
#[derive(Debug)]
pub(super) struct Draft {
    columns: Columns,
    rows: Vec<DraftRow>,
    tallies: [Tally; 5],
    texts: String,
    artists: Names,
    genres: Names,
    known: HashSet<u64>,
    summary: Summary,
}

impl Draft {
    pub(super) fn new(columns: Columns) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            tallies: [Tally::default(); 5],
            texts: String::new(),
            artists: Names::default(),
            genres: Names::default(),
            known: HashSet::new(),
            summary: Summary {
                lacking: columns.lacking(),
                ..Summary::default()
            },
        }
    }

    /// Takes in the row that begins at `line`; a bad one is noted, one that came before is counted.
    ///
    /// # Errors
    /// [`ImportError::TooManyTracks`].
    pub(super) fn take<'a>(
        &mut self,
        line: u32,
        cell: impl Fn(usize) -> Option<&'a [u8]>,
    ) -> Result<(), ImportError> {
        let columns = self.columns;
        let cell = |column| columns.of(column).and_then(&cell).unwrap_or_default();
        if let Err(problem) = self.row(line, &cell) {
            self.summary.bad(BadRow { line, problem });
        }
        if self.rows.len() > MOST_TRACKS {
            return Err(ImportError::TooManyTracks);
        }
        Ok(())
    }

    fn row<'a>(
        &mut self,
        line: u32,
        cell: &impl Fn(Column) -> &'a [u8],
    ) -> Result<(), CellProblem> {
        let (title, artist) = (
            cells::text(cell(Column::Title)),
            cells::text(cell(Column::Artist)),
        );
        let (title, artist) = (cells::line(&title), cells::artists(&artist));
        for (name, column) in [(&title, Column::Title), (&artist, Column::Artist)] {
            if name.is_empty() {
                return Err(CellProblem::Missing(column));
            }
        }
        let mut shares = [0.0; 5];
        for (share, (column, middle)) in shares.iter_mut().zip(SHARES) {
            *share = self.share(column, middle, cell(column))?;
        }
        let tempo = number(Column::Tempo, cell(Column::Tempo))?;
        let tempo = Bpm::new(tempo).map_err(|_outside| CellProblem::OutOfRange(Column::Tempo))?;
        let id = cells::spotify_id(cell(Column::Id));
        if !self.known.insert(key(id, &artist, &title)) {
            self.summary.repeated += 1;
            return Ok(());
        }
        for (tally, share) in self.tallies.iter_mut().zip(shares) {
            tally.see(share);
        }
        let genre = cells::genre(&cells::text(cell(Column::Genre)));
        let begins = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts += id.unwrap_or_default();
        self.texts += &title;
        let row = Row {
            begins,
            artist: self.artists.place_of(&artist),
            genre: self.genres.place_of(&genre),
            year: cells::year(cell(Column::Year)).unwrap_or_default(),
            shares: [0; 5],
            tempo: rounded(tempo.get() * 10.0),
            style: Style::of_genre(&genre),
            explicit: cells::yes(cell(Column::Explicit)),
            has_id: id.is_some(),
        };
        self.rows.push(DraftRow { line, shares, row });
        Ok(())
    }

    /// A share as it is written; what is off both scales is refused here, what is off the column's at the end.
    fn share(&self, column: Column, middle: f32, cell: &[u8]) -> Result<f32, CellProblem> {
        if self.columns.of(column).is_none() {
            return Ok(middle);
        }
        let value = number(column, cell)?;
        if (0.0..=100.0).contains(&value) {
            Ok(value)
        } else {
            Err(CellProblem::OutOfRange(column))
        }
    }

    /// Brings every column to one scale.
    ///
    /// # Errors
    /// [`ImportError::NoTracks`] when no row is left.
    pub(super) fn finish(mut self) -> Result<(Library, Summary), ImportError> {
        let scales = self.tallies.map(|tally| tally.scale());
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut texts = String::with_capacity(self.texts.len());
        let ends = self
            .rows
            .iter()
            .skip(1)
            .map(|next| next.row.begins as usize);
        let ends: Vec<_> = ends.chain([self.texts.len()]).collect();
        for (draft, end) in self.rows.iter().zip(ends) {
            let mut row = draft.row;
            match thousandths(draft.shares, scales) {
                Ok(shares) => row.shares = shares,
                Err(problem) => {
                    let line = draft.line;
                    self.summary.bad(BadRow { line, problem });
                    continue;
                }
            }
            let text = self.texts.get(row.begins as usize..end);
            row.begins = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            texts += text.unwrap_or_default();
            rows.push(row);
        }
        if rows.is_empty() {
            return Err(ImportError::NoTracks(self.summary));
        }
        self.summary.tracks = rows.len();
        let library = Library {
            rows,
            texts,
            artists: self.artists.list,
            genres: self.genres.list,
        };
        Ok((library, self.summary))
    }
}

fn thousandths(shares: [f32; 5], scales: [Scale; 5]) -> Result<[u16; 5], CellProblem> {
    let mut brought = [0; 5];
    let columns = SHARES.into_iter().zip(shares).zip(scales);
    for (slot, (((column, _), share), scale)) in brought.iter_mut().zip(columns) {
        *slot = scale
            .thousandths(share)
            .ok_or(CellProblem::OutOfRange(column))?;
    }
    Ok(brought)
}

fn number(column: Column, cell: &[u8]) -> Result<f32, CellProblem> {
    if cell.trim_ascii().is_empty() {
        return Err(CellProblem::Missing(column));
    }
    cells::number(cell).ok_or(CellProblem::NotANumber(column))
}

/// What a track is told from others by: Spotify's id, or its names.
fn key(id: Option<&str>, artist: &str, title: &str) -> u64 {
    match id {
        Some(id) => fnv(FNV_OFFSET, id.as_bytes()),
        None => [artist, "\n", title]
            .into_iter()
            .fold(FNV_OFFSET, |hash, part| fnv(hash, part.as_bytes())),
    }
}
