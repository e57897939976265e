//! The feelings of a text to one affect: their weighted mean.

use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::place::Place;
use crate::domain::mood::words::grammar::Grammar;
use crate::domain::mood::words::phrase::{PhraseParams, Tense, ToldFeeling};
use crate::domain::mood::words::{CountedPhrase, WordsReading};
use crate::domain::quantity::Fraction;

/// Confidence in a text of nothing but known words, 0 to 1.
const SUREST: f32 = 0.9;
/// Share of that confidence for a text that only tells of the past, only asks, or only wishes.
const INDIRECT: f32 = 0.4;

impl Grammar {
    /// Computes the weighted mean of the counted phrases; `None` without any.
    #[must_use]
    pub fn into_reading(self, ignored: Vec<String>) -> Option<WordsReading> {
        let params = PhraseParams::default();
        let counted: Vec<CountedPhrase> =
            self.told.iter().map(|told| told.count(&params)).collect();
        let weight: f32 = counted.iter().map(|counted| counted.weight).sum();
        if weight <= 0.0 {
            return None;
        }
        let mean = |axis: fn(Place) -> f32| {
            let parts = counted.iter();
            let sum: f32 = parts
                .map(|counted| axis(counted.place) * counted.weight)
                .sum();
            sum / weight
        };
        let affect = Affect {
            place: Place::clamped(
                mean(|place| place.valence.get()),
                mean(|place| place.arousal.get()),
            ),
            confidence: AxisConfidence::even(self.confidence(ignored.len())),
        };
        Some(WordsReading {
            affect,
            counted,
            ignored,
        })
    }

    /// Share of the telling words that were understood, times [`SUREST`]; less for a text that tells nothing of now.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a text has a few dozen words at most"
    )]
    fn confidence(&self, ignored: usize) -> Fraction {
        let known = self.told.len() as f32;
        let is_indirect = |told: &ToldFeeling| told.is_asked || told.tense == Tense::Past;
        let by_tense = if self.told.iter().all(is_indirect) {
            INDIRECT
        } else {
            1.0
        };
        Fraction::clamped(SUREST * by_tense * known / (known + ignored as f32))
    }
}
