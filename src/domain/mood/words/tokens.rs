//! A text to tokens: words as the language writes them, signs, pauses and questions.

use crate::domain::mood::place::Place;
use crate::domain::mood::words::language::Language;
use crate::domain::mood::words::spelling::plain_letter;

/// Token of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A word, in lower case and with plain letters.
    Word(String),
    /// An emoji or an emoticon, as it stands there, with its place.
    Sign(String, Place),
    /// A pause of the writer: a comma, a full stop, a new line and the like.
    Pause,
    /// A question mark of the writer.
    Question,
}

/// Largest number of tokens that are read of a text.
// More is a diary, not a mood.
pub const MOST_TOKENS: usize = 160;
/// Largest number of letters that are looked at.
const MOST_LETTERS: usize = 2000;

/// Splits `text` into tokens, at most [`MOST_TOKENS`].
#[must_use]
pub fn split_tokens(text: &str, language: &Language) -> Vec<Token> {
    let letters: Vec<char> = text
        .chars()
        .filter(|letter| !is_variation(*letter))
        .take(MOST_LETTERS)
        .collect();
    let mut splitter = Splitter {
        language,
        tokens: Vec::new(),
        words: Vec::new(),
        word: String::new(),
    };
    let mut rest = letters.as_slice();
    while let [letter, after @ ..] = rest {
        rest = splitter.take_letter(*letter, rest, after);
    }
    splitter.end_words();
    splitter.tokens.truncate(MOST_TOKENS);
    splitter.tokens
}

/// Tells the selectors that follow an emoji and change its looks, not its meaning.
const fn is_variation(letter: char) -> bool {
    matches!(letter, '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

struct Splitter<'a> {
    language: &'a Language,
    tokens: Vec<Token>,
    /// The words since the last token that is none.
    words: Vec<String>,
    word: String,
}

impl Splitter<'_> {
    /// Takes the letter at the beginning of `rest`, or the sign there, and returns what follows.
    fn take_letter<'a>(&mut self, letter: char, rest: &'a [char], after: &'a [char]) -> &'a [char] {
        let is_in_word = !self.word.is_empty() && letter.is_alphanumeric();
        if !is_in_word && let Some((length, place)) = self.language.leading_sign(rest) {
            let (sign, after) = rest.split_at(length.min(rest.len()));
            self.end_words();
            self.tokens.push(Token::Sign(sign.iter().collect(), place));
            return after;
        }
        let plain = plain_letter(letter);
        if plain.is_alphanumeric() || plain == '\'' {
            self.word.push(plain);
            return after;
        }
        self.end_word();
        let is_dash = letter == '-' && after.first().is_none_or(|next| next.is_whitespace());
        if letter == '?' {
            self.end_words();
            self.tokens.push(Token::Question);
        } else if is_dash || ",.;:!\n()…—–/|".contains(letter) {
            self.end_words();
            self.tokens.push(Token::Pause);
        }
        after
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.is_empty() {
            self.language.spelling().push_word(&word, &mut self.words);
        }
    }

    fn end_words(&mut self) {
        self.end_word();
        self.tokens.extend(self.words.drain(..).map(Token::Word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::words::language::ENGLISH;

    fn shown(text: &str) -> String {
        let parts: Vec<_> = split_tokens(text, &ENGLISH)
            .into_iter()
            .map(|token| match token {
                Token::Word(word) => word,
                Token::Sign(sign, _) => format!("<{sign}>"),
                Token::Pause => ",".into(),
                Token::Question => "?".into(),
            })
            .collect();
        parts.join(" ")
    }

    #[test]
    fn case_and_signs_do_not_matter() {
        assert_eq!(
            shown("I’m SO happy, wound-up!"),
            "i am so happy , wound up ,"
        );
        assert_eq!(shown("sad? no"), "sad ? no");
    }

    #[test]
    fn emoji_and_emoticons_are_signs() {
        assert_eq!(shown("happy:) ❤️👍🏽"), "happy <:)> <❤> <👍>");
        assert_eq!(shown("at 10:30 xD"), "at 10 , 30 <xD>");
        assert_eq!(shown("mood:Down"), "mood , down");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(
            split_tokens(&"word ".repeat(1000), &ENGLISH).len(),
            MOST_TOKENS
        );
    }
}
