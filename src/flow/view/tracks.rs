//! The list of tracks and the player.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::reason::phrase;
use crate::flow::state::State;
use crate::flow::tracks::Shelf;

/// The list of tracks.
#[derive(Debug, Clone, PartialEq)]
pub struct TracksView {
    /// What the list is for: "For a calm mood".
    pub heading: String,
    /// The tracks, best first; empty while the catalogue is on its way.
    pub tracks: Vec<TrackView>,
    /// Whether the catalogue is still on its way.
    pub loading: bool,
    /// Whether the list stays as it is whatever the mood does.
    pub pinned: bool,
}

/// A track in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackView {
    /// Its id.
    pub id: TrackId,
    /// Title.
    pub title: String,
    /// Artist.
    pub artist: String,
    /// Year and genre, for the small print.
    pub details: String,
    /// Why it is here.
    pub reason: String,
    /// Where it opens in Spotify.
    pub open_url: String,
    /// Whether the player holds it.
    pub playing: bool,
}

/// The player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayerView {
    /// Title and artist, for the frame's name.
    pub title: String,
    /// The address of Spotify's player for the track. Loaded because the person asked for it.
    pub embed_url: String,
}

pub(super) fn tracks(state: &State) -> TracksView {
    let shelf = &state.listening.shelf;
    TracksView {
        heading: shelf.heading(),
        tracks: rows(shelf),
        loading: shelf.loading(),
        pinned: shelf.pinned(),
    }
}

fn rows(shelf: &Shelf) -> Vec<TrackView> {
    let playing = shelf.playing().map(|track| &track.id);
    shelf
        .list()
        .iter()
        .map(|ranked| TrackView {
            id: ranked.track.id.clone(),
            title: ranked.track.title.clone(),
            artist: ranked.track.artist.clone(),
            details: format!("{} · {}", ranked.track.year, ranked.track.genre),
            reason: phrase(&ranked.reasons),
            open_url: ranked.track.open_url(),
            playing: playing == Some(&ranked.track.id),
        })
        .collect()
}

pub(super) fn player(state: &State) -> Option<PlayerView> {
    state.listening.shelf.playing().map(|track| PlayerView {
        title: format!("{} by {}", track.title, track.artist),
        embed_url: track.embed_url(),
    })
}
