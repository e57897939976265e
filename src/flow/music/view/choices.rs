//! The choices around the list, and the genres there are to choose from.

use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::source::TrackSource;
use crate::domain::order::sort_by;
use crate::flow::music::choices::GenreRule;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::state::MusicState;

/// The choices beside a mood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoicesView {
    /// The goal that the music leads to.
    pub goal: Goal,
    /// The length of the list.
    pub length: ListLength,
    /// The sources that it is drawn from; none while there is no choice.
    pub sources: Option<TrackSource>,
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
    ChoicesView {
        goal: choices.goal,
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
