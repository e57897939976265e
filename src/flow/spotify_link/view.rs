//! The view of Spotify: the host's own, or one that stands in for it.

use crate::flow::bridge::spotify::SpotifyView;
use crate::flow::bridge::spotify::playback::Sound;
use crate::flow::bridge::spotify::view::{
    DeviceSearch, PlayersView, PlaylistView, SetupView, StatusView, UsageView,
};
use crate::flow::kit::link::LinkStage;
use crate::flow::spotify_link::copy;
use crate::flow::spotify_link::state::SpotifyLinkState;

/// Projects `state` to what is drawn.
#[must_use]
pub fn view(state: &SpotifyLinkState) -> SpotifyView {
    match (state.link.stage(), &state.view) {
        (LinkStage::Ready, Some(view)) => (**view).clone(),
        (absence, _) => stand_in(absence),
    }
}

/// The view while there is no host, as `absence` says, or it has said nothing yet.
fn stand_in(absence: LinkStage) -> SpotifyView {
    let has_failed = matches!(absence, LinkStage::Failed);
    let advice = match absence {
        LinkStage::Off => copy::not_fetched(),
        LinkStage::Starting { .. } | LinkStage::Ready => copy::explain_fetching(),
        LinkStage::Failed => copy::not_loaded(),
    };
    SpotifyView {
        chip: if has_failed {
            copy::FAILED_CHIP
        } else {
            copy::CHIP
        }
        .into(),
        status: StatusView {
            connected: false,
            trouble: has_failed,
            advice,
        },
        setup: SetupView {
            client_id: String::new(),
            built_in: false,
            redirect: Err(String::new()),
            ready: false,
        },
        person: None,
        ends: None,
        usage: UsageView { visit: 0, today: 0 },
        playlist: PlaylistView {
            name: String::new(),
            description: String::new(),
            busy: false,
            stopped: false,
            open_url: None,
            left_out: Vec::new(),
        },
        players: PlayersView {
            search: DeviceSearch::NotYet,
            rows: Vec::new(),
            sound: Sound::Silent,
            volume: None,
            queued: Vec::new(),
        },
        own: Vec::new(),
        saved: Vec::new(),
        found: Vec::new(),
        missing: Vec::new(),
    }
}
