//! The list as a path: what its drawings need, and the same in words.

use crate::domain::drawing::route::RouteSketch;
use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::domain::music::aim::place_of;
use crate::domain::music::source::TrackSource;
use crate::flow::music::copy;
use crate::flow::music::state::MusicState;

/// The list as a path over the plane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RouteView {
    /// The path as it is drawn; none while there is no list.
    pub sketch: Option<RouteSketch>,
    /// The path in words: "10 songs from tense to calm".
    pub words: String,
    /// The places that were asked for, one for each song.
    pub aims: Vec<Place>,
}

/// Projects the list as a path; an empty list is none.
#[must_use]
pub fn route_view(state: &MusicState) -> RouteView {
    let Some(list) = state.list().filter(|list| !list.tracks.is_empty()) else {
        return RouteView::default();
    };
    let path = list.purpose.path();
    let from = path.places().first().copied().unwrap_or_default();
    let to = path.places().last().copied().unwrap_or_default();
    let end = path.moves().then_some(to);
    let ranked = list.tracks.iter().map(|listed| &listed.ranked);
    RouteView {
        words: copy::describe_route(list.tracks.len(), word_for(from), end.map(word_for)),
        aims: ranked.clone().map(|one| one.aim.place).collect(),
        sketch: Some(RouteSketch {
            goal: list.purpose.goal,
            from,
            to,
            songs: ranked.map(|one| one.sound).collect(),
        }),
    }
}

/// Projects the catalogue as places on the plane, for its map; empty until it has come.
#[must_use]
pub fn map_view(state: &MusicState) -> Vec<Place> {
    let pool = state.catalogue.pool(TrackSource::Catalogue);
    let tracks = pool.into_iter().flat_map(|pool| pool.tracks());
    tracks.map(|track| place_of(&track.features)).collect()
}
