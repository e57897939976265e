//! Records of the music as text: the choices and the list.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A record's text. Empty, and so unreadable later, for what has no JSON form: numbers that are none.
pub(super) fn text_of(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_else(|error| {
        log::error!("a record has no text: {error}");
        String::new()
    })
}

/// The value of a record's text; none if that can't be read.
pub(super) fn value_of<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text)
        .inspect_err(|error| log::warn!("a record can't be read: {error}"))
        .ok()
}
