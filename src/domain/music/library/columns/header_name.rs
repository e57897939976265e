//! A name in a header, as it is looked up: without accents, signs, brackets, units.

use crate::domain::music::library::scale::ShareScale;
use unicode_normalization::UnicodeNormalization;

/// The name of a column in a header, in the forms in which it is looked up.
#[derive(Debug, Clone)]
pub(super) struct HeaderName {
    /// The name as it stands, then without what is in brackets, then without units: letters and digits only.
    pub forms: [String; 3],
    /// The scale that the name speaks of: "Valence (0-100)", "energy_%".
    pub scale: Option<ShareScale>,
}

impl HeaderName {
    /// Reads the name in `cell`.
    pub fn of(cell: &str) -> Self {
        let lower = folded_accents(cell);
        let outside = without_brackets(&lower);
        let has = |part: &str| lower.contains(part);
        Self {
            forms: [
                letters_of(&lower),
                letters_of(&outside),
                letters_of(&without_units(&outside)),
            ],
            scale: if has("%") || has("100") || has("percent") {
                Some(ShareScale::Hundred)
            } else if has("0-1)") || has("0–1)") || has("0 to 1)") || has("0..1)") {
                Some(ShareScale::Unit)
            } else {
                None
            },
        }
    }
}

fn letters_of(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The name in lower case, without accents on Latin letters.
fn folded_accents(name: &str) -> String {
    let lower = name.to_lowercase();
    let letters = lower
        .nfd()
        .filter(|letter| !('\u{300}'..='\u{36F}').contains(letter));
    letters.nfc().collect()
}

/// The name without what stands in brackets.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    name.chars()
        .filter(|letter| {
            let was_inside = depth > 0;
            match letter {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            !was_inside && !"()[]".contains(*letter)
        })
        .collect()
}

/// The name without words for units, scales and order: "1. Energy in %".
fn without_units(name: &str) -> String {
    const UNITS: [&str; 14] = [
        "percent",
        "percentage",
        "pct",
        "score",
        "value",
        "level",
        "rating",
        "scale",
        "in",
        "of",
        "to",
        "avg",
        "mean",
        "feature",
    ];
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !UNITS.contains(word) && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}
