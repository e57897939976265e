//! The one word for a mood, and the evidence beside it: a word never says more than what was read.
//!
//! A mood that was stated has the word of its place. A mood read off a face has the word of the place of its
//! probabilities, which the evidence must bear out: what moves the word is always named, and where the strongest
//! expression points elsewhere the word is "mixed".

use crate::domain::emotion::{Emotion, EmotionScores};
use crate::domain::mood::circumplex::{MIDDLE, affect_of, position_of, word_for};
use crate::domain::mood::place::Place;
use crate::domain::quantity::Fraction;

/// Distance from which a word needs no "a little".
const PLAIN: f32 = 0.45;

/// The word for a mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoodWord {
    /// No direction stands out, and nothing pulls.
    Balanced,
    /// A direction that is just to be felt: "a little tense".
    Slight(&'static str),
    /// A direction by its own word: "tense", "angry".
    Plain(&'static str),
    /// Expressions that point to different sides.
    Mixed,
}

impl MoodWord {
    /// The word for `place`, which nobody doubts: set by hand, or stated in words.
    #[must_use]
    pub fn of_place(place: Place) -> Self {
        let distance = place.distance(Place::MIDDLE);
        if distance < MIDDLE {
            Self::Balanced
        } else if distance < PLAIN {
            Self::Slight(word_for(place))
        } else {
            Self::Plain(word_for(place))
        }
    }

    /// The words before the mood's own: "a little", or none.
    #[must_use]
    pub const fn qualifier(self) -> &'static str {
        match self {
            Self::Slight(_) => "a little",
            Self::Balanced | Self::Plain(_) | Self::Mixed => "",
        }
    }

    /// The mood's own word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Balanced => "balanced",
            Self::Slight(word) | Self::Plain(word) => word,
            Self::Mixed => "mixed",
        }
    }
}

/// The two expressions that bear a word out, each with its probability: the leading one, and the strongest other one
/// that is not neutral.
pub type WordEvidence = [(Emotion, Fraction); 2];

/// A word for what is read off a face, with its evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaceWord {
    /// The word for the mood.
    pub word: MoodWord,
    /// The evidence for it.
    pub evidence: WordEvidence,
}

impl FaceWord {
    /// The word for `scores`, the smoothed probabilities from which the mood's place comes, too.
    #[must_use]
    pub fn of_scores(scores: &EmotionScores) -> Self {
        let leading = scores.top();
        let moving = strongest_moving(scores, None);
        let is_neutral = leading.0 == Emotion::Neutral;
        let evidence = if is_neutral {
            [leading, moving]
        } else {
            [leading, strongest_moving(scores, Some(leading.0))]
        };
        let place = affect_of(scores).place;
        let word = match MoodWord::of_place(place) {
            // In the middle since they cancel out, and not since there is nothing.
            MoodWord::Balanced if !is_neutral => MoodWord::Mixed,
            MoodWord::Balanced => MoodWord::Balanced,
            _ if is_opposed(place, position_of(moving.0)) => MoodWord::Mixed,
            MoodWord::Plain(_) if is_neutral => MoodWord::Slight(word_for(weakened(place))),
            word => word,
        };
        Self { word, evidence }
    }
}

