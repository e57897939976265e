//! Files of our own host, bounded in size and time, with progress.

use crate::domain::quantity::Millis;
use crate::web::Error;
use crate::web::start_script::find_start_function;
use gloo_timers::callback::Timeout;
use js_sys::{Function, Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestInit, Response};

/// Bounds for the answer to a fetch.
#[derive(Debug, Clone, Copy)]
pub struct FetchBounds {
    /// Largest size of the answer, in bytes.
    pub bytes: u64,
    /// Longest wait for the next piece of the answer.
    pub patience: Millis,
}

/// Fetches the bytes at `url`; `progress` is told how many have arrived, after each piece. Works in pages and workers.
///
/// # Errors
/// [`Error::Status`], [`Error::TooLarge`], [`Error::TimedOut`], or the browser's own [`Error::Exception`]
/// without a network.
pub async fn fetch_bytes(
    url: &str,
    bounds: FetchBounds,
    mut progress: impl FnMut(u64),
) -> Result<Vec<u8>, Error> {
    let timeout = StallTimeout::new(bounds.patience)?;
    let fetched = request_url(url, &timeout).await;
    let response: Response = fetched
        .map_err(|error| timeout.explain(url, error))?
        .unchecked_into();
    if !response.ok() {
        return Err(Error::Status {
            url: url.into(),
            status: response.status(),
        });
    }
    let body = response.body().ok_or(Error::Missing("body"))?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        timeout.renew();
        let piece = JsFuture::from(reader.read())
            .await
            .map_err(|error| timeout.explain(url, error))?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let piece: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        if bytes.len() as u64 + u64::from(piece.length()) > bounds.bytes {
            timeout.controller.abort();
            return Err(Error::TooLarge {
                url: url.into(),
                limit: bounds.bytes,
            });
        }
        bytes.extend(piece.to_vec());
        progress(bytes.len() as u64);
    }
}

/// Fetches the text at `url`.
///
/// # Errors
/// Those of [`fetch_bytes`], and [`Error::Malformed`] for what is not UTF-8.
pub async fn fetch_text(url: &str, bounds: FetchBounds) -> Result<String, Error> {
    let bytes = fetch_bytes(url, bounds, |_| ()).await?;
    String::from_utf8(bytes).map_err(|error| Error::Malformed(format!("{url}: {error}")))
}

/// Name of the start script's function that knows where a file of the build lies and what it must be, and has its own
/// patience while the file arrives.
const FETCH_NAMED: &str = "feelharmonicFetch";

async fn request_url(url: &str, timeout: &StallTimeout) -> Result<JsValue, JsValue> {
    let init = RequestInit::new();
    init.set_signal(Some(&timeout.controller.signal()));
    // Of the global scope, be it a window's or a worker's.
    let global = js_sys::global();
    let fetch: Function = if let Some(named) = find_start_function(FETCH_NAMED) {
        timeout.pause();
        named
    } else {
        Reflect::get(&global, &"fetch".into())?.dyn_into()?
    };
    let promise: js_sys::Promise = fetch.call2(&global, &url.into(), &init)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Timeout that aborts a request from which nothing has come for too long.
struct StallTimeout {
    controller: AbortController,
    span: u32,
    timer: Cell<Option<Timeout>>,
    over: Rc<Cell<bool>>,
}

impl StallTimeout {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held within range first"
    )]
    fn new(span: Millis) -> Result<Self, Error> {
        let timeout = Self {
            controller: AbortController::new()?,
            span: span.0.clamp(0.0, f64::from(i32::MAX)) as u32,
            timer: Cell::new(None),
            over: Rc::default(),
        };
        timeout.renew();
        Ok(timeout)
    }

    fn renew(&self) {
        let (controller, over) = (self.controller.clone(), Rc::clone(&self.over));
        // The timer before is cancelled by being dropped.
        self.timer.set(Some(Timeout::new(self.span, move || {
            over.set(true);
            controller.abort();
        })));
    }

    fn pause(&self) {
        self.timer.set(None);
    }

    fn explain(&self, url: &str, error: JsValue) -> Error {
        if self.over.get() {
            Error::TimedOut { url: url.into() }
        } else {
            error.into()
        }
    }
}
