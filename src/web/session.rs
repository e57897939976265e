//! Session storage: what this tab keeps while it is away and back, and nobody else sees.

use crate::web::{Error, window};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

fn storage() -> Result<Storage, Error> {
    window()?
        .session_storage()?
        .ok_or(Error::Missing("session storage"))
}

/// Keeps `value` under `key`.
///
/// # Errors
/// [`Error`] where site data is blocked.
pub fn put<T: Serialize>(key: &str, value: &T) -> Result<(), Error> {
    // The serialiser's own words may quote the value.
    let text = serde_json::to_string(value)
        .map_err(|_words| Error::Malformed(format!("{key} has no JSON form")))?;
    Ok(storage()?.set_item(key, &text)?)
}

/// Takes away what is kept under `key`: it is gone before anything is done with it.
///
/// # Errors
/// [`Error`] where site data is blocked, [`Error::Malformed`] for a value of another form.
pub fn take<T: DeserializeOwned>(key: &str) -> Result<Option<T>, Error> {
    let storage = storage()?;
    let Some(text) = storage.get_item(key)? else {
        return Ok(None);
    };
    storage.remove_item(key)?;
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|_words| Error::Malformed(format!("{key} is of another form")))
}

/// Wipes what is kept under `key`.
///
/// # Errors
/// [`Error`] where site data is blocked.
pub fn remove(key: &str) -> Result<(), Error> {
    Ok(storage()?.remove_item(key)?)
}
