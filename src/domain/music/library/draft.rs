//! A library in the making: rows as they come, their shares not yet on one scale.

use crate::domain::music::library::cells;
use crate::domain::music::library::columns::{TableColumn, TableColumns};
use crate::domain::music::library::scale::{ScaleTally, ShareScale, rounded_to_u16};
use crate::domain::music::library::summary::{BadRow, CellProblem, ImportError, ImportSummary};
use crate::domain::music::library::{Library, LibraryRow, MOST_TRACKS};
use crate::domain::music::track::{FNV_OFFSET, Style, extend_fnv};
use crate::domain::quantity::Bpm;
use std::collections::{HashMap, HashSet};

/// The columns of a row's shares, in the order of [`LibraryRow::shares`], with the value that stands for a column
/// that isn't there: about the middle of the public tables.
const SHARES: [(TableColumn, f32); 5] = [
    (TableColumn::Valence, 0.5),
    (TableColumn::Energy, 0.6),
    (TableColumn::Danceability, 0.6),
    (TableColumn::Acousticness, 0.2),
    (TableColumn::Instrumentalness, 0.0),
];

/// An index of names, each kept once.
#[derive(Debug, Default)]
struct NameIndex {
    places: HashMap<Box<str>, u32>,
    list: Vec<Box<str>>,
}

impl NameIndex {
    fn index_of(&mut self, name: &str) -> u32 {
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
    row: LibraryRow,
}

/// The rows of a library in the making, with the names and the counts they share.
#[derive(Debug)]
pub(super) struct LibraryDraft {
    columns: TableColumns,
    rows: Vec<DraftRow>,
    tallies: [ScaleTally; 5],
    texts: String,
    artists: NameIndex,
    genres: NameIndex,
    known: HashSet<u64>,
    summary: ImportSummary,
}

impl LibraryDraft {
    pub(super) fn new(columns: TableColumns) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            tallies: [ScaleTally::default(); 5],
            texts: String::new(),
            artists: NameIndex::default(),
            genres: NameIndex::default(),
            known: HashSet::new(),
            summary: ImportSummary {
                lacking: columns.lacking(),
                ..ImportSummary::default()
            },
        }
    }

    /// Adds the row that begins at `line`; a bad one is noted, a repeated one is counted.
    ///
    /// # Errors
    /// [`ImportError::TooManyTracks`], beyond [`MOST_TRACKS`].
    pub(super) fn add_row<'a>(
        &mut self,
        line: u32,
        cell: impl Fn(usize) -> Option<&'a [u8]>,
    ) -> Result<(), ImportError> {
        let columns = self.columns;
        let cell = |column| columns.of(column).and_then(&cell).unwrap_or_default();
        if let Err(problem) = self.read_row(line, &cell) {
            self.summary.add_bad_row(BadRow { line, problem });
        }
        if self.rows.len() > MOST_TRACKS {
            return Err(ImportError::TooManyTracks);
        }
        Ok(())
    }

    fn read_row<'a>(
        &mut self,
        line: u32,
        cell: &impl Fn(TableColumn) -> &'a [u8],
    ) -> Result<(), CellProblem> {
        let (title, artist) = (
            cells::cell_text(cell(TableColumn::Title)),
            cells::cell_text(cell(TableColumn::Artist)),
        );
        let (title, artist) = (cells::tidy_line(&title), cells::tidy_artists(&artist));
        for (name, column) in [(&title, TableColumn::Title), (&artist, TableColumn::Artist)] {
            if name.is_empty() {
                return Err(CellProblem::Missing(column));
            }
        }
        let mut shares = [0.0; 5];
        for (share, (column, middle)) in shares.iter_mut().zip(SHARES) {
            *share = self.read_share(column, middle, cell(column))?;
        }
        let tempo = number(TableColumn::Tempo, cell(TableColumn::Tempo))?;
        let tempo =
            Bpm::new(tempo).map_err(|_outside| CellProblem::OutOfRange(TableColumn::Tempo))?;
        let id = cells::parse_spotify_id(cell(TableColumn::Id));
        if !self.known.insert(key(id, &artist, &title)) {
            self.summary.repeated += 1;
            return Ok(());
        }
        for (tally, share) in self.tallies.iter_mut().zip(shares) {
            tally.add(share);
        }
        let genre = cells::first_genre(&cells::cell_text(cell(TableColumn::Genre)));
        let begins = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts += id.unwrap_or_default();
        self.texts += &title;
        let row = LibraryRow {
            begins,
            artist: self.artists.index_of(&artist),
            genre: self.genres.index_of(&genre),
            year: cells::year_in(cell(TableColumn::Year)).unwrap_or_default(),
            shares: [0; 5],
            tempo: rounded_to_u16(tempo.get() * 10.0),
            style: Style::of_genre(&genre),
            explicit: cells::is_yes(cell(TableColumn::Explicit)),
            has_id: id.is_some(),
        };
        self.rows.push(DraftRow { line, shares, row });
        Ok(())
    }

    /// Reads a share as it is written. A value off both scales is refused here, one off the column's at the end.
    fn read_share(
        &self,
        column: TableColumn,
        middle: f32,
        cell: &[u8],
    ) -> Result<f32, CellProblem> {
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

    /// Brings every column to one scale, and makes the library.
    ///
    /// # Errors
    /// [`ImportError::NoTracks`] when no row is left.
    pub(super) fn finish(mut self) -> Result<(Library, ImportSummary), ImportError> {
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
                    self.summary.add_bad_row(BadRow { line, problem });
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

fn thousandths(shares: [f32; 5], scales: [ShareScale; 5]) -> Result<[u16; 5], CellProblem> {
    let mut brought = [0; 5];
    let columns = SHARES.into_iter().zip(shares).zip(scales);
    for (slot, (((column, _), share), scale)) in brought.iter_mut().zip(columns) {
        *slot = scale
            .thousandths(share)
            .ok_or(CellProblem::OutOfRange(column))?;
    }
    Ok(brought)
}

fn number(column: TableColumn, cell: &[u8]) -> Result<f32, CellProblem> {
    if cell.trim_ascii().is_empty() {
        return Err(CellProblem::Missing(column));
    }
    cells::parse_number(cell).ok_or(CellProblem::NotANumber(column))
}

/// A hash that tells a track from others: of Spotify's id, or of its names.
fn key(id: Option<&str>, artist: &str, title: &str) -> u64 {
    match id {
        Some(id) => extend_fnv(FNV_OFFSET, id.as_bytes()),
        None => [artist, "\n", title]
            .into_iter()
            .fold(FNV_OFFSET, |hash, part| extend_fnv(hash, part.as_bytes())),
    }
}
