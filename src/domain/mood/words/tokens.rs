//! A text to words: lower case, one kind of apostrophe, stretched letters let go, pauses kept.

use crate::domain::text::lowercase_letter;

/// A word, or where the writer paused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A word in lower case.
    Word(String),
    /// A comma, a full stop, a new line and the like.
    Pause,
}

/// The most words that are read: more is a diary, not a mood.
pub const MOST_WORDS: usize = 60;

/// The tokens of `text`, at most [`MOST_WORDS`].
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

/// Typographic apostrophes and the accents that English words carry, as they are typed.
const fn plain_letter(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        'é' | 'è' | 'ê' => 'e',
        'ï' => 'i',
        _ => letter,
    }
}

/// "sooo" is "so" and "happyyy" is "happy": three or more of a letter are one. No English word has three.
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
