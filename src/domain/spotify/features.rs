//! Audio features: a right that old client ids still have. Where there is one, a person's own tracks can be
//! ranked beside the catalogue's.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::music::catalogue::{AudioFeatures, TrackId};
use crate::domain::quantity::{Bpm, Fraction};
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::reading::{json, readable};
use serde::Deserialize;

/// The most tracks that one call takes.
pub const MOST: usize = 100;

#[derive(Debug, Deserialize)]
struct FeatureTable {
    #[serde(deserialize_with = "readable")]
    audio_features: Vec<FeatureRow>,
}

#[derive(Debug, Deserialize)]
struct FeatureRow {
    id: TrackId,
    valence: f32,
    energy: f32,
    danceability: f32,
    tempo: f32,
    acousticness: f32,
    instrumentalness: f32,
}

pub(super) fn features_request(ids: &[TrackId]) -> HttpRequest {
    let ids: Vec<_> = ids.iter().take(MOST).map(TrackId::as_str).collect();
    HttpRequest::new(
        Method::Get,
        format!("{API}/audio-features?ids={}", ids.join("%2C")),
    )
}

pub(super) fn read_features(
    response: &HttpResponse,
) -> Result<Vec<(TrackId, AudioFeatures)>, ApiFault> {
    let table: FeatureTable = json(response)?;
    let rows = table.audio_features.into_iter().map(|row| {
        let features = AudioFeatures {
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
