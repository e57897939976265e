//! A short text about how one feels to an affect: "tired but content".
//!
//! Start at [`read_words`]. [`tokens`] makes words of the text, [`lexicon`] knows those of feeling. Words it doesn't
//! know are passed over and make it less sure. English.

pub mod lexicon;
pub mod tokens;

use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::place::Place;
use crate::domain::mood::words::lexicon::{
    LONGEST_PHRASE, NamedFeeling, Role, feeling_of, role_of,
};
use crate::domain::mood::words::tokens::{Token, split_tokens};
use crate::domain::quantity::Fraction;
use std::fmt;

/// Weights for the words of a text. All of them are empirical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WordsParams {
    /// Factors that a negation applies: to the valence, and to the arousal of words that are mainly about arousal.
    // "Not happy" is unhappy, though less than "sad" is; "not excited" is a little calm.
    pub negated: (f32, f32),
    /// Number of filler words over which a "not" or "very" still reaches: "not really feeling all that happy".
    pub reach: usize,
    /// Weights of the phrases before and after "but".
    pub around_but: (f32, f32),
    /// Confidence in a text of nothing but known words, 0 to 1.
    pub surest: f32,
}

impl Default for WordsParams {
    fn default() -> Self {
        Self {
            negated: (-0.6, -0.3),
            reach: 4,
            around_but: (0.6, 1.4),
            surest: 0.9,
        }
    }
}

/// Phrase of feeling that counted, with the words that changed it.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedPhrase {
    /// Words as they stand in the text: "not happy", "kind of wound up".
    pub words: String,
    /// Place on the plane that the phrase tells of.
    pub place: Place,
    /// Weight of the phrase beside the others; 1 is the usual one.
    pub weight: f32,
    /// True for a word of fear that was not negated.
    pub is_fear: bool,
}

/// Reading of a text: the affect it tells of and the phrases that counted.
#[derive(Debug, Clone, PartialEq)]
pub struct WordsReading {
    /// Affect that the text tells of.
    pub affect: Affect,
    /// Phrases that counted, in the order of the text; never empty.
    pub counted: Vec<CountedPhrase>,
    /// Number of words that were not understood.
    pub unknown: usize,
}

impl WordsReading {
    /// Tells if the text tells of fear more than of all else. On the plane fear lies where anger does.
    #[must_use]
    pub fn is_fear(&self) -> bool {
        let weight = |fear: bool| -> f32 {
            let counted = self.counted.iter().filter(|one| one.is_fear == fear);
            counted.map(|one| one.weight).sum()
        };
        weight(true) > weight(false)
    }
}

/// Lists the phrases that counted: "Counted: tired, content (more)".
impl fmt::Display for WordsReading {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, counted) in self.counted.iter().enumerate() {
            out.write_str(if at == 0 { "Counted: " } else { ", " })?;
            out.write_str(&counted.words)?;
            if counted.weight > 1.0 {
                out.write_str(" (more)")?;
            } else if counted.weight < 1.0 {
                out.write_str(" (less)")?;
            }
        }
        Ok(())
    }
}

/// Reads a mood from `text`, in English; `None` when it has no word of feeling.
#[must_use]
pub fn read_words(text: &str) -> Option<WordsReading> {
    let mut reader = WordsReader::new(WordsParams::default());
    let tokens = split_tokens(text);
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = match token {
            Token::Pause => {
                reader.clear_pending();
                after
            }
            Token::Word(_) => reader.take_phrase(rest, after),
        };
    }
    reader.into_reading()
}

/// State of reading a text: the phrases counted so far and the words that change the next feeling.
#[derive(Debug)]
struct WordsReader {
    params: WordsParams,
    counted: Vec<CountedPhrase>,
    unknown: usize,
    /// Set when the next feeling is to be negated.
    negates: bool,
    /// Set when the last feeling was negated, so that an "or" hands the negation on.
    hands_on: bool,
    strength: f32,
    /// Changing words before the next feeling; `left` is the number of words over which they still reach.
    changers: Vec<String>,
    left: usize,
}

impl WordsReader {
    const fn new(params: WordsParams) -> Self {
        Self {
            params,
            counted: Vec::new(),
            unknown: 0,
            negates: false,
            hands_on: false,
            strength: 1.0,
            changers: Vec::new(),
            left: 0,
        }
    }

    /// Clears the pending changes, since none reaches across a pause.
    fn clear_pending(&mut self) {
        self.negates = false;
        self.hands_on = false;
        self.strength = 1.0;
        self.changers.clear();
    }

