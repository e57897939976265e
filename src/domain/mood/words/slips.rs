//! One slip of the finger: a letter too many, too few, another one, or two that changed places.

use crate::domain::mood::words::language::Language;
use crate::domain::mood::words::spelling::unstretched_words;

/// Shortest word of a language that a slip is looked for in: short words have too many neighbours.
const SHORTEST: usize = 4;

/// Finds the word that is meant by `word`, which the language does not know; `None` if there is none, or several that
/// mean different things.
#[must_use]
pub fn meant_word(word: &str, language: &Language) -> Option<String> {
    let stretched = unstretched_words(word);
    if let Some(meant) = stretched.iter().find(|word| language.knows_word(word)) {
        return Some(meant.clone());
    }
    let word = stretched.last().map_or(word, String::as_str);
    let mut best: Option<(u8, &str)> = None;
    let mut is_unsure = false;
    let mut begins = word.chars();
    let (first, second) = (begins.next(), begins.next());
    for known in language.vocabulary() {
        // The first letter is the same, or has changed places with the second.
        let begin = known.chars().next();
        if begin != first && begin != second {
            continue;
        }
        let Some(cost) = slip_cost(word, known) else {
            continue;
        };
        // Of two words as near, the one of feeling is meant: the text is about feelings.
        let cost = 2 * cost + u8::from(language.feeling_of(known).is_none());
        match best {
            Some((least, _)) if cost > least => {}
            Some((least, other)) if cost == least => {
                is_unsure |= !means_alike(other, known, language);
            }
            _ => (best, is_unsure) = (Some((cost, known)), false),
        }
    }
    best.filter(|_| !is_unsure).map(|(_, known)| known.into())
}

/// Tells whether two words are feelings on the same side of the plane.
fn means_alike(one: &str, other: &str, language: &Language) -> bool {
    let side = |word| {
        language
            .feeling_of(word)
            .map(|place| place.valence.get() >= 0.0)
    };
    side(one).is_some() && side(one) == side(other)
}

/// Cost of the one slip by which `typed` becomes `known`; `None` if it takes more than one.
///
/// Double letters and those that changed places are the likeliest. The first letter is rarely missed.
#[must_use]
pub fn slip_cost(typed: &str, known: &str) -> Option<u8> {
    let (typed, known): (Vec<char>, Vec<char>) = (typed.chars().collect(), known.chars().collect());
    let (shorter, longer) = (typed.len().min(known.len()), typed.len().max(known.len()));
    if longer - shorter > 1 || longer < SHORTEST || typed == known {
        return None;
    }
    let same_before = typed.iter().zip(&known).take_while(|(a, b)| a == b).count();
    let behind = |skip_typed: usize, skip_known: usize| {
        typed.get(same_before + skip_typed..) == known.get(same_before + skip_known..)
    };
    let is_doubled = |word: &[char]| {
        let one = word.get(same_before);
        one.is_some() && same_before > 0 && one == word.get(same_before - 1)
    };
    let swapped = typed.get(same_before) == known.get(same_before + 1)
        && typed.get(same_before + 1) == known.get(same_before);
    match typed.len().cmp(&known.len()) {
        std::cmp::Ordering::Less if behind(0, 1) && is_doubled(&known) => Some(1),
        std::cmp::Ordering::Greater if behind(1, 0) && is_doubled(&typed) => Some(1),
        std::cmp::Ordering::Equal if swapped && behind(2, 2) => Some(1),
        _ if same_before == 0 => None,
        std::cmp::Ordering::Less if behind(0, 1) => Some(2),
        // A shorter word of four letters, or another letter in one, is too near to others.
        _ if typed.len() <= SHORTEST => None,
        std::cmp::Ordering::Greater if known.len() >= SHORTEST && behind(1, 0) => Some(2),
        std::cmp::Ordering::Equal if behind(1, 1) => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::words::language::ENGLISH;
    use rstest::rstest;

    #[rstest]
    #[case("hapy", "happy")]
    #[case("goood", "good")]
    #[case("depresed", "depressed")]
    #[case("anxios", "anxious")]
    #[case("lonley", "lonely")]
    #[case("exicted", "excited")]
    #[case("saaad", "sad")]
    #[case("saad", "sad")]
    #[case("stresssed", "stressed")]
    #[case("exhuasted", "exhausted")]
    #[case("misrable", "miserable")]
    #[case("tird", "tired")]
    #[case("relaxxed", "relaxed")]
    fn one_slip_is_forgiven(#[case] typed: &str, #[case] meant: &str) {
        assert_eq!(meant_word(typed, &ENGLISH).as_deref(), Some(meant));
    }

    #[rstest]
    #[case("xylophones")]
    #[case("qwerty")]
    #[case("sda")]
    #[case("glaf")]
    fn what_is_further_away_stays_unknown(#[case] typed: &str) {
        assert_eq!(meant_word(typed, &ENGLISH), None);
    }
}
