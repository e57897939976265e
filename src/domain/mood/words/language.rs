//! A language's words of feeling and the words that change them, read from two texts: `english.feelings.txt` and
//! `english.grammar.txt`. A second language is a second pair.
//!
//! Written for this project and under its licence: no published list was copied.

use crate::domain::mood::place::Place;
use crate::domain::mood::words::roles::{Role, hundredths};
use crate::domain::mood::words::spelling::Spelling;
use std::sync::LazyLock;

/// English, the one language so far.
pub static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
    Language::parse(
        include_str!("english.feelings.txt"),
        include_str!("english.grammar.txt"),
    )
});

/// Meaning of a phrase. One phrase may have several.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// A feeling, with its place on the plane.
    Feeling(Place),
    /// A change to the feelings around it, or an answer.
    Role(Role),
}

/// An ending that is taken off a word to find another, with what it does to the strength of the feeling.
#[derive(Debug, Clone, PartialEq)]
struct Ending {
    letters: String,
    strength: f32,
}

/// A phrase with one of its meanings.
#[derive(Debug)]
struct Entry {
    /// The phrase as [`Spelling`] writes it.
    key: String,
    /// The phrase as people write it.
    written: String,
    meaning: Meaning,
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Language {
    /// All phrases, in alphabetical order of their keys.
    phrases: Vec<Entry>,
    /// Every word that stands in a phrase, in alphabetical order.
    vocabulary: Vec<String>,
    /// Emoji and emoticons as they are written, the longest first.
    signs: Vec<(Vec<char>, Place)>,
    endings: Vec<Ending>,
    spelling: Spelling,
    longest: usize,
}

impl Language {
    /// Parses the texts of a language; a line that is none of theirs gives nothing.
    // A test sees to it that there is no such line.
    fn parse(feelings: &str, grammar: &str) -> Self {
        let mut language = Self::default();
        for (name, words) in lines(grammar) {
            if let Some(short) = name.strip_prefix("short ") {
                language.spelling.add_short(short, words);
            }
        }
        for (name, words) in lines(grammar) {
            language.add_grammar(name, words);
        }
        for line in feelings.lines().filter(|line| !line.starts_with('#')) {
            language.add_feelings(line);
        }
        language.sort_words();
        language
    }

    fn add_grammar(&mut self, name: &str, words: &str) {
        if let Some(strength) = name.strip_prefix("ending ").and_then(hundredths) {
            self.endings.extend(split_list(words).map(|ending| Ending {
                letters: ending.into(),
                strength,
            }));
        } else if let Some(role) = Role::of_name(name) {
            for phrase in split_list(words) {
                self.add_phrase(phrase, Meaning::Role(role));
            }
        }
    }

    fn add_feelings(&mut self, line: &str) {
        let (is_sign, line) = match line.strip_prefix("sign ") {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let Some((place, words)) = place_before(line) else {
            return;
        };
        for phrase in split_list(words) {
            if is_sign {
                self.signs.push((phrase.chars().collect(), place));
            } else {
                self.add_phrase(phrase, Meaning::Feeling(place));
            }
        }
    }

    fn add_phrase(&mut self, phrase: &str, meaning: Meaning) {
        let words = self.spelling.words_of(phrase);
        self.longest = self.longest.max(words.len());
        self.phrases.push(Entry {
            key: words.join(" "),
            written: phrase.into(),
            meaning,
        });
        self.vocabulary.extend(words);
    }

    fn sort_words(&mut self) {
        // Stable: of a phrase with several roles the first stays first.
        self.phrases.sort_by(|one, other| one.key.cmp(&other.key));
        self.vocabulary.sort_unstable();
        self.vocabulary.dedup();
        self.signs.sort_by_key(|(sign, _)| usize::MAX - sign.len());
    }

    /// Number of words in the longest phrase.
    #[must_use]
    pub const fn longest_phrase(&self) -> usize {
        self.longest
    }

    /// The way in which the language's words are written.
    #[must_use]
    pub const fn spelling(&self) -> &Spelling {
        &self.spelling
    }

    /// Looks up the meanings of `phrase`, the first one first; none for one that is not known.
    pub fn meanings_of<'a>(&'a self, phrase: &'a str) -> impl Iterator<Item = Meaning> + 'a {
        self.entries_of(phrase).map(|entry| entry.meaning)
    }

    /// The phrase as people write it, by its key: "can't" for "cant".
    #[must_use]
    pub fn written_phrase<'a>(&'a self, phrase: &'a str) -> &'a str {
        let entry = self.entries_of(phrase).next();
        entry.map_or(phrase, |entry| &entry.written)
    }

    fn entries_of<'a>(&'a self, phrase: &'a str) -> impl Iterator<Item = &'a Entry> {
        let from = self
            .phrases
            .partition_point(|entry| entry.key.as_str() < phrase);
        let rest = self.phrases.get(from..).unwrap_or_default();
        rest.iter().take_while(move |entry| entry.key == phrase)
    }

    /// Looks up the feeling of `phrase`, if it is one of feeling.
    #[must_use]
    pub fn feeling_of(&self, phrase: &str) -> Option<Place> {
        self.meanings_of(phrase).find_map(|meaning| match meaning {
            Meaning::Feeling(place) => Some(place),
            Meaning::Role(_) => None,
        })
    }

    /// Looks up the feeling of a word that has an ending: "saddest" is "sad", and more. Gives the strength with it.
    #[must_use]
    pub fn inflected_feeling(&self, word: &str) -> Option<(Place, f32)> {
        self.endings.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending.letters.as_str())?;
            let place = self.feeling_of_stem(stem)?;
            Some((place, ending.strength))
        })
    }

    /// Finds the feeling of "happi", "hat" and "sadd": happy, hate, sad.
    fn feeling_of_stem(&self, stem: &str) -> Option<Place> {
        if stem.len() < 3 {
            return None;
        }
        let with_y = stem.strip_suffix('i').map(|stem| format!("{stem}y"));
        let mut letters = stem.chars().rev();
        let is_doubled = letters.next() == letters.next();
        let single = is_doubled.then(|| {
            let mut single = stem.to_owned();
            single.pop();
            single
        });
        let with_e = Some(format!("{stem}e"));
        self.feeling_of(stem).or_else(|| {
            let mut forms = [with_y, with_e, single].into_iter().flatten();
            forms.find_map(|form| self.feeling_of(&form))
        })
    }

    /// Tells whether `word` stands in any phrase.
    #[must_use]
    pub fn knows_word(&self, word: &str) -> bool {
        let found = self
            .vocabulary
            .binary_search_by(|known| known.as_str().cmp(word));
        found.is_ok() || self.inflected_feeling(word).is_some()
    }

    /// Every word that stands in a phrase, in alphabetical order.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.iter().map(String::as_str)
    }

    /// Finds the longest emoji or emoticon that `text` begins with: its length in letters and its place.
    #[must_use]
    pub fn leading_sign(&self, text: &[char]) -> Option<(usize, Place)> {
        let ends_word = |sign: &[char]| {
            let is_letter = |letter: Option<&char>| letter.is_some_and(|one| one.is_alphanumeric());
            !is_letter(sign.last()) || !is_letter(text.get(sign.len()))
        };
        self.signs
            .iter()
            .find(|(sign, _)| text.starts_with(sign) && ends_word(sign))
            .map(|(sign, place)| (sign.len(), *place))
    }

    /// Lists the phrases that have `role`, as [`Spelling`] writes them.
    pub fn phrases_of(&self, role: Role) -> impl Iterator<Item = &str> {
        self.phrases
            .iter()
            .filter(move |entry| entry.meaning == Meaning::Role(role))
            .map(|entry| entry.key.as_str())
    }
}

fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
}

fn split_list(words: &str) -> impl Iterator<Item = &str> {
    words
        .split(", ")
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// Splits "80 45 happy, glad" into the place and the words.
fn place_before(line: &str) -> Option<(Place, &str)> {
    let (valence, rest) = line.split_once(' ')?;
    let (arousal, words) = rest.split_once(' ')?;
    Some((
        Place::clamped(hundredths(valence)?, hundredths(arousal)?),
        words,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEELINGS: &str = include_str!("english.feelings.txt");
    const GRAMMAR: &str = include_str!("english.grammar.txt");

    #[test]
    fn it_is_large_and_each_of_its_words_has_one_place() {
        let feelings = ENGLISH
            .phrases
            .iter()
            .filter(|entry| matches!(entry.meaning, Meaning::Feeling(_)));
        let mut phrases: Vec<_> = feelings.map(|entry| &entry.key).collect();
        let count = phrases.len();
        let twice: Vec<_> = phrases
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
        phrases.retain(|phrase| !phrase.contains(' '));
        println!(
            "{count} words and phrases of feeling, {} single words, {} signs",
            phrases.len(),
            ENGLISH.signs.len()
        );
        assert!(phrases.len() >= 1500);
    }

    #[test]
    fn every_line_of_the_texts_is_read() {
        for line in FEELINGS.lines() {
            let line = line.strip_prefix("sign ").unwrap_or(line);
            let is_read = line.is_empty() || line.starts_with('#') || place_before(line).is_some();
            assert!(is_read, "{line}");
        }
        for line in GRAMMAR
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (name, words) = line.split_once(": ").unwrap();
            let is_known = name.starts_with("short ")
                || name.strip_prefix("ending ").and_then(hundredths).is_some()
                || Role::of_name(name).is_some();
            assert!(is_known && !words.is_empty(), "{line}");
        }
    }

    #[test]
    fn places_lie_on_the_plane() {
        for line in FEELINGS.lines().filter(|line| !line.starts_with('#')) {
            let numbers = line.split(' ').filter_map(|word| word.parse::<i32>().ok());
            assert!(numbers.take(2).all(|number| number.abs() <= 100), "{line}");
        }
    }

    #[test]
    fn endings_lead_to_the_word_and_to_its_strength() {
        let happy = ENGLISH.feeling_of("happy").unwrap();
        assert_eq!(ENGLISH.inflected_feeling("happier"), Some((happy, 1.15)));
        assert_eq!(ENGLISH.inflected_feeling("happily"), Some((happy, 1.0)));
        let sad = ENGLISH.feeling_of("sad").unwrap();
        assert_eq!(ENGLISH.inflected_feeling("saddest"), Some((sad, 1.3)));
        assert_eq!(ENGLISH.inflected_feeling("xylophones"), None);
    }
}