    /// Takes the longest known phrase at the beginning of `rest`, or else its first word, and returns what follows.
    fn take_phrase<'a>(&mut self, rest: &'a [Token], after: &'a [Token]) -> &'a [Token] {
        for length in (1..=LONGEST_PHRASE).rev() {
            let Some((phrase, after)) = leading_phrase(rest, length) else {
                continue;
            };
            // "feeling down" before "feeling", and a role before a feeling of the same length: "pretty".
            if let Some(role) = role_of(&phrase) {
                self.apply_role(role, phrase);
                return after;
            }
            if let Some(feeling) = feeling_of(&phrase) {
                self.count_feeling(feeling, &phrase);
                return after;
            }
        }
        self.unknown += 1;
        self.pass_over();
        after
    }

    /// Passes over one word that changes nothing.
    fn pass_over(&mut self) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            self.clear_pending();
        }
    }

    fn apply_role(&mut self, role: Role, phrase: String) {
        match role {
            Role::Negates => self.hold_changer(phrase, true, 1.0),
            Role::Scales(factor) => self.hold_changer(phrase, false, factor),
            Role::Contrasts => {
                self.clear_pending();
                let (before, _) = self.params.around_but;
                for counted in &mut self.counted {
                    counted.weight = before;
                }
            }
            Role::Joins if self.hands_on && phrase != "and" => {
                self.hold_changer("not".into(), true, 1.0);
            }
            Role::Joins => {}
            Role::Fills => self.pass_over(),
        }
        self.hands_on = false;
    }

    /// Holds a changing word for the next feeling.
    fn hold_changer(&mut self, word: String, negates: bool, factor: f32) {
        self.negates |= negates;
        self.strength *= factor;
        self.changers.push(word);
        self.left = self.params.reach;
    }

    fn count_feeling(&mut self, feeling: NamedFeeling, phrase: &str) {
        let NamedFeeling { place, is_fear } = feeling;
        let (valence, arousal) = (place.valence.get(), place.arousal.get());
        let negated = self.negates;
        let (by_valence, by_arousal) = match self.params.negated {
            _ if !negated => (1.0, 1.0),
            (by_valence, _) if arousal.abs() <= valence.abs() => (by_valence, 0.0),
            turned => turned,
        };
        // "Not very happy" says less than "not happy".
        let strength = if negated && self.strength > 1.0 {
            1.0 / self.strength
        } else {
            self.strength
        };
        let mut words = std::mem::take(&mut self.changers);
        words.push(phrase.into());
        let after_but = self.counted.iter().any(|counted| counted.weight < 1.0);
        self.counted.push(CountedPhrase {
            words: words.join(" "),
            place: Place::clamped(
                valence * by_valence * strength,
                arousal * by_arousal * strength,
            ),
            weight: if after_but {
                self.params.around_but.1
            } else {
                1.0
            },
            is_fear: is_fear && !negated,
        });
        self.clear_pending();
        self.hands_on = negated;
    }

    /// Computes the weighted mean of the counted phrases; `None` without any.
    fn into_reading(self) -> Option<WordsReading> {
        let weight: f32 = self.counted.iter().map(|counted| counted.weight).sum();
        if weight <= 0.0 {
            return None;
        }
        let mean = |axis: fn(Place) -> f32| {
            let parts = self.counted.iter();
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
            confidence: AxisConfidence::even(self.confidence()),
        };
        Some(WordsReading {
            affect,
            counted: self.counted,
            unknown: self.unknown,
        })
    }

    /// Share of the telling words that were understood, times [`WordsParams::surest`].
    #[expect(
        clippy::cast_precision_loss,
        reason = "a text has a few dozen words at most"
    )]
    fn confidence(&self) -> Fraction {
        let known = self.counted.len() as f32;
        Fraction::clamped(self.params.surest * known / (known + self.unknown as f32))
    }
}

