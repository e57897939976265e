//! What is shown of Spotify while its module is not there.

use crate::flow_old::spotify::words::{NextStep, Words, of_connection};
use crate::flow_old::spotify::{
    PlayersView, PlaylistView, Search, SetupView, SpotifyView, StatusView, UsageView,
    connection::Connection, playback::Sound,
};

/// Why the module is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// Nobody has wanted it.
    Unasked,
    /// It is on its way.
    Fetching,
    /// It could not be fetched, or has stopped.
    Failed,
}

/// The view without it.
#[must_use]
pub fn view(absence: Absence) -> SpotifyView {
    let words = match absence {
        Absence::Unasked => of_connection(&Connection::None, None),
        Absence::Fetching => of_connection(&Connection::Unknown, None),
        Absence::Failed => Words {
            what: "What Spotify needs could not be loaded.".into(),
            advice: "Check the connection, then try again. Everything else works without.".into(),
            step: Some(NextStep::TryAgain),
        },
    };
    let trouble = absence == Absence::Failed;
    SpotifyView {
        chip: if trouble {
            "Spotify needs you"
        } else {
            "Connect Spotify"
        }
        .into(),
        status: StatusView {
            connected: false,
            trouble,
            words,
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
            left_out: 0,
        },
        players: PlayersView {
            search: Search::NotYet,
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
