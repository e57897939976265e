//! The genres and words that the person wants to hear nothing of.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A rule for the tracks that may be shown at all. Nothing loosens it: a list is shorter, or there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Keeps tracks with explicit words away.
    pub hide_explicit: bool,
    /// Lets songs come that speak of violence, drugs or sex, and those of a season.
    pub allow_adult: bool,
    /// The only genres to show, in lower case; all where it is empty.
    pub include: BTreeSet<String>,
    /// The genres to keep away, in lower case; stronger than `include`.
    pub exclude: BTreeSet<String>,
}

impl Filter {
    /// Tells if tracks of a genre may be shown.
    #[must_use]
    pub fn allows_genre(&self, genre: &str) -> bool {
        (self.include.is_empty() || self.include.contains(genre)) && !self.exclude.contains(genre)
    }

    /// Tells if the filter keeps nothing away.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.hide_explicit && self.include.is_empty() && self.exclude.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_excluded_is_not_included() {
        let genres = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let filter = Filter {
            include: genres(&["jazz", "rock"]),
            exclude: genres(&["rock"]),
            ..Filter::default()
        };
        assert!(filter.allows_genre("jazz"));
        assert!(!filter.allows_genre("rock") && !filter.allows_genre("pop"));
        assert!(!filter.is_open() && Filter::default().is_open());
    }
}
