//! The person's choices beside a mood: the goal, the length, the filter, the sources.

use crate::domain::music::filter::Filter;
use crate::domain::music::goal::{Goal, ListLength, Route};
use crate::domain::music::source::TrackSource;
use serde::{Deserialize, Serialize};

/// The choices, kept between visits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The goal: a place for the music to lead to.
    pub goal: Goal,
    /// The way to the goal.
    pub route: Route,
    /// The length of the list.
    pub length: ListLength,
    /// The filter: tracks that may be shown at all.
    pub filter: Filter,
    /// The sources that lists are drawn from.
    #[serde(rename = "shelves")]
    pub sources: TrackSource,
}

/// The filter's rule for one genre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenreRule {
    /// Shown, unless others are shown alone.
    Any,
    /// Shown alone, with others of the same rule.
    Only,
    /// Kept out of every list.
    Never,
}

/// A change of the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The goal is another one.
    Goal(Goal),
    /// The way to the goal is another one.
    Route(Route),
    /// Songs of violence, drugs and sex may come, or stay away.
    AllowAdult(bool),
    /// The length is another one.
    Length(ListLength),
    /// The sources are other ones.
    Sources(TrackSource),
    /// Explicit tracks stay away, or may come.
    HideExplicit(bool),
    /// Another rule for a genre.
    Genre(String, GenreRule),
    /// No track is filtered out any more.
    NoFilter,
}

impl Choices {
    /// The rule for `genre`.
    #[must_use]
    pub fn rule_for(&self, genre: &str) -> GenreRule {
        if self.filter.exclude.contains(genre) {
            GenreRule::Never
        } else if self.filter.include.contains(genre) {
            GenreRule::Only
        } else {
            GenreRule::Any
        }
    }

    /// The number of rules in the filter.
    #[must_use]
    pub fn rule_count(&self) -> usize {
        let filter = &self.filter;
        usize::from(filter.hide_explicit) + filter.include.len() + filter.exclude.len()
    }

    /// Changes what `choice` is about.
    pub fn apply_choice(&mut self, choice: Choice) {
        match choice {
            Choice::Goal(goal) => self.goal = goal,
            Choice::Route(route) => self.route = route,
            Choice::AllowAdult(allow) => self.filter.allow_adult = allow,
            Choice::Length(length) => self.length = length,
            Choice::Sources(sources) => self.sources = sources,
            Choice::HideExplicit(hide) => self.filter.hide_explicit = hide,
            Choice::Genre(genre, rule) => self.set_rule(genre, rule),
            Choice::NoFilter => self.filter = Filter::default(),
        }
    }

    fn set_rule(&mut self, genre: String, rule: GenreRule) {
        let filter = &mut self.filter;
        filter.include.remove(&genre);
        filter.exclude.remove(&genre);
        match rule {
            GenreRule::Any => {}
            GenreRule::Only => {
                filter.include.insert(genre);
            }
            GenreRule::Never => {
                filter.exclude.insert(genre);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_of_the_first_release_can_be_read() {
        let text = r#"{"goal":"lift","length":{"minutes":60},"filter":{"hide_explicit":true},"shelves":"ours"}"#;
        let choices: Choices = serde_json::from_str(text).unwrap();
        assert_eq!(choices.goal, Goal::Lift);
        assert_eq!(choices.length, ListLength::Minutes(60));
        assert!(choices.filter.hide_explicit);
        assert_eq!(choices.sources, TrackSource::Catalogue);
    }

    #[test]
    fn a_genre_has_one_rule() {
        let mut choices = Choices::default();
        for rule in [GenreRule::Only, GenreRule::Never, GenreRule::Any] {
            choices.apply_choice(Choice::Genre("jazz".into(), rule));
            assert_eq!(choices.rule_for("jazz"), rule);
        }
        assert_eq!(choices, Choices::default());
    }
}
