//! Liked tracks: like, unlike. Which are liked is told with the taste, as far as hearts in a list need it.

use crate::domain::http::{HttpRequest, Method};
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::API;

/// The most tracks that one call takes.
pub const MOST: usize = 40;

/// A track's address inside Spotify.
#[must_use]
pub fn track_uri(id: &TrackId) -> String {
    format!("spotify:track:{}", id.as_str())
}

/// The addresses of at most [`MOST`] tracks as a query parameter; ids are of plain characters.
fn uris(ids: &[TrackId]) -> String {
    let uris: Vec<_> = ids.iter().take(MOST).map(track_uri).collect();
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
