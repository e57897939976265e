//! Tokens to items: the longest phrases that a language knows, with their meanings.

use crate::domain::mood::place::Place;
use crate::domain::mood::words::language::{Language, Meaning};
use crate::domain::mood::words::roles::Role;
use crate::domain::mood::words::slips::meant_word;
use crate::domain::mood::words::tokens::Token;

/// Item of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A phrase that means something.
    Phrase(KnownPhrase),
    /// A word that says nothing, and that nobody knows or that is an ordinary one.
    Nothing,
    /// A pause of the writer.
    Pause,
    /// A question mark of the writer.
    Question,
}

/// Phrase with its roles and its feeling; it has one of both at least.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownPhrase {
    /// Words as they were understood.
    pub words: String,
    /// Roles in the order of the grammar.
    pub roles: Vec<Role>,
    /// Feeling with the strength that its ending gives it.
    pub feeling: Option<(Place, f32)>,
    /// True for an emoji or an emoticon, which no word changes.
    pub is_sign: bool,
}

impl KnownPhrase {
    /// Tells whether the phrase has `role`.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Tells whether the phrase is more than an ordinary word.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.feeling.is_some() || !self.has(Role::Plain)
    }

    /// Tells whether the phrase counts as a feeling where nothing around it gives it another role.
    #[must_use]
    pub fn is_feeling(&self) -> bool {
        self.feeling.is_some()
            && self
                .roles
                .iter()
                .all(|role| matches!(role, Role::ScalesRightBehind(_) | Role::Plain))
    }
}

/// Reads the items of `tokens`, and the words that say nothing.
#[must_use]
pub fn read_items(tokens: &[Token], language: &Language) -> (Vec<Item>, Vec<String>) {
    let tokens: Vec<Token> = tokens
        .iter()
        .map(|token| corrected(token, language))
        .collect();
    let (mut items, mut ignored) = (Vec::new(), Vec::new());
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = match token {
            Token::Pause => push(&mut items, Item::Pause, after),
            Token::Question => push(&mut items, Item::Question, after),
            Token::Sign(sign, place) => {
                let sign = KnownPhrase {
                    words: sign.clone(),
                    roles: Vec::new(),
                    feeling: Some((*place, 1.0)),
                    is_sign: true,
                };
                push(&mut items, Item::Phrase(sign), after)
            }
            Token::Word(word) => {
                let (phrase, after) = longest_phrase(rest, language)
                    .map_or((None, after), |(phrase, after)| (Some(phrase), after));
                if let Some(phrase) = phrase.filter(KnownPhrase::says_something) {
                    push(&mut items, Item::Phrase(phrase), after)
                } else {
                    ignored.push(word.clone());
                    push(&mut items, Item::Nothing, after)
                }
            }
        };
    }
    (items, ignored)
}

fn push<'a>(items: &mut Vec<Item>, item: Item, after: &'a [Token]) -> &'a [Token] {
    items.push(item);
    after
}

/// The token, or the word that is meant by it.
fn corrected(token: &Token, language: &Language) -> Token {
    match token {
        Token::Word(word) if !language.knows_word(word) => {
            Token::Word(meant_word(word, language).unwrap_or_else(|| word.clone()))
        }
        token => token.clone(),
    }
}

/// Splits the longest phrase that is known off the beginning of `tokens`.
fn longest_phrase<'a>(
    tokens: &'a [Token],
    language: &Language,
) -> Option<(KnownPhrase, &'a [Token])> {
    (1..=language.longest_phrase()).rev().find_map(|length| {
        let (words, after) = leading_words(tokens, length)?;
        let mut phrase = KnownPhrase {
            roles: Vec::new(),
            feeling: None,
            is_sign: false,
            words,
        };
        for meaning in language.meanings_of(&phrase.words) {
            match meaning {
                Meaning::Feeling(place) => phrase.feeling = Some((place, 1.0)),
                Meaning::Role(Role::Danger | Role::Harmless | Role::Between) => {}
                Meaning::Role(role) => phrase.roles.push(role),
            }
        }
        if length == 1 && phrase.feeling.is_none() && phrase.roles.is_empty() {
            phrase.feeling = language.inflected_feeling(&phrase.words);
        }
        let is_known = phrase.feeling.is_some() || !phrase.roles.is_empty();
        phrase.words = language.written_phrase(&phrase.words).into();
        is_known.then_some((phrase, after))
    })
}

/// Splits off the first `length` words of `tokens` as one phrase; `None` if a pause or the end comes first.
fn leading_words(tokens: &[Token], length: usize) -> Option<(String, &[Token])> {
    let (words, after) = tokens.split_at_checked(length)?;
    let words: Option<Vec<&str>> = words
        .iter()
        .map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    Some((words?.join(" "), after))
}
