//! A worker's end of its channel: messages as bytes, as the page speaks them; as JSON for whoever asks for that.
//!
//! A worker that is started under a name with the ending [`JSON`] speaks JSON: a program that measures it needs no code
//! of ours to understand it. The page never does.

use crate::web::worker_link::{ChannelEvent, header_of, make_envelope, read_message, wrap_header};
use crate::web::{Error, worker_scope};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The ending of a worker's name that makes it speak JSON.
const JSON: &str = "+json";

/// Gives the name that the worker was started under, without the ending that chooses its form.
///
/// # Errors
/// [`Error`] outside a worker.
pub fn worker_name() -> Result<String, Error> {
    let name = worker_scope()?.name();
    Ok(name.strip_suffix(JSON).unwrap_or(&name).to_owned())
}

/// Posts `message` to whoever has started the worker.
///
/// # Errors
/// [`Error`] where there is nobody to post to, or the message has no form.
pub fn post_message(message: &impl Serialize) -> Result<(), Error> {
    let scope = worker_scope()?;
    let envelope = if speaks_json()? {
        let text =
            serde_json::to_string(message).map_err(|error| Error::Malformed(error.to_string()))?;
        wrap_header(&text.into())?
    } else {
        make_envelope(message)?
    };
    Ok(scope.post_message(&envelope)?)
}

/// Reads the message in an event.
///
/// # Errors
/// [`Error::Malformed`] for an event without such a message.
pub fn receive_message<T: DeserializeOwned>(event: &ChannelEvent) -> Result<T, Error> {
    if !speaks_json()? {
        return read_message(event);
    }
    let header = header_of(event)?.as_string();
    let header = header.ok_or_else(|| Error::Malformed("a message without a header".into()))?;
    serde_json::from_str(&header).map_err(|error| Error::Malformed(error.to_string()))
}

fn speaks_json() -> Result<bool, Error> {
    Ok(worker_scope()?.name().ends_with(JSON))
}
