//! The choices around the list, and the genres there are to choose from.

use crate::domain::music::goal::{Goal, ListLength, Route};
use crate::domain::music::source::TrackSource;
use crate::domain::order::sort_by;
use crate::flow::music::choices::GenreRule;
use crate::flow::music::copy;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::state::MusicState;

/// The choices beside a mood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoicesView {
    /// The goal that the music leads to.
    pub goal: Goal,
    /// The effect of the goal in one line; whoever is afraid is offered calm.
    pub hint: &'static str,
    /// The way to the goal.
    pub route: Route,
    /// The length of the list.
    pub length: ListLength,
    /// The sources that it is drawn from; none while there is no choice.
    pub sources: Option<TrackSource>,
    /// True when songs of violence, drugs and sex may come.
    pub allow_adult: bool,
    /// True when explicit tracks stay away.
    pub hide_explicit: bool,
    /// Every genre, with its rule.
    pub genres: Vec<(String, GenreRule)>,
    /// The number of rules in all.
    pub filters: usize,
}

/// Projects the choices around the list.
#[must_use]
pub fn choices_view(state: &MusicState, given: &MusicGiven<'_>) -> ChoicesView {
    let choices = &state.choices;
    let genres = genres(state, given).into_iter();
    let is_afraid = state.mood.is_some_and(|mood| mood.intent.is_fearful());
    ChoicesView {
        goal: choices.goal,
        hint: if choices.goal == Goal::Match && is_afraid {
            copy::CALM_OFFERED
        } else {
            choices.goal.description()
        },
        route: choices.route,
        allow_adult: choices.filter.allow_adult,
        length: choices.length,
        sources: given.has_library.then_some(choices.sources),
        hide_explicit: choices.filter.hide_explicit,
        genres: genres
            .map(|genre| (genre.to_owned(), choices.rule_for(genre)))
            .collect(),
        filters: choices.rule_count(),
    }
}

/// The genres of the catalogue and of the person's own tracks, in alphabetical order. Tracks of no known genre can't
/// be chosen by it.
fn genres<'a>(state: &'a MusicState, given: &MusicGiven<'a>) -> Vec<&'a str> {
    let all = state.catalogue.genres().iter().chain(given.library_genres);
    let named = all.map(String::as_str).filter(|genre| !genre.is_empty());
    let mut genres: Vec<_> = named.collect();
    sort_by(&mut genres, Ord::cmp);
    genres.dedup();
    genres
}
