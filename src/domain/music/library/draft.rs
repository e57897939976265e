//! A library in the making: rows as they come, their shares not yet on one scale.

mod figures;

use crate::domain::music::library::cells;
use crate::domain::music::library::columns::{TableColumn, TableColumns};
use crate::domain::music::library::draft::figures::{Figures, SHARES, WrittenShare, thousandths};
use crate::domain::music::library::header::TableHeader;
use crate::domain::music::library::names;
use crate::domain::music::library::rows::TableRow;
use crate::domain::music::library::scale::{ScaleTally, rounded_to_u16, tell_scales};
use crate::domain::music::library::summary::{CellProblem, ImportError, ImportSummary};
use crate::domain::music::library::{Library, LibraryRow, MOST_TRACKS};
use crate::domain::music::track::{FNV_OFFSET, Style, extend_fnv};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

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

/// The most bytes of rows' texts that are kept until it is known whether they are bad.
const MOST_KEPT_TEXT: usize = 8 << 20;
/// A row whose shares are as the table writes them.
#[derive(Debug)]
struct DraftRow {
    line: u32,
    shares: [WrittenShare; 5],
    row: LibraryRow,
    /// The first figure whose point may stand between thousands.
    suspect: Option<TableColumn>,
    /// The row as it stands in the file, to be handed back if it turns out to be bad.
    text: Box<str>,
}

/// The rows of a library in the making, with the names and the counts they share.
#[derive(Debug)]
pub(super) struct LibraryDraft {
    columns: Rc<TableColumns>,
    rows: Vec<DraftRow>,
    tallies: [ScaleTally; 5],
    /// True once a number was written with a comma for the point.
    has_commas: bool,
    texts: String,
    artists: NameIndex,
    genres: NameIndex,
    known: HashSet<u64>,
    kept_text: usize,
    pub(super) summary: ImportSummary,
}

impl LibraryDraft {
    pub(super) fn new(header: &TableHeader) -> Self {
        let columns = Rc::new(header.columns.clone());
        Self {
            rows: Vec::new(),
            tallies: [ScaleTally::default(); 5],
            has_commas: false,
            texts: String::new(),
            artists: NameIndex::default(),
            genres: NameIndex::default(),
            known: HashSet::new(),
            kept_text: 0,
            summary: ImportSummary {
                lacking: columns.lacking(),
                left_out: format!("{}\n", header.text),
                before_header: header.before,
                ..ImportSummary::default()
            },
            columns,
        }
    }

    /// Adds a row; a bad one is noted, a repeated one is counted.
    ///
    /// # Errors
    /// [`ImportError::TooManyTracks`], beyond [`MOST_TRACKS`].
    pub(super) fn add_row(&mut self, row: &TableRow) -> Result<(), ImportError> {
        let read = match &row.cells {
            Ok(cells) => self.read_row(row, cells),
            Err(fault) => Err((*fault).into()),
        };
        if let Err(problem) = read {
            self.summary.add_bad_row(row.line, problem, &row.text);
        }
        if self.rows.len() > MOST_TRACKS {
            return Err(ImportError::TooManyTracks);
        }
        Ok(())
    }

    fn read_row(&mut self, table_row: &TableRow, cells: &[String]) -> Result<(), CellProblem> {
        let columns = Rc::clone(&self.columns);
        let at = |place: usize| cells.get(place).map(String::as_str).unwrap_or_default();
        let cell = |column| columns.of(column).map(at).unwrap_or_default();
        let title = names::tidy_title(cell(TableColumn::Title).trim());
        let artist = names::tidy_artists(cell(TableColumn::Artist));
        for (name, column) in [(&title, TableColumn::Title), (&artist, TableColumn::Artist)] {
            if name.is_empty() {
                return Err(CellProblem::Missing(column));
            }
        }
        let figures = Figures::read(|column| columns.of(column).is_some(), &cell)?;
        self.has_commas |= figures.has_commas;
        let id = columns
            .ids()
            .find_map(|place| cells::parse_spotify_id(at(place)));
        if !self.known.insert(key(id, &artist, &title)) {
            self.summary.repeated += 1;
            return Ok(());
        }
        for (tally, share) in self.tallies.iter_mut().zip(figures.shares) {
            if let Some(value) = share.value {
                tally.add(if share.is_percent { 100.0 } else { value });
            }
        }
        let genre = names::first_genre(cell(TableColumn::Genre));
        let begins = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts += id.unwrap_or_default();
        self.texts += &title;
        let row = LibraryRow {
            begins,
            artist: self.artists.index_of(&artist),
            genre: self.genres.index_of(&genre),
            year: cells::year_in(cell(TableColumn::Year)).unwrap_or_default(),
            shares: [0; 5],
            tempo: rounded_to_u16(figures.tempo.get() * 10.0),
            style: Style::of_genre(&genre),
            explicit: cells::is_yes(cell(TableColumn::Explicit)),
            has_id: id.is_some(),
        };
        let text = self.text_to_keep(&table_row.text).into();
        self.rows.push(DraftRow {
            line: table_row.line,
            shares: figures.shares,
            row,
            suspect: figures.suspect,
            text,
        });
        Ok(())
    }

    /// The row's text as far as there is room: it is needed only if the row turns out to be bad in the end.
    fn text_to_keep<'a>(&mut self, text: &'a str) -> &'a str {
        if self.kept_text + text.len() > MOST_KEPT_TEXT {
            return "";
        }
        self.kept_text += text.len();
        text
    }

    /// Brings every column to one scale, and makes the library.
    ///
    /// # Errors
    /// [`ImportError::NoTracks`] or [`ImportError::NoFigures`] when no row is left.
    pub(super) fn finish(mut self) -> Result<(Library, ImportSummary), ImportError> {
        let named = SHARES.map(|(column, _)| self.columns.scale_of(column));
        let scales = tell_scales(self.tallies, named);
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
            let suspect = draft.suspect.filter(|_| self.has_commas);
            let shares = match suspect {
                Some(column) => Err(CellProblem::MaybeThousands(column)),
                None => thousandths(draft.shares, scales),
            };
            match shares {
                Ok(shares) => row.shares = shares,
                Err(problem) => {
                    self.summary.add_bad_row(draft.line, problem, &draft.text);
                    continue;
                }
            }
            let text = self.texts.get(row.begins as usize..end);
            row.begins = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            texts += text.unwrap_or_default();
            rows.push(row);
        }
        if rows.is_empty() {
            return Err(self.summary.into_error());
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

/// A hash that tells a track from others: of Spotify's id, or of its names.
fn key(id: Option<&str>, artist: &str, title: &str) -> u64 {
    match id {
        Some(id) => extend_fnv(FNV_OFFSET, id.as_bytes()),
        None => [artist, "\n", title]
            .into_iter()
            .fold(FNV_OFFSET, |hash, part| extend_fnv(hash, part.as_bytes())),
    }
}
