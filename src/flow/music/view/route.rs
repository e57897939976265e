//! The list on the mood plane: its path, a dot for each track, and both in words.

use crate::domain::chart::plane::{drawn_at, path_points, track_table};
use crate::domain::chart::table::ChartTable;
use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::flow::music::copy;
use crate::flow::music::state::MusicState;

/// The list on the plane: a hundred units for one, pleasant to the right, energetic upwards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RouteView {
    /// The path as the `points` of a polyline; empty if it leads nowhere.
    pub path: String,
    /// The end of the path, if it leads anywhere.
    pub end: Option<(f32, f32)>,
    /// The tracks, in order.
    pub dots: Vec<(f32, f32)>,
    /// The list's way over the plane in words.
    pub words: String,
    /// The list's way over the plane as a table.
    pub table: ChartTable,
}

/// Projects the list on the plane; an empty list is nowhere.
#[must_use]
pub fn route_view(state: &MusicState) -> RouteView {
    let Some(list) = state.list().filter(|list| !list.tracks.is_empty()) else {
        return RouteView::default();
    };
    let path = list.purpose.path();
    let start = path.places().first().copied().unwrap_or_default();
    let end = path.places().last().copied().filter(|_| path.moves());
    let ranked = list.tracks.iter().map(|listed| &listed.ranked);
    RouteView {
        path: path_points(&path),
        end: end.map(drawn_at),
        dots: ranked.clone().map(|one| drawn_at(one.sound)).collect(),
        words: copy::route(list.tracks.len(), mood_word(start), end.map(mood_word)),
        table: track_table(ranked),
    }
}

fn mood_word(place: Place) -> &'static str {
    word_for(place)
}
