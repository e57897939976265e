//! The music as the page draws it: words, percentages and places on the plane. A function for each section, so that
//! only those that may have changed are projected.

mod choices;
mod explanation;
mod route;
mod tracks;

pub use choices::{ChoicesView, choices_view};
pub use explanation::{ExplanationView, TasteLine, explanation_view};
pub use route::{RouteView, map_view, route_view};
pub use tracks::{PlayerView, TrackAccess, TrackView, TracksView, player_view, tracks_view};

use crate::domain::mood::place::Place;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::state::MusicState;

/// All sections of the music.
#[derive(Debug, Clone, PartialEq)]
pub struct MusicView {
    /// The list of tracks.
    pub tracks: TracksView,
    /// The player, when a track was asked for.
    pub player: Option<PlayerView>,
    /// The choices around the list.
    pub choices: ChoicesView,
    /// The list as a path.
    pub route: RouteView,
    /// The places of the catalogue's songs, for the map.
    pub map: Vec<Place>,
    /// The explanation that is open.
    pub explanation: Option<ExplanationView>,
}

/// Projects all sections of the music.
#[must_use]
pub fn view(state: &MusicState, given: &MusicGiven<'_>) -> MusicView {
    MusicView {
        tracks: tracks_view(state),
        player: player_view(state),
        choices: choices_view(state, given),
        route: route_view(state),
        map: map_view(state),
        explanation: explanation_view(state, given),
    }
}
