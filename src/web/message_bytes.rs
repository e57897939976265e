//! Messages between bundles as bytes, in JavaScript's own array.
//!
//! Postcard, since both ends come from one build: it takes a third of the code that reading JSON does.

use crate::web::Error;
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Writes `message` as bytes.
///
/// # Errors
/// [`Error::Malformed`] for a message that has no bytes.
pub fn encode_message(message: &impl Serialize) -> Result<Uint8Array, Error> {
    let bytes = postcard::to_allocvec(message)
        .map_err(|_words| Error::Malformed("a message that has no bytes".into()))?;
    Ok(Uint8Array::from(&bytes[..]))
}

/// Reads the message in `bytes`.
///
/// # Errors
/// [`Error::Malformed`] for bytes that another build has written.
pub fn decode_message<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    // The parser's own words may quote what it was given.
    postcard::from_bytes(bytes)
        .map_err(|_words| Error::Malformed("a message of another build".into()))
}
