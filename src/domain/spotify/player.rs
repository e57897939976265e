//! Playing on a person's devices, speakers included. Takes Premium, which only the refusal tells.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::library::track_uri;
use crate::domain::spotify::reading::{json, lenient, readable};
use oauth2::url::form_urlencoded::byte_serialize;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The id of a device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlayerId(pub String);

/// A device that can play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaybackDevice {
    /// The id that Spotify gives.
    pub id: PlayerId,
    /// The name that its owner has given it.
    pub name: String,
    /// "Computer", "Speaker" …, as Spotify says it.
    pub kind: String,
    /// Tells whether it plays now.
    pub active: bool,
    /// 0 to 100, where it can be set.
    pub volume: Option<u8>,
}

/// A volume as a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub struct Volume(u8);

impl From<u8> for Volume {
    fn from(percent: u8) -> Self {
        Self::clamped(percent)
    }
}

impl From<Volume> for u8 {
    fn from(volume: Volume) -> Self {
        volume.get()
    }
}

impl Volume {
    /// The nearest of 0 to 100.
    #[must_use]
    pub fn clamped(percent: u8) -> Self {
        Self(percent.min(100))
    }

    /// The percentage, 0 to 100.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

#[derive(Debug, Deserialize)]
struct DeviceList {
    #[serde(deserialize_with = "readable")]
    devices: Vec<RawDevice>,
}

#[derive(Debug, Deserialize)]
struct RawDevice {
    id: String,
    #[serde(default, deserialize_with = "lenient")]
    name: String,
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    kind: String,
    #[serde(default, deserialize_with = "lenient")]
    is_active: bool,
    #[serde(default, deserialize_with = "lenient")]
    is_restricted: bool,
    #[serde(default, deserialize_with = "lenient")]
    volume_percent: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    supports_volume: Option<bool>,
}

fn player(method: Method, path: &str, parameters: &[(&str, &str)]) -> HttpRequest {
    let query: Vec<_> = parameters
        .iter()
        .map(|(name, value)| {
            format!(
                "{name}={}",
                byte_serialize(value.as_bytes()).collect::<String>()
            )
        })
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    HttpRequest::new(
        method,
        format!("{API}/me/player/{path}{mark}{}", query.join("&")),
    )
}

fn of(device: Option<&PlayerId>) -> Vec<(&str, &str)> {
    device
        .iter()
        .map(|id| ("device_id", id.0.as_str()))
        .collect()
}

pub(super) fn devices_request() -> HttpRequest {
    player(Method::Get, "devices", &[])
}

/// Devices that may not be steered from here are left out.
pub(super) fn read_devices(response: &HttpResponse) -> Result<Vec<PlaybackDevice>, ApiFault> {
    let devices: DeviceList = json(response)?;
    let usable = devices
        .devices
        .into_iter()
        .filter(|device| !device.is_restricted);
    Ok(usable
        .map(|device| PlaybackDevice {
            id: PlayerId(device.id),
            name: if device.name.is_empty() {
                "A device".into()
            } else {
                device.name
            },
            kind: device.kind,
            active: device.is_active,
            volume: device
                .volume_percent
                .filter(|_| device.supports_volume != Some(false)),
        })
        .collect())
}

pub(super) fn play_request(tracks: &[TrackId], device: Option<&PlayerId>) -> HttpRequest {
    let uris: Vec<_> = tracks.iter().map(track_uri).collect();
    player(Method::Put, "play", &of(device)).with_json(&json!({ "uris": uris }))
}

pub(super) fn resume_request(device: Option<&PlayerId>) -> HttpRequest {
    player(Method::Put, "play", &of(device))
}

pub(super) fn pause_request(device: Option<&PlayerId>) -> HttpRequest {
    player(Method::Put, "pause", &of(device))
}

pub(super) fn next_request(device: Option<&PlayerId>) -> HttpRequest {
    player(Method::Post, "next", &of(device))
}

pub(super) fn queue_request(track: &TrackId, device: Option<&PlayerId>) -> HttpRequest {
    let uri = track_uri(track);
    let mut parameters = vec![("uri", uri.as_str())];
    parameters.extend(of(device));
    player(Method::Post, "queue", &parameters)
}

pub(super) fn volume_request(volume: Volume, device: Option<&PlayerId>) -> HttpRequest {
    let percent = volume.get().to_string();
    let mut parameters = vec![("volume_percent", percent.as_str())];
    parameters.extend(of(device));
    player(Method::Put, "volume", &parameters)
}
