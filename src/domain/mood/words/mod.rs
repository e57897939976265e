//! A short text about how one feels to an affect: "tired but content".
//!
//! Start at [`read_words`]. [`tokens`] makes words, signs and pauses of the text, [`spelling`] writes them in one way,
//! [`language`] knows those of feeling and the [`roles`] of others, [`slips`] forgives one slip of the finger,
//! [`grammar`] makes phrases that count of them, [`danger`] hears words that ask for another answer than a list.
//! Words that nobody knows are passed over and make it less sure. English.

pub mod danger;
pub mod grammar;
pub mod items;
pub mod language;
pub mod phrase;
pub mod roles;
pub mod slips;
pub mod spelling;
pub mod tokens;

use crate::domain::mood::affect::Affect;
use crate::domain::mood::place::Place;
use crate::domain::mood::words::danger::has_danger;
use crate::domain::mood::words::grammar::Grammar;
use crate::domain::mood::words::items::read_items;
use crate::domain::mood::words::language::ENGLISH;
use crate::domain::mood::words::tokens::split_tokens;
use std::fmt;

/// Phrase of feeling that counted, with the words that changed it.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedPhrase {
    /// Words as they were understood: "not happy", "kind of wound up".
    pub words: String,
    /// Place on the plane that the phrase tells of.
    pub place: Place,
    /// Weight of the phrase beside the others; 1 is the usual one.
    pub weight: f32,
}

/// Reading of a text: the affect it tells of and the phrases that counted.
#[derive(Debug, Clone, PartialEq)]
pub struct WordsReading {
    /// Affect that the text tells of.
    pub affect: Affect,
    /// Phrases that counted, in the order of the text; never empty.
    pub counted: Vec<CountedPhrase>,
    /// Words that changed nothing, in the order of the text.
    pub ignored: Vec<String>,
}

/// Answer to a text.
#[derive(Debug, Clone, PartialEq)]
pub enum WordsAnswer {
    /// Words of danger to oneself: a mood is not what they ask for.
    Danger,
    /// The mood that the text tells of.
    Mood(WordsReading),
    /// No word of it is known as one of feeling.
    NoFeeling,
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

/// Reads a mood from `text`, in English.
#[must_use]
pub fn read_words(text: &str) -> WordsAnswer {
    let tokens = split_tokens(text, &ENGLISH);
    if has_danger(&tokens, &ENGLISH) {
        return WordsAnswer::Danger;
    }
    let (items, ignored) = read_items(&tokens, &ENGLISH);
    let reading = Grammar::read(&items).into_reading(ignored);
    reading.map_or(WordsAnswer::NoFeeling, WordsAnswer::Mood)
}

#[cfg(test)]
mod tests;
