//! What a connected account tells the list: what the person likes, external tracks, and ids that were found.
//!
//! Held for as long as the page is open and the account connected; nothing of it is written into a record.

use crate::domain::music::affinity::Affinity;
use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::music::external_track::{ExternalTrack, with_external_tracks};
use crate::domain::music::pool::Pool;
use crate::domain::music::source::TrackSource;
use crate::flow_old::Effect;
use crate::flow_old::music::{Hold, Music, Stock, compose, why};
use crate::flow_old::spotify::Entry;
use crate::flow_old::state::State;
use serde::{Deserialize, Serialize};

/// What it tells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Account {
    /// Whether an account is connected, so that tracks can be searched for.
    pub connected: bool,
    /// What the person likes.
    pub affinity: Affinity,
    /// Tracks whose sound is known beside the catalogue's.
    pub external_tracks: Vec<ExternalTrack>,
    /// Spotify's ids of tracks that have none of their own, by ours.
    pub found: Vec<(TrackId, TrackId)>,
    /// What was searched for and not found.
    pub missing: Vec<TrackId>,
}

/// The account's word, and what follows from it.
#[derive(Debug, Default)]
pub(super) struct Parlour {
    pub said: Account,
    /// The catalogue with the external tracks.
    pool: Option<Box<Pool>>,
    /// A track that is to be played as soon as it is found.
    pub awaited: Option<TrackId>,
}

/// The account tells something. Guests that are gone leave the list too.
pub fn told(state: &mut State, said: Account) -> Vec<Effect> {
    let music = &mut state.music;
    if music.parlour.said == said {
        return Vec::new();
    }
    let before = std::mem::replace(&mut music.parlour.said, said);
    play_what_was_found(music);
    if before.external_tracks == music.parlour.said.external_tracks {
        return Vec::new();
    }
    seat(music);
    let left = |id: &TrackId| before.external_tracks.iter().any(|guest| guest.id == *id);
    let still = music.parlour.said.external_tracks.clone();
    let gone = |id: &TrackId| left(id) && !still.iter().any(|guest| guest.id == *id);
    let Some(list) = &mut music.list else {
        return Vec::new();
    };
    let count = list.tracks.len();
    list.tracks.retain(|listed| !gone(listed.id()));
    if list.tracks.len() == count {
        return Vec::new();
    }
    // What an undo would bring back is gone as well.
    music.undo = None;
    why::refresh(music);
    if music.hold == Hold::Pinned {
        return compose::write(music).into_iter().collect();
    }
    compose::anew(state)
}

/// Makes the catalogue ready with the external tracks; to be done again when either changes.
pub(super) fn seat(music: &mut Music) {
    let Stock::Here(pool) = &music.stock else {
        return;
    };
    let external_tracks = &music.parlour.said.external_tracks;
    let tracks = || with_external_tracks(pool.tracks().to_vec(), external_tracks);
    music.parlour.pool = (!external_tracks.is_empty()).then(|| Box::new(Pool::new(tracks())));
}

fn play_what_was_found(music: &mut Music) {
    let Some(awaited) = music.parlour.awaited.take() else {
        return;
    };
    match music.with_spotifys_id(&awaited) {
        Some(track) => music.playing = Some(track),
        None if music.can_be_found(&awaited) => music.parlour.awaited = Some(awaited),
        None => {}
    }
}

impl Music {
    /// The list's tracks, in the order to hear them, as Spotify is asked with them.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let listed = self.list.iter().flat_map(|list| &list.tracks);
        let entries = listed.map(|listed| Entry {
            id: listed.id().clone(),
            title: listed.ranked.track.title.clone(),
            artist: listed.ranked.track.artist.clone(),
        });
        entries.collect()
    }

    /// The catalogue, with the guests where they are welcome.
    pub(super) fn pool(&self, shelves: TrackSource) -> Option<&Pool> {
        let Stock::Here(pool) = &self.stock else {
            return None;
        };
        let with_external_tracks = self.parlour.pool.as_deref();
        let with_external_tracks =
            with_external_tracks.filter(|_| shelves != TrackSource::Catalogue);
        Some(with_external_tracks.unwrap_or(pool))
    }

    /// The external tracks, where they are welcome.
    pub(super) fn external_tracks(&self, shelves: TrackSource) -> Vec<ExternalTrack> {
        if shelves == TrackSource::Catalogue {
            return Vec::new();
        }
        self.parlour.said.external_tracks.clone()
    }

    /// Whether a track is a guest, whose record is not ours to keep.
    pub(super) fn is_external(&self, id: &TrackId) -> bool {
        let mut external_tracks = self.parlour.said.external_tracks.iter();
        external_tracks.any(|guest| guest.id == *id)
    }

    /// Spotify's id of a track of the list, if it has one or one was found.
    #[must_use]
    pub fn spotifys_id(&self, id: &TrackId) -> Option<TrackId> {
        if id.spotify().is_some() {
            return Some(id.clone());
        }
        let mut found = self.parlour.said.found.iter();
        found
            .find(|(ours, _)| ours == id)
            .map(|(_, theirs)| theirs.clone())
    }

    /// Whether a search for the track may find it.
    #[must_use]
    pub fn can_be_found(&self, id: &TrackId) -> bool {
        let said = &self.parlour.said;
        said.connected && !said.missing.contains(id)
    }

    /// A track of the list under Spotify's id.
    #[must_use]
    pub fn with_spotifys_id(&self, id: &TrackId) -> Option<Track> {
        let list = self.list.as_ref()?;
        let listed = list.tracks.get(list.place_of(id)?)?;
        Some(Track {
            id: self.spotifys_id(id)?,
            ..listed.ranked.track.clone()
        })
    }

    /// What the account tells.
    #[must_use]
    pub const fn account(&self) -> &Account {
        &self.parlour.said
    }
}
