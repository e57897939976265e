//! The probabilities of the emotions as bars.

use crate::domain::chart::scale::Scale;
use crate::domain::chart::table::Table;
use crate::domain::emotion::{Emotion, EmotionScores};

/// How large the drawing is and how its rows are spaced, in the units of its view box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rows {
    /// The length of a full bar.
    pub width: f32,
    /// From the top of one row to the top of the next.
    pub row: f32,
    /// How thick a bar is.
    pub thickness: f32,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            width: 100.0,
            row: 14.0,
            thickness: 8.0,
        }
    }
}

impl Rows {
    /// The height of so many rows.
    #[must_use]
    pub fn height(&self, rows: u8) -> f32 {
        self.row * f32::from(rows)
    }

    /// From where to where a full bar reaches.
    pub(super) const fn scale(&self) -> Scale {
        Scale {
            from: (0.0, 1.0),
            to: (0.0, self.width),
        }
    }

    /// The top of the bar in the row `at`.
    pub(super) fn top(&self, at: u8) -> f32 {
        self.row * f32::from(at) + (self.row - self.thickness) / 2.0
    }
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its emotion.
    pub emotion: Emotion,
    /// Where it is drawn from above.
    pub top: f32,
    /// How long it is.
    pub length: f32,
    /// "62 %".
    pub words: String,
}

/// One bar for each of [`Emotion::ALL`], in that order.
#[must_use]
pub fn bars(scores: &EmotionScores, rows: &Rows) -> Vec<Bar> {
    (0..)
        .zip(scores.iter())
        .map(|(at, (emotion, probability))| Bar {
            emotion,
            top: rows.top(at),
            length: rows.scale().at(probability.get()),
            words: percent(probability.get()),
        })
        .collect()
}

/// The same as a table, the likeliest first.
#[must_use]
pub fn table(scores: &EmotionScores) -> Table {
    let mut sorted: Vec<_> = scores.iter().collect();
    sorted.sort_by(|a, b| b.1.get().total_cmp(&a.1.get()));
    Table {
        caption: "How likely each emotion is".into(),
        columns: vec!["Emotion", "Probability"],
        rows: sorted
            .into_iter()
            .map(|(emotion, share)| vec![emotion.name().into(), percent(share.get())])
            .collect(),
    }
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores() -> EmotionScores {
        EmotionScores::new([0.1, 0.0, 0.0, 0.62, 0.0, 0.18, 0.1]).unwrap()
    }

    #[test]
    fn bars_are_as_long_as_they_are_likely_and_do_not_touch() {
        let bars = bars(&scores(), &Rows::default());
        assert_eq!(bars.len(), 7);
        assert!((bars[3].length - 62.0).abs() < 1e-3);
        assert!(bars[1].length.abs() < 1e-6);
        assert!(bars.windows(2).all(|pair| pair[1].top >= pair[0].top + 8.0));
        assert!(bars[6].top + 8.0 <= Rows::default().height(7));
    }

    #[test]
    fn the_table_begins_with_the_likeliest() {
        let table = table(&scores());
        assert_eq!(table.rows.len(), 7);
        assert_eq!(table.rows[0], ["Happy", "62 %"]);
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.len() == table.columns.len())
        );
    }
}
