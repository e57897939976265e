//! Words of danger to oneself, heard before anything else is read: "I want to die", and its kin.
//!
//! Nothing is concluded from them but that somebody may be glad of a hand. Idioms such as "dying of laughter" are not
//! meant, and neither is what is plainly denied.

use crate::domain::mood::words::language::Language;
use crate::domain::mood::words::roles::Role;
use crate::domain::mood::words::slips::slip_cost;
use crate::domain::mood::words::spelling::unstretched_words;
use crate::domain::mood::words::tokens::Token;

/// Tells whether `tokens` have words of danger.
#[must_use]
pub fn has_danger(tokens: &[Token], language: &Language) -> bool {
    let is_pause = |token: &Token| !matches!(token, Token::Word(_));
    tokens.split(is_pause).any(|clause| {
        let words: Vec<String> = clause.iter().filter_map(word_of).collect();
        clause_has_danger(&words, language)
    })
}

fn word_of(token: &Token) -> Option<String> {
    match token {
        Token::Word(word) => Some(unstretched_words(word).pop().unwrap_or(word.clone())),
        _ => None,
    }
}

fn clause_has_danger(words: &[String], language: &Language) -> bool {
    let between: Vec<&str> = language.phrases_of(Role::Between).collect();
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !between.contains(word))
        .collect();
    let is_harmless = |phrase: &str| begins_of(phrase, &words).next().is_some();
    if language.phrases_of(Role::Harmless).any(is_harmless) {
        return false;
    }
    language.phrases_of(Role::Danger).any(|phrase| {
        begins_of(phrase, &words).any(|at| {
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            !before.is_some_and(|word| is_denial(word, language))
        })
    })
}

/// Tells whether the word in front takes back what follows: "not suicidal".
fn is_denial(word: &str, language: &Language) -> bool {
    language
        .meanings_of(word)
        .any(|meaning| meaning == super::language::Meaning::Role(Role::Negates))
        || word == "never"
}

/// Lists the places in `words` at which `phrase` stands, with a slip of the finger in its longer words at most.
fn begins_of<'a>(phrase: &'a str, words: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    let count = phrase.split(' ').count();
    let is_here = move |window: &[&str]| {
        let mut pairs = window.iter().zip(phrase.split(' '));
        pairs.all(|(typed, known)| {
            *typed == known || (known.len() > 3 && slip_cost(typed, known).is_some())
        })
    };
    words
        .windows(count)
        .enumerate()
        .filter(move |(_, window)| is_here(window))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::words::language::ENGLISH;
    use crate::domain::mood::words::tokens::split_tokens;
    use rstest::rstest;

    fn is_heard(text: &str) -> bool {
        has_danger(&split_tokens(text, &ENGLISH), &ENGLISH)
    }

    #[rstest]
    #[case("i want to die")]
    #[case("I just really wanna die")]
    #[case("suicidal")]
    #[case("feeling suicidle today")]
    #[case("kill myself")]
    #[case("I'm going to kil myself")]
    #[case("I want to dieee")]
    #[case("happy but I don't want to live anymore")]
    #[case("i do not want to be here anymore")]
    #[case("wish I was dead")]
    #[case("better off without me")]
    #[case("everything is fine, I want to end it all")]
    #[case("no reason to live")]
    #[case("I've been cutting myself")]
    #[case("I can't go on anymore")]
    #[case("I hope I don’t wake up")]
    #[case("thinking of ending my life")]
    #[case("tired of living")]
    #[case("kms")]
    fn words_of_danger_are_heard(#[case] text: &str) {
        assert!(is_heard(text));
    }

    #[rstest]
    #[case("dying of laughter")]
    #[case("I want to die laughing")]
    #[case("I'm dead 😂")]
    #[case("this cake is to die for")]
    #[case("killing it today")]
    #[case("dead tired")]
    #[case("bored to death")]
    #[case("this heat is killing me")]
    #[case("not suicidal, just tired")]
    #[case("cut myself shaving")]
    #[case("I could die of embarrassment")]
    #[case("want to dance")]
    #[case("I don't want to die")]
    #[case("tired of working")]
    fn idioms_and_denials_are_not(#[case] text: &str) {
        assert!(!is_heard(text));
    }
}
