//! The list of tracks, and the player.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::{AudioFeatures, TrackId};
use crate::domain::music::goal::MINUTES_PER_TRACK;
use crate::domain::music::listed::ListedTrack;
use crate::flow::music::copy;
use crate::flow::music::list::TrackList;
use crate::flow::music::player::spotify_track;
use crate::flow::music::state::MusicState;

/// The list of tracks.
#[derive(Debug, Clone, PartialEq)]
pub struct TracksView {
    /// The heading of the list, by which a playlist of it is named: "For a calm mood".
    pub heading: String,
    /// The sentence over the list: "As calm as you look".
    pub sentence: String,
    /// The length of the list: "10 songs · 37 min".
    pub length: String,
    /// The mood that the list follows; none before there is any. The page takes its colours from it.
    pub mood: Option<Place>,
    /// The tracks, best first; empty while the catalogue is on its way.
    pub tracks: Vec<TrackView>,
    /// True while the list is still on its way.
    pub loading: bool,
    /// True when the list stays as it is whatever the mood does.
    pub pinned: bool,
    /// The reason that there is no track, if so.
    pub nothing: Option<&'static str>,
}

/// A track in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackView {
    /// The id that events name it by.
    pub id: TrackId,
    /// The title of the track.
    pub title: String,
    /// The name of the artist.
    pub artist: String,
    /// The year of release; empty where it is not known.
    pub year: String,
    /// Year and genre, for the small print.
    pub details: String,
    /// The sound of the track, of which its sleeve is drawn.
    pub features: AudioFeatures,
    /// The reasons that it is here, as a phrase.
    pub reason: String,
    /// The address that opens it in Spotify.
    pub open_url: String,
    /// The way to play it in the page.
    pub access: TrackAccess,
    /// True while the player holds it.
    pub playing: bool,
    /// True when it has a thumb up.
    pub liked: bool,
}

/// The ways to give a track to Spotify's player.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackAccess {
    /// The id is known.
    Known,
    /// A connected account may find it.
    Searchable,
    /// No way: all there is is a search on Spotify's own pages.
    None,
}

/// The player with its track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayerView {
    /// Title and artist, for the frame's name.
    pub title: String,
    /// The address of Spotify's player for the track. Loaded because the person asked for it.
    pub embed_url: String,
}

/// Projects the list of tracks.
#[must_use]
pub fn tracks_view(state: &MusicState) -> TracksView {
    let list = state.list();
    TracksView {
        heading: list.map_or_else(
            || copy::ANY_LIST.into(),
            |list| copy::write_heading(&list.purpose),
        ),
        sentence: list.map_or_else(
            || copy::ANY_LIST.into(),
            |list| {
                let origin = state.mood.map(|mood| mood.origin);
                copy::write_sentence(&list.purpose, origin, state.listing.is_pinned())
            },
        ),
        length: list.map_or_else(String::new, |list| length_of(list.tracks.len())),
        mood: state.mood.map(|mood| mood.place),
        tracks: list.map_or_else(Vec::new, |list| rows(list, state)),
        loading: state.is_loading(),
        pinned: state.listing.is_pinned(),
        nothing: list
            .and_then(|list| list.nothing)
            .map(copy::explain_nothing),
    }
}

/// Projects the player with its track.
#[must_use]
pub fn player_view(state: &MusicState) -> Option<PlayerView> {
    state.player.playing().map(|track| PlayerView {
        title: format!("{} by {}", track.title, track.artist),
        embed_url: track.embed_url(),
    })
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a list has a few dozen songs of a few minutes"
)]
fn length_of(songs: usize) -> String {
    copy::write_length(songs, (songs as f32 * MINUTES_PER_TRACK).round() as u32)
}

fn rows(list: &TrackList, state: &MusicState) -> Vec<TrackView> {
    let tracks = list.tracks.iter();
    tracks.map(|listed| row(listed, list, state)).collect()
}

fn row(listed: &ListedTrack, list: &TrackList, state: &MusicState) -> TrackView {
    let track = &listed.ranked.track;
    let known = spotify_track(list, &state.listener, listed.id());
    let playing = state.player.playing().map(|track| &track.id);
    TrackView {
        id: track.id.clone(),
        title: track.title.clone(),
        artist: track.artist.clone(),
        year: copy::write_details(track.year, ""),
        details: copy::write_details(track.year, &track.genre),
        features: track.features,
        reason: listed.reason.clone(),
        playing: known
            .as_ref()
            .is_some_and(|track| playing == Some(&track.id)),
        open_url: known.as_ref().unwrap_or(track).open_url(),
        access: match known {
            Some(_) => TrackAccess::Known,
            None if state.listener.can_search_for(listed.id()) => TrackAccess::Searchable,
            None => TrackAccess::None,
        },
        liked: listed.liked,
    }
}
