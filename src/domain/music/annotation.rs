//! An editor's annotation of a track: what a song is about, how it is sung and by whom, and the feelings that it suits.
//!
//! The numbers of public tables measure sound. What words mean stands here, and may overrule a number.

use crate::domain::music::meaning::{
    CautionSet, Country, FeelingSet, Language, Sung, Theme, Voice,
};
use crate::domain::quantity::Fraction;
use serde::{Deserialize, Serialize};

/// An editor's annotation of a track; of a track that nobody has annotated, what can be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
pub struct Annotation {
    /// The subject of the song.
    pub theme: Theme,
    /// The degree to which it is sung.
    pub sung: Sung,
    /// The roughness from clean (0) to screamed and distorted (3).
    pub rough: u8,
    /// The feelings that it suits; none where nobody has said.
    pub feelings: FeelingSet,
    /// The matters to be careful with.
    pub cautions: CautionSet,
    /// The voice that leads.
    pub voice: Voice,
    /// True for a track that many people know.
    pub is_known: bool,
    /// The language of the words, if there are any and it is known.
    pub language: Option<Language>,
    /// The artist's country, if it is known.
    pub country: Option<Country>,
}

/// The instrumentalness from which on a track that nobody annotated is taken for one without words, and for one with
/// few.
const GUESSED_WORDLESS: (f32, f32) = (0.7, 0.4);

impl Annotation {
    /// Guesses what can be guessed of a track that nobody has annotated: its words and its roughness.
    #[must_use]
    pub fn guessed(rough: u8, instrumentalness: Fraction) -> Self {
        let (wordless, few) = GUESSED_WORDLESS;
        let instrumental = instrumentalness.get();
        Self {
            sung: if instrumental >= wordless {
                Sung::No
            } else if instrumental >= few {
                Sung::Little
            } else {
                Sung::Yes
            },
            rough,
            ..Self::default()
        }
    }
}

/// The bits of a letter: 0 for none, 1 to 26.
const LETTER_BITS: u32 = 5;

fn letters_to_bits(letters: &str) -> u64 {
    let place = |letter: u8| u64::from(letter.to_ascii_lowercase().wrapping_sub(b'a')) + 1;
    letters
        .bytes()
        .fold(0, |bits, letter| bits << LETTER_BITS | place(letter) & 31)
}

fn letters_from_bits(bits: u64, upper: bool) -> String {
    let first = if upper { b'A' } else { b'a' };
    (0..3)
        .rev()
        .filter_map(|at| u8::try_from(bits >> (at * LETTER_BITS) & 31).ok())
        .filter(|place| *place > 0)
        .map(|place| char::from(first + place.min(26) - 1))
        .collect()
}

// One number that JSON keeps exactly (53 bits), since each field that JSON reads by name costs the page code.
impl From<Annotation> for u64 {
    fn from(of: Annotation) -> Self {
        let language = of.language.map_or(0, |code| letters_to_bits(code.as_str()));
        let country = of.country.map_or(0, |code| letters_to_bits(code.as_str()));
        [
            (of.theme as Self, 4),
            (of.sung as Self, 2),
            (of.rough.into(), 2),
            (of.feelings.0.into(), 9),
            (of.cautions.0.into(), 6),
            (of.voice as Self, 3),
            (of.is_known.into(), 1),
            (language, 15),
            (country, 10),
        ]
        .into_iter()
        .fold(0, |bits, (value, width)| bits << width | value)
    }
}

impl From<u64> for Annotation {
    fn from(bits: u64) -> Self {
        let mut rest = bits;
        let mut take = |width: u32| {
            let value = rest & ((1 << width) - 1);
            rest >>= width;
            value
        };
        let country = Country::new(&letters_from_bits(take(10), true));
        let language = Language::new(&letters_from_bits(take(15), false));
        let is_known = take(1) == 1;
        let voice = Voice::from_number(take(3));
        let cautions = CautionSet(u8::try_from(take(6)).unwrap_or_default());
        let feelings = FeelingSet(u16::try_from(take(9)).unwrap_or_default());
        let rough = u8::try_from(take(2)).unwrap_or_default();
        let sung = Sung::from_number(take(2));
        Self {
            theme: Theme::from_number(take(4)),
            sung,
            rough,
            feelings,
            cautions,
            voice,
            is_known,
            language,
            country,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_annotation_is_a_number_that_json_keeps(
            theme in 0_u64..13, sung in 0_u64..3, rough in 0_u8..4, feelings in 0_u16..512, cautions in 0_u8..64,
            voice in 0_u64..6, is_known: bool, language in "[a-z]{2,3}", country in "[A-Z]{2}",
        ) {
            let annotation = Annotation {
                theme: Theme::from_number(theme),
                sung: Sung::from_number(sung),
                rough,
                feelings: FeelingSet(feelings),
                cautions: CautionSet(cautions),
                voice: Voice::from_number(voice),
                is_known,
                language: Language::new(&language),
                country: Country::new(&country),
            };
            let bits = u64::from(annotation);
            prop_assert!(bits < 1 << 53);
            prop_assert_eq!(Annotation::from(bits), annotation);
        }
    }

    #[test]
    fn a_track_without_annotation_has_none() {
        assert_eq!(Annotation::from(0), Annotation::default());
    }
}