/// The likeliest expression that moves the mood and is not `but`; the earlier one of a tie.
fn strongest_moving(scores: &EmotionScores, but: Option<Emotion>) -> (Emotion, Fraction) {
    scores
        .iter()
        .filter(|(emotion, _)| *emotion != Emotion::Neutral && Some(*emotion) != but)
        .fold(None, |best: Option<(Emotion, Fraction)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .unwrap_or((Emotion::Neutral, Fraction::MIN))
}

/// True if two places lie in directions more than a right angle apart.
fn is_opposed(one: Place, other: Place) -> bool {
    one.valence.get() * other.valence.get() + one.arousal.get() * other.arousal.get() < 0.0
}

/// The place in the same direction that has the weaker word.
fn weakened(place: Place) -> Place {
    let distance = place.distance(Place::MIDDLE);
    Place::MIDDLE.towards(place, PLAIN.min(distance) / distance.max(f32::EPSILON))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn scores(values: [f32; 7]) -> EmotionScores {
        EmotionScores::new(values).unwrap()
    }

    #[rstest]
    #[case::neutral_and_angry([0.22, 0.02, 0.06, 0.02, 0.10, 0.02, 0.56], MoodWord::Slight("tense"))]
    #[case::nothing_but_neutral([0.01, 0.0, 0.01, 0.02, 0.02, 0.01, 0.93], MoodWord::Balanced)]
    #[case::angry_beside_neutral([0.36, 0.03, 0.09, 0.0, 0.02, 0.0, 0.50], MoodWord::Slight("tense"))]
    #[case::happy([0.0, 0.0, 0.01, 0.94, 0.0, 0.04, 0.01], MoodWord::Plain("joyful"))]
    #[case::happy_against_sad([0.0, 0.0, 0.0, 0.46, 0.44, 0.0, 0.10], MoodWord::Mixed)]
    #[case::neutral_leads_by_a_hair([0.32, 0.02, 0.26, 0.0, 0.0, 0.0, 0.40], MoodWord::Slight("tense"))]
    fn faces_have_words(#[case] values: [f32; 7], #[case] word: MoodWord) {
        assert_eq!(FaceWord::of_scores(&scores(values)).word, word);
    }

    #[test]
    fn evidence_is_what_leads_and_what_moves_the_word() {
        let names = |values| {
            FaceWord::of_scores(&scores(values))
                .evidence
                .map(|(emotion, _)| emotion)
        };
        let neutral = [0.30, 0.02, 0.06, 0.02, 0.02, 0.02, 0.56];
        assert_eq!(names(neutral), [Emotion::Neutral, Emotion::Angry]);
        let happy = [0.0, 0.0, 0.01, 0.6, 0.0, 0.04, 0.35];
        assert_eq!(names(happy), [Emotion::Happy, Emotion::Surprised]);
    }

    #[rstest]
    #[case(0.1, 0.1, "", "balanced")]
    #[case(-0.25, 0.25, "a little", "tense")]
    #[case(-0.4, 0.4, "", "tense")]
    #[case(-0.5, 0.6, "", "angry")]
    fn places_have_words(
        #[case] valence: f32,
        #[case] arousal: f32,
        #[case] qualifier: &str,
        #[case] name: &str,
    ) {
        let word = MoodWord::of_place(Place::clamped(valence, arousal));
        assert_eq!((word.qualifier(), word.name()), (qualifier, name));
    }

    /// Every division of one into seven parts of an eighth, and each emotion alone.
    fn simplex() -> Vec<[f32; 7]> {
        fn fill(parts: &mut [u8; 7], at: usize, left: u8, all: &mut Vec<[f32; 7]>) {
            if at == 6 {
                parts[6] = left;
                all.push(parts.map(|part| f32::from(part) / 8.0));
                return;
            }
            for part in 0..=left {
                parts[at] = part;
                fill(parts, at + 1, left - part, all);
            }
        }
        let mut all = Vec::new();
        fill(&mut [0; 7], 0, 8, &mut all);
        all
    }

    /// Checks what must hold of the word for any probabilities.
    fn check(values: [f32; 7]) {
        let scores = scores(values);
        let FaceWord { word, evidence } = FaceWord::of_scores(&scores);
        let place = affect_of(&scores).place;
        let [leading, other] = evidence;
        let what = format!("{values:?}: {word:?}, {evidence:?}");
        assert_eq!(leading.1, scores.top().1, "{what}");
        assert_ne!(leading.0, other.0, "{what}");
        assert_ne!(other.0, Emotion::Neutral, "{what}");
        let moving = if leading.0 == Emotion::Neutral {
            other
        } else {
            leading
        };
        for (emotion, probability) in scores.iter() {
            assert!(
                emotion == Emotion::Neutral || probability <= moving.1,
                "{what}"
            );
        }
        if leading.0 == Emotion::Neutral {
            assert!(!matches!(word, MoodWord::Plain(_)), "{what}");
        } else {
            assert_ne!(word, MoodWord::Balanced, "{what}");
        }
        if let MoodWord::Slight(name) | MoodWord::Plain(name) = word {
            assert!(place.distance(Place::MIDDLE) >= MIDDLE, "{what}");
            assert!(!is_opposed(place, position_of(moving.0)), "{what}");
            assert!(name != "balanced" && name != "mixed", "{what}");
        }
    }

    #[test]
    fn no_word_on_the_simplex_says_more_than_its_evidence() {
        let all = simplex();
        assert_eq!(all.len(), 3003);
        all.into_iter().for_each(check);
    }

    proptest! {
        #[test]
        fn nor_does_one_between_the_grid(raw in prop::array::uniform7(0.001_f32..1.0)) {
            let sum: f32 = raw.iter().sum();
            check(raw.map(|value| value / sum));
        }

        #[test]
        fn the_word_does_not_know_where_the_mood_came_from(
            valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0,
        ) {
            let word = MoodWord::of_place(Place::clamped(valence, arousal));
            let place = Place::clamped(valence, arousal);
            prop_assert_eq!(word == MoodWord::Balanced, word_for(place) == "balanced");
            prop_assert_ne!(word, MoodWord::Mixed);
        }
    }
}
