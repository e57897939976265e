//! A feeling as it is told: negated or not, stronger or weaker, now, once or wished for.

use crate::domain::mood::place::Place;
use crate::domain::mood::words::CountedPhrase;

/// Factors for the phrases of a text. All of them are empirical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhraseParams {
    /// Factors that a negation applies: to the valence, and to the arousal of words that are mainly about arousal.
    // "Not happy" is unhappy, though less than "sad" is; "not excited" is a little calm.
    pub negated: (f32, f32),
    /// Factor of a feeling that was: it may still be there.
    pub past: f32,
    /// Factors of a pleasant and an unpleasant feeling that is over.
    pub gone: (f32, f32),
    /// Factors of a pleasant feeling that is wished for: to the valence and to the arousal.
    pub wished: (f32, f32),
    /// Factors of an unpleasant feeling that is wished for, and of one that is wished away.
    pub wished_unpleasant: (f32, f32),
}

impl Default for PhraseParams {
    fn default() -> Self {
        Self {
            negated: (-0.6, -0.3),
            past: 0.6,
            gone: (-0.6, -0.4),
            wished: (-0.6, -0.3),
            wished_unpleasant: (0.7, 0.8),
        }
    }
}

/// Time and reality of a feeling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// Felt at this moment.
    Present,
    /// Felt before, and perhaps still.
    Past,
    /// Felt before, and no more.
    Gone,
    /// Absent, but wished for.
    Wished,
}

/// Feeling of a text with all that changes it.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldFeeling {
    /// Words as they were understood, with those that change it.
    pub words: String,
    /// Place of the feeling by itself.
    pub place: Place,
    /// True if it is not felt.
    pub is_negated: bool,
    /// True if it was negated when it was told, whatever an answer has made of it.
    pub was_negated: bool,
    /// Strength given by words before the negation, or where there is none.
    pub strength: f32,
    /// Strength given by words behind the negation: "not very".
    pub strength_inside: f32,
    /// Time and reality of the feeling.
    pub tense: Tense,
    /// Weight beside the others.
    pub weight: f32,
    /// True for a feeling in a question that nobody has answered.
    pub is_asked: bool,
}

impl ToldFeeling {
    /// Place on the plane with all changes, and the words and the weight of it.
    #[must_use]
    pub fn count(&self, params: &PhraseParams) -> CountedPhrase {
        let (valence, arousal) = (self.place.valence.get(), self.place.arousal.get());
        let (valence, arousal) = self.negate(valence, arousal, params);
        let (by_valence, by_arousal) = self.tense_factors(valence, params);
        CountedPhrase {
            words: self.words.clone(),
            place: Place::clamped(
                valence * by_valence * self.strength,
                arousal * by_arousal * self.strength,
            ),
            weight: self.weight,
        }
    }

    fn negate(&self, valence: f32, arousal: f32, params: &PhraseParams) -> (f32, f32) {
        if !self.is_negated || self.tense == Tense::Wished {
            return (
                valence * self.strength_inside,
                arousal * self.strength_inside,
            );
        }
        // "Not very happy" says less than "not happy".
        let inside = if self.strength_inside > 1.0 {
            1.0 / self.strength_inside
        } else {
            self.strength_inside
        };
        let (by_valence, by_arousal) = params.negated;
        let by_arousal = if arousal.abs() <= valence.abs() {
            0.0
        } else {
            by_arousal
        };
        (valence * by_valence * inside, arousal * by_arousal * inside)
    }

    fn tense_factors(&self, valence: f32, params: &PhraseParams) -> (f32, f32) {
        let (unpleasant, wished_away) = params.wished_unpleasant;
        match self.tense {
            Tense::Present => (1.0, 1.0),
            Tense::Past => (params.past, params.past),
            Tense::Gone if valence > 0.0 => (params.gone.0, 0.0),
            Tense::Gone => (params.gone.1, 0.0),
            Tense::Wished if self.is_negated => (wished_away, wished_away),
            Tense::Wished if valence > 0.0 => params.wished,
            Tense::Wished => (unpleasant, unpleasant),
        }
    }
}
