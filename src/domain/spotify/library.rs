//! Liked tracks: like, unlike, look.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::reading::json;

/// The most tracks that one call takes.
pub const MOST: usize = 40;

/// A track's address inside Spotify.
#[must_use]
pub fn uri(id: &TrackId) -> String {
    format!("spotify:track:{}", id.as_str())
}

/// The addresses of at most [`MOST`] tracks as a query parameter; ids are of plain characters.
fn uris(ids: &[TrackId]) -> String {
    let uris: Vec<_> = ids.iter().take(MOST).map(uri).collect();
    format!(
        "uris={}",
        uris.join(",").replace(':', "%3A").replace(',', "%2C")
    )
}

pub(super) fn save_request(ids: &[TrackId]) -> HttpRequest {
    HttpRequest::new(Method::Put, format!("{API}/me/library?{}", uris(ids)))
}

pub(super) fn unsave_request(ids: &[TrackId]) -> HttpRequest {
    HttpRequest::new(Method::Delete, format!("{API}/me/library?{}", uris(ids)))
}

pub(super) fn contains_request(ids: &[TrackId]) -> HttpRequest {
    HttpRequest::new(
        Method::Get,
        format!("{API}/me/library/contains?{}", uris(ids)),
    )
}

/// Which of `ids` are liked.
pub(super) fn read_contains(
    response: &HttpResponse,
    ids: &[TrackId],
) -> Result<Vec<TrackId>, ApiFault> {
    let liked: Vec<bool> = json(response)?;
    let pairs = ids.iter().zip(liked).filter(|(_, liked)| *liked);
    Ok(pairs.map(|(id, _)| id.clone()).collect())
}
