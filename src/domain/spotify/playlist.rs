//! Making a playlist: two calls, and a third that looks when nobody knows whether the first one was done.
//!
//! A draft carries a mark that no other playlist has, as the last word of its description. After a lost answer
//! the own playlists are looked through for the mark, so that nothing is ever made twice.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::API;
use crate::domain::spotify::fault::{ApiFault, Unreadable};
use crate::domain::spotify::library::track_uri;
use crate::domain::spotify::reading::{ItemPage, json, lenient};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The most tracks that one call takes.
pub const MOST: usize = 100;
/// Spotify's limits, in characters.
const NAME: usize = 100;
const DESCRIPTION: usize = 300;

/// A playlist's id: plain letters and digits, since it becomes a part of an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlaylistId(String);

/// A text that is no id of a playlist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a playlist")]
pub struct NoPlaylistId;

impl TryFrom<String> for PlaylistId {
    type Error = NoPlaylistId;
    fn try_from(id: String) -> Result<Self, NoPlaylistId> {
        Self::new(&id).ok_or(NoPlaylistId)
    }
}

impl From<PlaylistId> for String {
    fn from(id: PlaylistId) -> Self {
        id.0
    }
}

impl PlaylistId {
    /// The id, if it is one.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let plain = (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
        plain.then(|| Self(id.into()))
    }

    /// The address where it opens.
    #[must_use]
    pub fn open_url(&self) -> String {
        format!("https://open.spotify.com/playlist/{}", self.0)
    }
}

/// A playlist to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlaylistDraft {
    name: String,
    description: String,
    mark: String,
}

impl PlaylistDraft {
    /// A draft under `name` with `description`, marked with the random `mark`.
    #[must_use]
    pub fn new(name: &str, description: &str, mark: u64) -> Self {
        let mark = format!("[{mark:016x}]");
        let line = |text: &str, most: usize| -> String {
            text.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .chars()
                .take(most)
                .collect()
        };
        let described = line(description, DESCRIPTION - mark.len() - 1);
        let name = line(name, NAME);
        Self {
            name: if name.is_empty() {
                "Feelharmonic".into()
            } else {
                name
            },
            description: format!("{described} {mark}").trim_start().into(),
            mark,
        }
    }
}

#[derive(Debug, Deserialize)]
struct RawPlaylist {
    id: String,
    #[serde(default, deserialize_with = "lenient")]
    description: String,
}

#[derive(Debug, Deserialize)]
struct ItemCount {
    total: usize,
}

pub(super) fn create_request(draft: &PlaylistDraft) -> HttpRequest {
    HttpRequest::new(Method::Post, format!("{API}/me/playlists")).with_json(&json!({
        "name": draft.name,
        "description": draft.description,
        "public": false,
    }))
}

pub(super) fn read_created(response: &HttpResponse) -> Result<PlaylistId, ApiFault> {
    let raw: RawPlaylist = json(response)?;
    PlaylistId::new(&raw.id).ok_or(ApiFault::Unreadable(Unreadable::OtherForm))
}

pub(super) fn find_request() -> HttpRequest {
    HttpRequest::new(Method::Get, format!("{API}/me/playlists?limit=50"))
}

/// The playlist that was made of `draft`, if it was.
pub(super) fn read_found(
    response: &HttpResponse,
    draft: &PlaylistDraft,
) -> Result<Option<PlaylistId>, ApiFault> {
    let page: ItemPage<RawPlaylist> = json(response)?;
    let mut marked = page
        .items
        .iter()
        .filter(|raw| raw.description.contains(&draft.mark));
    Ok(marked.find_map(|raw| PlaylistId::new(&raw.id)))
}

pub(super) fn add_request(playlist: &PlaylistId, tracks: &[TrackId]) -> HttpRequest {
    let uris: Vec<_> = tracks.iter().take(MOST).map(track_uri).collect();
    let url = format!("{API}/playlists/{}/items", playlist.0);
    HttpRequest::new(Method::Post, url).with_json(&json!({ "uris": uris }))
}

pub(super) fn count_request(playlist: &PlaylistId) -> HttpRequest {
    let url = format!("{API}/playlists/{}/items?limit=1", playlist.0);
    HttpRequest::new(Method::Get, url)
}

/// The number of tracks that a playlist has.
pub(super) fn read_count(response: &HttpResponse) -> Result<usize, ApiFault> {
    Ok(json::<ItemCount>(response)?.total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_fits_spotifys_limits_and_keeps_its_mark() {
        let draft = PlaylistDraft::new(&"é".repeat(200), &"long\nwords ".repeat(100), 7);
        assert_eq!(draft.name.chars().count(), 100);
        assert!(draft.description.chars().count() <= 300);
        assert!(draft.description.ends_with(" [0000000000000007]"));
        assert!(!draft.description.contains('\n'));
        assert_eq!(PlaylistDraft::new(" ", "", 1).name, "Feelharmonic");
    }

    #[test]
    fn an_id_that_would_leave_its_place_in_an_address_is_none() {
        assert!(PlaylistId::new("37i9dQZF1DX3rxVfibe1L0").is_some());
        for odd in ["", "a/b", "..", "a?b", "ä"] {
            assert_eq!(PlaylistId::new(odd), None);
        }
    }
}
