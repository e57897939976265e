//! How words are written: lower case, without apostrophes and hyphens, and longer ways for the shorter ones.

use crate::domain::text::lowercase_letter;

/// The shorter ways of writing of a language: "I'm" for "I am", "do not" for "don't".
#[derive(Debug, Default)]
pub struct Spelling {
    /// Endings behind an apostrophe with the word they stand for.
    tails: Vec<(String, String)>,
    /// Words in a row with those they stand for.
    shorts: Vec<(Vec<String>, Vec<String>)>,
}

impl Spelling {
    /// Adds a line of the grammar's text: `am`, behind "tail", is what `'m` stands for.
    pub(super) fn add_short(&mut self, long: &str, words: &str) {
        for short in words.split(", ") {
            match long.strip_prefix("tail ") {
                Some(long) => self.tails.push((short.into(), long.into())),
                None => self.shorts.push((split_words(short), split_words(long))),
            }
        }
    }

    /// Splits a phrase into words as they are looked up.
    #[must_use]
    pub fn words_of(&self, phrase: &str) -> Vec<String> {
        let mut words = Vec::new();
        let letters: String = phrase.chars().map(plain_letter).collect();
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '\'';
        for word in letters.split(|letter| !is_part(letter)) {
            self.push_word(word, &mut words);
        }
        words
    }

    /// Adds a word with apostrophes to `words`, in the longer way of writing.
    pub fn push_word(&self, word: &str, words: &mut Vec<String>) {
        let word = word.trim_matches('\'');
        let tail = self
            .tails
            .iter()
            .find_map(|(tail, long)| Some((word.strip_suffix(tail.as_str())?, long)));
        let (stem, tail) = match tail {
            Some((stem, long)) if !stem.is_empty() => (stem, Some(long)),
            _ => (word, None),
        };
        let bare: String = stem.chars().filter(|letter| *letter != '\'').collect();
        if bare.is_empty() {
            return;
        }
        words.push(bare);
        words.extend(tail.cloned());
        for (short, long) in &self.shorts {
            if words.ends_with(short) {
                words.truncate(words.len() - short.len());
                words.extend(long.iter().cloned());
                break;
            }
        }
    }
}

fn split_words(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

/// Lower case, one kind of apostrophe, and no accents on the letters of English words.
pub(super) fn plain_letter(letter: char) -> char {
    match lowercase_letter(letter) {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        'é' | 'è' | 'ê' => 'e',
        'ï' => 'i',
        letter => letter,
    }
}

/// Makes the ways in which a word with stretched letters may be meant: "goood" is "good" or "god", "sooo" is "so".
///
/// A run of three or more letters is two of them in the first, one in the second; empty for a word without one.
// No English word has three of a letter in a row.
pub(super) fn unstretched_words(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let runs = || letters.chunk_by(|a, b| a == b);
    if runs().all(|run| run.len() < 3) {
        return Vec::new();
    }
    let shortened = |most: usize| {
        let kept = runs().flat_map(|run| {
            let count = if run.len() > 2 { most } else { run.len() };
            run.iter().take(count)
        });
        kept.collect::<String>()
    };
    vec![shortened(2), shortened(1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::words::language::ENGLISH;
    use rstest::rstest;

    #[rstest]
    #[case("I’m", "i am")]
    #[case("im", "i am")]
    #[case("I'll be ill", "i will be ill")]
    #[case("can not", "cant")]
    #[case("do not", "dont")]
    #[case("couldn't", "couldnt")]
    #[case("self-assured", "self assured")]
    #[case("Blasé", "blase")]
    fn words_are_written_in_one_way(#[case] written: &str, #[case] words: &str) {
        assert_eq!(ENGLISH.spelling().words_of(written).join(" "), words);
    }

    #[test]
    fn stretched_letters_are_two_or_one() {
        assert_eq!(unstretched_words("goood"), ["good", "god"]);
        assert_eq!(unstretched_words("happy"), Vec::<String>::new());
    }
}
