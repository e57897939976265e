//! The page's end of the channel to a worker, and the envelopes in which messages travel on it.

use crate::web::Error;
use crate::web::listener::EventListener;
use crate::web::message_bytes::{decode_message, encode_message};
use crate::web::start_script::find_start_function;
use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// Name of the start script's function that fetches and starts a worker, and answers with what behaves as one.
const OPEN: &str = "feelharmonicWorker";

/// Link to a running worker. When dropped, it ends the worker at once, and no more messages of it are heard.
#[derive(Debug)]
pub struct WorkerLink {
    worker: Worker,
    _listeners: [EventListener; 4],
}

impl WorkerLink {
    /// Fetches and starts the worker of that name. `arrived` is told how many bytes of how many are there, `said` is
    /// called with each message, `lost` when the worker can't be had or dies, or for a message that can't be read.
    ///
    /// # Errors
    /// [`Error::Missing`] without a start script, [`Error::Exception`] when the browser refuses.
    pub fn start<M: DeserializeOwned>(
        name: &str,
        mut arrived: impl FnMut(u64, u64) + 'static,
        mut said: impl FnMut(M) + 'static,
        lost: impl Fn() + Clone + 'static,
    ) -> Result<Self, Error> {
        let open = find_start_function(OPEN).ok_or(Error::Missing("start script"))?;
        let worker: Worker = open.call1(&JsValue::NULL, &name.into())?.unchecked_into();
        let (on_error, on_garble, on_misread) = (lost.clone(), lost.clone(), lost);
        let listeners = [
            EventListener::new(&worker, "progress", move |event| {
                arrived(count_of(&event, "loaded"), count_of(&event, "total"));
            })?,
            EventListener::new(&worker, "message", move |event| {
                match read_message(&event) {
                    Ok(message) => said(message),
                    Err(error) => {
                        log::error!("the worker said what can't be understood: {error}");
                        on_misread();
                    }
                }
            })?,
            EventListener::new(&worker, "error", move |_| on_error())?,
            EventListener::new(&worker, "messageerror", move |_| on_garble())?,
        ];
        Ok(Self {
            worker,
            _listeners: listeners,
        })
    }

    /// Sends `message` and transfers `payload`, which can't be used here any more.
    ///
    /// # Errors
    /// [`Error::Exception`] for a payload that can't be transferred.
    pub fn send(&self, message: &impl Serialize, payload: &JsValue) -> Result<(), Error> {
        let envelope = make_envelope(message)?;
        Reflect::set(&envelope, &"payload".into(), payload)?;
        Ok(self
            .worker
            .post_message_with_transfer(&envelope, &Array::of1(payload))?)
    }

    /// Sends `message` with a shared `payload`: a `File`, whose bytes stay where they are.
    ///
    /// # Errors
    /// [`Error::Exception`] for a payload that can't be sent.
    pub fn share(&self, message: &impl Serialize, payload: &JsValue) -> Result<(), Error> {
        let envelope = make_envelope(message)?;
        Reflect::set(&envelope, &"payload".into(), payload)?;
        Ok(self.worker.post_message(&envelope)?)
    }
}

/// Reads a count of bytes of a progress event.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the start script counts in whole numbers"
)]
fn count_of(event: &ChannelEvent, of: &str) -> u64 {
    let count = Reflect::get(event, &of.into()).unwrap_or_default();
    count.as_f64().unwrap_or_default() as u64
}

impl Drop for WorkerLink {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Makes the envelope of `message` for a worker's channel: an object `{header}`, to which a payload may be added.
///
/// # Errors
/// [`Error::Malformed`] for a message that has no bytes.
pub fn make_envelope(message: &impl Serialize) -> Result<Object, Error> {
    wrap_header(&encode_message(message)?.into())
}

/// Puts `header` into an envelope.
///
/// # Errors
/// [`Error::Exception`] where objects can't be made.
pub fn wrap_header(header: &JsValue) -> Result<Object, Error> {
    let envelope = Object::new();
    Reflect::set(&envelope, &"header".into(), header)?;
    Ok(envelope)
}

/// An event of a worker's channel, which may carry a message.
pub type ChannelEvent = web_sys::Event;

/// Takes the header out of the envelope in an event.
///
/// # Errors
/// [`Error::Exception`] for an event without an envelope.
pub fn header_of(event: &ChannelEvent) -> Result<JsValue, Error> {
    let data = event.unchecked_ref::<MessageEvent>().data();
    Ok(Reflect::get(&data, &"header".into())?)
}

/// Reads the message in an event, out of its envelope's header.
///
/// # Errors
/// [`Error::Malformed`] for an event without such a message.
pub fn read_message<T: DeserializeOwned>(event: &ChannelEvent) -> Result<T, Error> {
    let bytes: Uint8Array = header_of(event)?.dyn_into()?;
    decode_message(&bytes.to_vec())
}
