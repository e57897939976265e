//! Recommendations: a right that old client ids may still have. Asked for with tracks alone, never with a mood.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::{RawTrack, SpotifyTrack};
use crate::domain::spotify::reading::{json, readable};
use serde::Deserialize;

/// The most tracks that one call takes to begin with.
pub const MOST_SEEDS: usize = 5;
/// The number of tracks to ask for.
const LIMIT: usize = 50;

#[derive(Debug, Deserialize)]
struct SuggestedTracks {
    #[serde(deserialize_with = "readable")]
    tracks: Vec<RawTrack>,
}

pub(super) fn recommendations_request(seeds: &[TrackId]) -> HttpRequest {
    let seeds: Vec<_> = seeds.iter().take(MOST_SEEDS).map(TrackId::as_str).collect();
    HttpRequest::new(
        Method::Get,
        format!(
            "{API}/recommendations?limit={LIMIT}&seed_tracks={}",
            seeds.join("%2C")
        ),
    )
}

pub(super) fn read_recommendations(response: &HttpResponse) -> Result<Vec<SpotifyTrack>, ApiFault> {
    let suggested: SuggestedTracks = json(response)?;
    let tracks = suggested.tracks.into_iter().map(SpotifyTrack::from);
    Ok(tracks.collect())
}
