//! The words of feeling and the words that change them.
//!
//! Written by us for this project (see `lexicon.txt`), under its licence: no published list was copied.

use crate::domain::mood::place::Place;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Number of words in the longest phrase of the lexicon.
pub const LONGEST_PHRASE: usize = 5;

/// A feeling that a phrase names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NamedFeeling {
    /// Place of the feeling on the plane.
    pub place: Place,
    /// True for fear, which the plane alone can't tell from anger.
    pub is_fear: bool,
}

/// Phrases of feeling in lower case, words separated by one space, with their feelings.
static FEELINGS: LazyLock<HashMap<String, NamedFeeling>> =
    LazyLock::new(|| entries(include_str!("lexicon.txt")).collect());

/// Looks up the feeling that `phrase` names, if it names one.
#[must_use]
pub fn feeling_of(phrase: &str) -> Option<NamedFeeling> {
    FEELINGS.get(phrase).copied()
}

/// Parses the entries of the lexicon's text; a line that is not an entry gives none.
// A test sees to it that there is no such line.
fn entries(text: &str) -> impl Iterator<Item = (String, NamedFeeling)> {
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(entry).flatten()
}

fn entry(line: &str) -> Option<impl Iterator<Item = (String, NamedFeeling)>> {
    let (valence, rest) = line.split_once(' ')?;
    let (arousal, phrases) = rest.split_once(' ')?;
    let hundredths = |number: &str| number.parse::<i8>().ok().map(|n| f32::from(n) / 100.0);
    let fear = phrases.strip_prefix('~');
    let feeling = NamedFeeling {
        place: Place::clamped(hundredths(valence)?, hundredths(arousal)?),
        is_fear: fear.is_some(),
    };
    // Hyphens separate words here as in what people write.
    Some(
        fear.unwrap_or(phrases)
            .split('|')
            .map(move |phrase| (phrase.replace('-', " "), feeling)),
    )
}

/// Effect of a word on the feelings around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// Negates the next feeling.
    Negates,
    /// Scales the strength of the next feeling by this factor.
    Scales(f32),
    /// Contrasts what follows with what came before, and gives it more weight.
    Contrasts,
    /// Joins two feelings under one negation.
    Joins,
    /// Fills space and says nothing about feelings.
    Fills,
}

/// Phrases of each role, separated by "|". A phrase listed under two roles has the first. The factors are ours.
const ROLES: [(Role, &str); 9] = [
    (
        Role::Negates,
        "not|no|never|don't|dont|isn't|isnt|wasn't|wasnt|aren't|arent|didn't|didnt|doesn't|doesnt|can't|cant|cannot|\
         won't|wont|without|hardly|barely|neither|ain't|aint|no longer|not at all|anything but|far from",
    ),
    (
        Role::Scales(1.5),
        "extremely|insanely|ridiculously|beyond|utterly|unbelievably",
    ),
    (
        Role::Scales(1.3),
        "very|really|super|totally|completely|absolutely|incredibly|deeply|truly|terribly|awfully|mega|all|hella|\
         fucking|bloody|damn|way too",
    ),
    (Role::Scales(1.2), "so|too|such|more|mostly|increasingly"),
    (Role::Scales(0.8), "quite|rather|fairly|pretty|reasonably"),
    (
        Role::Scales(0.6),
        "kind of|kinda|sort of|sorta|somewhat|a little|little|a bit|bit|a little bit|a tad|slightly|mildly|vaguely|\
         partly|a touch|less|almost|maybe|ish",
    ),
    (
        Role::Contrasts,
        "but|yet|however|though|although|nevertheless|except",
    ),
    (Role::Joins, "or|nor|and"),
    (
        Role::Fills,
        "i|i'm|im|i've|i'd|am|is|are|was|be|been|being|feel|feeling|feels|felt|feelings|mood|a|an|the|my|me|myself|it|\
         it's|this|that|to|of|in|at|on|with|for|from|about|after|as|like|just|now|right|right now|today|tonight|\
         lately|day|say|guess|think|some|you|we|have|had|got|get|getting|because|also|then|there|here|\
         at the same time",
    ),
];

/// Looks up the role of `phrase`, if it has one.
#[must_use]
pub fn role_of(phrase: &str) -> Option<Role> {
    ROLES
        .iter()
        .find_map(|(role, words)| words.split('|').any(|word| word == phrase).then_some(*role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_large_and_its_places_lie_on_the_plane() {
        println!("{} words and phrases of feeling", FEELINGS.len());
        assert!(FEELINGS.len() >= 250);
        for line in include_str!("lexicon.txt").lines() {
            let numbers = line.split(' ').take(2);
            for hundredths in numbers.filter_map(|number| number.parse::<i32>().ok()) {
                assert!(hundredths.abs() <= 100, "{line}");
            }
        }
    }

    #[test]
    fn every_line_of_the_text_is_an_entry() {
        let text = include_str!("lexicon.txt");
        let lines = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let parts: usize = lines.clone().map(|line| line.split('|').count()).sum();
        assert_eq!(entries(text).count(), parts);
        assert!(lines.count() > 50);
    }

    #[test]
    fn phrases_are_written_as_they_are_looked_up() {
        for phrase in FEELINGS.keys() {
            assert_eq!(phrase.to_lowercase(), *phrase);
            assert!(phrase.split(' ').count() <= LONGEST_PHRASE, "{phrase}");
            assert!(
                phrase
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || " '".contains(letter)),
                "{phrase}"
            );
        }
    }
}
