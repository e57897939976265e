//! The player: which track of the list it holds, and which one it waits for until that is found on Spotify.

use crate::domain::music::catalogue::{Track, TrackId};
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::music::list::TrackList;

/// The player's track, under Spotify's id.
#[derive(Debug, Default)]
pub(super) struct Player {
    playing: Option<Track>,
    /// A track of the list that is to be played as soon as it is found.
    awaited: Option<TrackId>,
}

/// A track of the list under Spotify's id, if it has one or one was found.
pub(super) fn spotify_track(list: &TrackList, listener: &Listener, id: &TrackId) -> Option<Track> {
    list.under_id(id, listener.spotify_id(id)?)
}

impl Player {
    /// The track that it holds.
    pub const fn playing(&self) -> Option<&Track> {
        self.playing.as_ref()
    }

    /// Plays a track of the list, if Spotify's player knows it. Says whether it has to be searched for first.
    pub fn play_track(&mut self, id: &TrackId, list: &TrackList, listener: &Listener) -> bool {
        self.awaited = None;
        if let Some(track) = spotify_track(list, listener, id) {
            self.playing = Some(track);
            return false;
        }
        let search = listener.can_search_for(id);
        self.awaited = search.then(|| id.clone());
        search
    }

    /// Plays what it waits for, if that was found; waits no more for what was not.
    pub fn play_found(&mut self, list: &TrackList, listener: &Listener) {
        let Some(awaited) = self.awaited.take() else {
            return;
        };
        match spotify_track(list, listener, &awaited) {
            Some(track) => self.playing = Some(track),
            None => self.awaited = Some(awaited).filter(|id| listener.can_search_for(id)),
        }
    }

    /// Closes it, also for what it waits for.
    pub fn close_player(&mut self) {
        self.playing = None;
        self.awaited = None;
    }
}
