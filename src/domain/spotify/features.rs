//! Audio features: a right that old client ids still have. Where there is one, a person's own tracks can be
//! ranked beside the catalogue's.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::music::catalogue::{Features, Style, Track, TrackId};
use crate::domain::quantity::{Bpm, Fraction};
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::reading::{json, readable};
use serde::Deserialize;

/// The most tracks that one call takes.
pub const MOST: usize = 100;

/// What a track without a genre of its own is called in the list.
const GENRE: &str = "yours";

#[derive(Debug, Deserialize)]
struct Table {
    #[serde(deserialize_with = "readable")]
    audio_features: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Row {
    id: TrackId,
    valence: f32,
    energy: f32,
    danceability: f32,
    tempo: f32,
    acousticness: f32,
    instrumentalness: f32,
}

pub(super) fn request(ids: &[TrackId]) -> HttpRequest {
    let ids: Vec<_> = ids.iter().take(MOST).map(TrackId::as_str).collect();
    HttpRequest::new(
        Method::Get,
        format!("{API}/audio-features?ids={}", ids.join("%2C")),
    )
}

pub(super) fn read(response: &HttpResponse) -> Result<Vec<(TrackId, Features)>, ApiFault> {
    let table: Table = json(response)?;
    let rows = table.audio_features.into_iter().map(|row| {
        let features = Features {
            valence: Fraction::clamped(row.valence),
            energy: Fraction::clamped(row.energy),
            danceability: Fraction::clamped(row.danceability),
            tempo: Bpm::clamped(row.tempo),
            acousticness: Fraction::clamped(row.acousticness),
            instrumentalness: Fraction::clamped(row.instrumentalness),
        };
        (row.id, features)
    });
    Ok(rows.collect())
}

/// The tracks of `known` whose features are told, as the ranking takes them.
#[must_use]
pub fn candidates(known: &[SpotifyTrack], features: &[(TrackId, Features)]) -> Vec<Track> {
    let tracks = known.iter().filter_map(|track| {
        let (_, features) = features.iter().find(|(id, _)| *id == track.id)?;
        Some(Track {
            id: track.id.clone(),
            title: track.title.clone(),
            artist: track.artists.first()?.clone(),
            year: track.year.unwrap_or_default(),
            genre: GENRE.into(),
            style: Style::of_genre(GENRE),
            country: None,
            features: *features,
            explicit: track.explicit,
        })
    });
    tracks.collect()
}
