//! A text to words: lower case, one kind of apostrophe, stretched letters let go, pauses kept.

use crate::domain::text::lowercase_letter;

/// Token of a text: a word or a pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A word, in lower case and with plain letters.
    Word(String),
    /// A pause of the writer: a comma, a full stop, a new line and the like.
    Pause,
}

/// Largest number of tokens that are read of a text.
// More is a diary, not a mood.
pub const MOST_WORDS: usize = 60;

/// Splits `text` into tokens, at most [`MOST_WORDS`].
#[must_use]
pub fn split_tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for letter in text.chars().map(lowercase_letter).map(plain_letter) {
        if letter.is_alphanumeric() || letter == '\'' {
            word.push(letter);
            continue;
        }
        push_word(&mut word, &mut tokens);
        if ",.;:!?\n()…—–/".contains(letter) {
            tokens.push(Token::Pause);
        }
    }
    push_word(&mut word, &mut tokens);
    tokens.truncate(MOST_WORDS);
    tokens
}

fn push_word(word: &mut String, tokens: &mut Vec<Token>) {
    let bare = word.trim_matches('\'');
    if !bare.is_empty() {
        tokens.push(Token::Word(collapse_stretched(bare)));
    }
    word.clear();
}

/// Replaces typographic apostrophes and the accents that English words carry by what people type.
const fn plain_letter(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        'é' | 'è' | 'ê' => 'e',
        'ï' => 'i',
        _ => letter,
    }
}

/// Collapses stretched letters, so that "sooo" is "so" and "happyyy" is "happy": a run of three or more is one.
// No English word has three.
fn collapse_stretched(word: &str) -> String {
    let mut kept = String::with_capacity(word.len());
    let letters: Vec<char> = word.chars().collect();
    for run in letters.chunk_by(|a, b| a == b) {
        let times = if run.len() > 2 { 1 } else { run.len() };
        kept.extend(run.iter().take(times));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_signs_and_stretched_letters_do_not_matter() {
        let word = |word: &str| Token::Word(word.into());
        assert_eq!(
            split_tokens("I’m SOOO happy, wound-up!"),
            [
                word("i'm"),
                word("so"),
                word("happy"),
                Token::Pause,
                word("wound"),
                word("up"),
                Token::Pause
            ]
        );
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(split_tokens(&"word ".repeat(1000)).len(), MOST_WORDS);
    }
}
