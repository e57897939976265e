//! What a person listens to: top artists and tracks, what was played lately, what is liked.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::reading::{ItemPage, json, lenient, readable};
use serde::{Deserialize, Serialize};

/// The most that one call gives.
const LIMIT: usize = 50;

/// Over which time Spotify has counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeRange {
    /// The last four weeks or so.
    Short,
    /// The last six months or so.
    Medium,
    /// The last year or so.
    Long,
}

impl TimeRange {
    const fn name(self) -> &'static str {
        match self {
            Self::Short => "short_term",
            Self::Medium => "medium_term",
            Self::Long => "long_term",
        }
    }
}

/// A track of Spotify's, as far as it has told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotifyTrack {
    /// The id that Spotify gives.
    pub id: TrackId,
    /// The title; empty if it was not told.
    pub title: String,
    /// The artists who play it, the first one first.
    pub artists: Vec<String>,
    /// The year when its album came out.
    pub year: Option<u16>,
    /// Tells whether Spotify marks it as explicit.
    pub explicit: bool,
}

/// An artist of Spotify's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpotifyArtist {
    /// The name of the artist.
    pub name: String,
    /// Genres in lower case; often none.
    pub genres: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawTrack {
    id: TrackId,
    #[serde(default, deserialize_with = "lenient")]
    name: String,
    #[serde(default, deserialize_with = "readable")]
    artists: Vec<RawArtist>,
    #[serde(default, deserialize_with = "lenient")]
    album: RawAlbum,
    #[serde(default, deserialize_with = "lenient")]
    explicit: bool,
}

#[derive(Debug, Deserialize)]
struct RawArtist {
    name: String,
    #[serde(default, deserialize_with = "readable")]
    genres: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct RawAlbum {
    #[serde(default, deserialize_with = "lenient")]
    release_date: String,
}

/// A line of a list of listened or liked tracks: the track stands under `item` now, under `track` before.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "lenient")]
    item: Option<RawTrack>,
    #[serde(default, deserialize_with = "lenient")]
    track: Option<RawTrack>,
}

impl From<RawTrack> for SpotifyTrack {
    fn from(raw: RawTrack) -> Self {
        let year = raw.album.release_date.get(..4);
        Self {
            id: raw.id,
            title: raw.name,
            artists: raw.artists.into_iter().map(|artist| artist.name).collect(),
            year: year.and_then(|year| year.parse().ok()),
            explicit: raw.explicit,
        }
    }
}

fn get(path: &str) -> HttpRequest {
    HttpRequest::new(Method::Get, format!("{API}/me/{path}limit={LIMIT}"))
}

pub(super) fn top_tracks_request(range: TimeRange) -> HttpRequest {
    get(&format!("top/tracks?time_range={}&", range.name()))
}

pub(super) fn top_artists_request(range: TimeRange) -> HttpRequest {
    get(&format!("top/artists?time_range={}&", range.name()))
}

pub(super) fn recent_request() -> HttpRequest {
    get("player/recently-played?")
}

pub(super) fn liked_request() -> HttpRequest {
    get("tracks?")
}

pub(super) fn read_tracks(response: &HttpResponse) -> Result<Vec<SpotifyTrack>, ApiFault> {
    let page: ItemPage<RawTrack> = json(response)?;
    Ok(page.items.into_iter().map(SpotifyTrack::from).collect())
}

pub(super) fn read_lines(response: &HttpResponse) -> Result<Vec<SpotifyTrack>, ApiFault> {
    let page: ItemPage<Line> = json(response)?;
    let tracks = page
        .items
        .into_iter()
        .filter_map(|line| line.item.or(line.track));
    Ok(tracks.map(SpotifyTrack::from).collect())
}

pub(super) fn read_artists(response: &HttpResponse) -> Result<Vec<SpotifyArtist>, ApiFault> {
    let page: ItemPage<RawArtist> = json(response)?;
    let artists = page.items.into_iter().map(|raw| SpotifyArtist {
        name: raw.name,
        genres: raw
            .genres
            .iter()
            .map(|genre| genre.to_lowercase())
            .collect(),
    });
    Ok(artists.collect())
}
