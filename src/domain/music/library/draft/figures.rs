//! The figures of a row: shares as they are written, and the tempo.

use crate::domain::music::library::cells::{self, CellNumber};
use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::library::names;
use crate::domain::music::library::scale::ShareScale;
use crate::domain::music::library::summary::CellProblem;
use crate::domain::quantity::Bpm;

/// The columns of a row's shares, in the order of a row of the library, with the value that stands for a column
/// that isn't there: about the middle of the public tables.
pub(super) const SHARES: [(TableColumn, f32); 5] = [
    (TableColumn::Valence, 0.5),
    (TableColumn::Energy, 0.6),
    (TableColumn::Danceability, 0.6),
    (TableColumn::Acousticness, 0.2),
    (TableColumn::Instrumentalness, 0.0),
];

/// The slowest tempo that music has, in beats a minute: a table that says 0 does not know.
const SLOWEST: f32 = 20.0;

/// A share as it is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WrittenShare {
    /// The number; none where a middling one stands for it.
    pub value: Option<f32>,
    /// True if a sign of per cent follows it.
    pub is_percent: bool,
}

/// The figures of a row.
pub(super) struct Figures {
    /// Shares in the order of [`SHARES`].
    pub shares: [WrittenShare; 5],
    /// Tempo of the track.
    pub tempo: Bpm,
    /// First figure whose point may stand between thousands.
    pub suspect: Option<TableColumn>,
    /// True if a comma stands for a point.
    pub has_commas: bool,
}

impl Figures {
    /// Reads the figures of a row; `has` tells which columns there are.
    ///
    /// # Errors
    /// [`CellProblem`], for the first that can't be used.
    pub fn read<'a>(
        has: impl Fn(TableColumn) -> bool,
        cell: &impl Fn(TableColumn) -> &'a str,
    ) -> Result<Self, CellProblem> {
        let mut shares = [WrittenShare::default(); 5];
        let (mut suspect, mut has_commas) = (None, false);
        for (share, (column, _)) in shares.iter_mut().zip(SHARES) {
            let text = cell(column);
            let is_needed = TableColumn::NEEDED.contains(&column);
            // An exporter leaves out what it doesn't know; only what a list lives by is asked for.
            if !has(column) || (!is_needed && names::is_placeholder(text)) {
                continue;
            }
            let number = number(column, text)?;
            has_commas |= number.has_comma;
            if number.may_be_thousands {
                suspect = suspect.or(Some(column));
            }
            if !(0.0..=100.0).contains(&number.value) {
                return Err(CellProblem::OutOfRange(column));
            }
            *share = WrittenShare {
                value: Some(number.value),
                is_percent: number.is_percent,
            };
        }
        let number = number(TableColumn::Tempo, cell(TableColumn::Tempo))?;
        has_commas |= number.has_comma;
        if number.may_be_thousands {
            suspect = suspect.or(Some(TableColumn::Tempo));
        }
        let tempo = Bpm::new(number.value)
            .ok()
            .filter(|tempo| tempo.get() >= SLOWEST)
            .ok_or(CellProblem::OutOfRange(TableColumn::Tempo))?;
        Ok(Self {
            shares,
            tempo,
            suspect,
            has_commas,
        })
    }
}

/// Brings the shares of a row to thousandths; a middling one stands for what is not there.
///
/// # Errors
/// [`CellProblem::OutOfRange`], for the first that is off its column's scale.
pub(super) fn thousandths(
    shares: [WrittenShare; 5],
    scales: [ShareScale; 5],
) -> Result<[u16; 5], CellProblem> {
    let mut brought = [0; 5];
    let columns = SHARES.into_iter().zip(shares).zip(scales);
    for (slot, (((column, middle), share), scale)) in brought.iter_mut().zip(columns) {
        let share = match (share.value, share.is_percent) {
            (None, _) => ShareScale::Unit.thousandths(middle),
            (Some(value), true) => ShareScale::Hundred.thousandths(value),
            (Some(value), false) => scale.thousandths(value),
        };
        *slot = share.ok_or(CellProblem::OutOfRange(column))?;
    }
    Ok(brought)
}

fn number(column: TableColumn, cell: &str) -> Result<CellNumber, CellProblem> {
    if cell.trim().is_empty() {
        return Err(CellProblem::Missing(column));
    }
    cells::parse_number(cell).ok_or(CellProblem::NotANumber(column))
}