/// Splits off the first `length` words of `tokens` as one phrase; `None` if a pause or the end comes first.
fn leading_phrase(tokens: &[Token], length: usize) -> Option<(String, &[Token])> {
    let (words, after) = tokens.split_at_checked(length)?;
    let words: Option<Vec<&str>> = words
        .iter()
        .map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            Token::Pause => None,
        })
        .collect();
    Some((words?.join(" "), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::circumplex::word_for;
    use proptest::prelude::*;
    use rstest::rstest;

    fn at(text: &str) -> (f32, f32) {
        let place = read_words(text).unwrap().affect.place;
        (place.valence.get(), place.arousal.get())
    }

    #[rstest]
    #[case("anxious", true)]
    #[case("so stressed and afraid", true)]
    #[case("angry", false)]
    #[case("not afraid", false)]
    #[case("scared but happy", false)]
    fn fear_is_told_from_anger(#[case] text: &str, #[case] is_fear: bool) {
        assert_eq!(read_words(text).unwrap().is_fear(), is_fear);
    }

    #[rstest]
    #[case("tired but content", "content")]
    #[case("I'm so happy today!", "joyful")]
    #[case("SAD", "gloomy")]
    #[case("not happy, kind of wound up", "tense")]
    #[case("calm and peaceful", "serene")]
    #[case("absolutely furious", "angry")]
    #[case("I feel pretty relaxed", "content")]
    #[case("bored and lonely", "wistful")]
    #[case("can't wait for tonight", "joyful")]
    #[case("couldn’t be better", "joyful")]
    #[case("a little stressed out", "tense")]
    #[case("a bit bored", "wistful")]
    fn texts_are_read_as_people_mean_them(#[case] text: &str, #[case] word: &str) {
        let affect = read_words(text).unwrap().affect;
        assert_eq!(word_for(affect.place), word, "{text}: {affect:?}");
    }

    #[rstest]
    #[case("not happy")]
    #[case("not feeling very happy")]
    #[case("I don't feel good")]
    #[case("never calm")]
    #[case("neither happy nor relaxed")]
    fn negation_turns_pleasant_words_unpleasant(#[case] text: &str) {
        assert!(at(text).0 < -0.1, "{text}: {:?}", at(text));
    }

    #[rstest]
    #[case("not sad")]
    #[case("not angry or sad")]
    #[case("no longer afraid")]
    fn negation_turns_unpleasant_words_mildly_pleasant(#[case] text: &str) {
        assert!((0.1..0.5).contains(&at(text).0), "{text}: {:?}", at(text));
    }

    #[test]
    fn a_pause_ends_a_negation() {
        assert!(at("not sad, happy").0 > 0.5);
        assert!(at("no, sad").0 < -0.4);
    }

    #[test]
    fn strengths_are_in_order() {
        let strengths = [
            "slightly angry",
            "quite angry",
            "angry",
            "very angry",
            "extremely angry",
        ]
        .map(|text| at(text).1);
        assert!(strengths.is_sorted_by(|a, b| a < b), "{strengths:?}");
        assert!(at("not very happy").0 > at("not happy").0);
    }

    #[test]
    fn what_follows_but_counts_more() {
        assert!(at("happy but tired").0 < at("tired but happy").0);
        assert!(at("happy but tired").1 < at("tired but happy").1);
    }

    #[test]
    fn unknown_words_make_it_less_sure_and_move_nothing() {
        let (plain, padded) = (
            read_words("happy").unwrap(),
            read_words("happy because my cat ate xylophones").unwrap(),
        );
        assert_eq!(plain.affect.place, padded.affect.place);
        assert!(padded.affect.confidence.overall() < plain.affect.confidence.overall());
        assert_eq!(read_words("xylophones and cats"), None);
        assert_eq!(read_words(""), None);
    }

    #[test]
    fn case_punctuation_and_stretching_do_not_matter() {
        let plain = read_words("so happy").unwrap().affect;
        for text in [
            "SO HAPPY!!!",
            "…so—happy",
            "soooo  happyyyy 🎉",
            "“So, so happy”".trim_matches('“'),
        ] {
            let affect = read_words(text).unwrap().affect;
            assert!(
                (affect.place.valence.get() - plain.place.valence.get()).abs() < 0.2,
                "{text}"
            );
        }
    }

    #[test]
    fn it_says_what_counted() {
        assert_eq!(
            read_words("I'm not happy, kind of wound up")
                .unwrap()
                .to_string(),
            "Counted: not happy, kind of wound up"
        );
        assert_eq!(
            read_words("tired but content").unwrap().to_string(),
            "Counted: tired (less), content (more)"
        );
    }

    proptest! {
        #[test]
        fn any_text_gives_a_place_on_the_plane_or_none(text: String) {
            if let Some(reading) = read_words(&text) {
                prop_assert!(!reading.counted.is_empty());
            }
        }

        #[test]
        fn any_words_of_feeling_in_any_order_are_understood(
            words in proptest::collection::vec(
                prop::sample::select(vec![
                    "not", "very", "happy", "sad", "but", "or", ",", "tired", "a bit",
                ]),
                1..12,
            ),
        ) {
            let text = words.join(" ");
            let feelings = words.iter().filter(|word| ["happy", "sad", "tired"].contains(word)).count();
            prop_assert_eq!(read_words(&text).map_or(0, |reading| reading.counted.len()), feelings);
        }
    }
}
