//! Finding the id of a track by title and artist: one search, the best match or none.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::{RawTrack, SpotifyTrack};
use crate::domain::spotify::reading::{ItemPage, json};
use oauth2::url::form_urlencoded::byte_serialize;
use serde::Deserialize;

/// A call that asks for more than ten is refused.
const LIMIT: usize = 10;

/// A track that is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WantedTrack {
    /// The title of the track.
    pub title: String,
    /// The artist who plays it.
    pub artist: String,
}

#[derive(Debug, Deserialize)]
struct SearchBody {
    tracks: ItemPage<RawTrack>,
}

pub(super) fn search_request(wanted: &WantedTrack) -> HttpRequest {
    // A quotation mark would end the filter's value.
    let bare = |text: &str| text.replace('"', " ");
    let query = format!(
        "track:\"{}\" artist:\"{}\"",
        bare(&wanted.title),
        bare(&wanted.artist)
    );
    let query: String = byte_serialize(query.as_bytes()).collect();
    HttpRequest::new(
        Method::Get,
        format!("{API}/search?q={query}&type=track&limit={LIMIT}"),
    )
}

pub(super) fn read_search(
    response: &HttpResponse,
    wanted: &WantedTrack,
) -> Result<Option<SpotifyTrack>, ApiFault> {
    let found: SearchBody = json(response)?;
    let tracks = found.tracks.items.into_iter().map(SpotifyTrack::from);
    Ok(best(tracks, wanted))
}

/// The track whose artist is the wanted one and whose title is nearest to the wanted one: the same, or the same
/// before "(…)" or " - …". Nothing else will do: the wrong song is worse than none.
fn best(tracks: impl Iterator<Item = SpotifyTrack>, wanted: &WantedTrack) -> Option<SpotifyTrack> {
    let (title, artist) = (folded(&wanted.title), folded(&wanted.artist));
    let fitting = tracks.filter(|track| track.artists.iter().any(|name| folded(name) == artist));
    fitting
        .filter_map(|track| {
            let full = folded(&track.title);
            let distance = if full == title {
                0
            } else if core(&track.title) == core(&wanted.title) {
                1
            } else {
                return None;
            };
            Some((distance, track))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, track)| track)
}

/// Letters and digits in lower case: punctuation and spaces differ from source to source.
fn folded(text: &str) -> String {
    let kept = text.chars().filter(|letter| letter.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The title without what stands in brackets or after a dash, folded.
fn core(title: &str) -> String {
    folded(plain_title(title))
}

/// The title without what stands in brackets or after a dash: "(Live)", "- 2016 Remaster".
#[must_use]
pub fn plain_title(title: &str) -> &str {
    let marks = [" (", " [", " - "].into_iter();
    let end = marks.filter_map(|mark| title.find(mark)).min();
    title.get(..end.unwrap_or(title.len())).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::catalogue::TrackId;

    fn track(id: u8, title: &str, artist: &str) -> SpotifyTrack {
        SpotifyTrack {
            id: TrackId::new(&format!("{id:022}")).unwrap(),
            title: title.into(),
            artists: vec![artist.into()],
            year: None,
            explicit: false,
        }
    }

    fn wanted(title: &str, artist: &str) -> WantedTrack {
        WantedTrack {
            title: title.into(),
            artist: artist.into(),
        }
    }

    #[test]
    fn the_same_title_wins_over_a_version_and_another_artist_is_nobody() {
        let tracks = [
            track(1, "Blue Monday", "Orgy"),
            track(2, "Blue Monday - 2016 Remaster", "New Order"),
            track(3, "Blue Monday", "NEW ORDER"),
        ];
        let found =
            |of: &[SpotifyTrack]| best(of.iter().cloned(), &wanted("Blue Monday", "New Order"));
        assert_eq!(found(&tracks), Some(tracks[2].clone()));
        assert_eq!(found(&tracks[..2]), Some(tracks[1].clone()));
        assert_eq!(found(&tracks[..1]), None);
    }

    #[test]
    fn a_quotation_mark_stays_inside_the_query() {
        let request = search_request(&wanted("\"Heroes\" & more", "Bowie"));
        assert_eq!(
            request.url,
            "https://api.spotify.com/v1/search?q=track%3A%22+Heroes++%26+more%22+artist%3A%22Bowie%22\
             &type=track&limit=10"
        );
    }
}
