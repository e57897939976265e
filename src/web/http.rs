//! Carries out requests, by `reqwest`: no cookies, no referrer, no cache, one deadline over the whole answer, and
//! no more of it than is wanted.

use crate::domain::http::{
    Body, HttpFailure, HttpOutcome, HttpRequest, HttpResponse, MAX_RESPONSE_BYTES, Method,
};
use crate::domain::quantity::Millis;
use crate::web::{timer, window};
use futures_core::Stream;
use reqwest::{Client, RequestBuilder, Response, header};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Sends `request`; headers and body must have arrived within `deadline`.
///
/// # Errors
/// [`HttpFailure`], as far as a page can know the reason. An answer of any status is no failure.
pub async fn send_request(request: HttpRequest, deadline: Millis) -> HttpOutcome {
    if !is_online() {
        return Err(HttpFailure::Offline);
    }
    // What is dropped at the deadline is aborted.
    run_within(deadline, exchange_request(request))
        .await
        .unwrap_or(Err(HttpFailure::TimedOut))
}

/// Tells whether the browser knows of a network; true where it can't tell.
fn is_online() -> bool {
    window().map_or(true, |window| window.navigator().on_line())
}

async fn exchange_request(request: HttpRequest) -> HttpOutcome {
    let silent = |_reason| {
        if is_online() {
            HttpFailure::Opaque
        } else {
            HttpFailure::Offline
        }
    };
    let response = build_request(request).send().await.map_err(silent)?;
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().into(), value.to_str().ok()?.into())))
        .collect();
    Ok(HttpResponse {
        status,
        headers,
        body: read_body(response).await?,
    })
}

fn build_request(request: HttpRequest) -> RequestBuilder {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Delete => reqwest::Method::DELETE,
    };
    let builder = Client::new()
        .request(method, request.url)
        .fetch_credentials_omit()
        .fetch_cache_no_store()
        .fetch_referrer_policy("no-referrer")
        .header(header::ACCEPT, "application/json");
    let builder = match &request.bearer {
        Some(token) => builder.bearer_auth(token.expose()),
        None => builder,
    };
    match request.body {
        Body::Empty => builder,
        Body::Form(form) => builder
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.expose().to_owned()),
        Body::Json(json) => builder
            .header(header::CONTENT_TYPE, "application/json")
            .body(json),
    }
}

async fn read_body(response: Response) -> Result<Vec<u8>, HttpFailure> {
    let mut body = Vec::new();
    let mut pieces = pin!(response.bytes_stream());
    while let Some(piece) = poll_fn(|context| pieces.as_mut().poll_next(context)).await {
        let piece = piece.map_err(|_reason| HttpFailure::BrokeOff)?;
        if body.len() + piece.len() > MAX_RESPONSE_BYTES {
            return Err(HttpFailure::TooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// Runs `work`, and returns its outcome if it is done within `span`.
async fn run_within<T>(span: Millis, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut over = pin!(timer::sleep_for(span));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending => over.as_mut().poll(context).map(|()| None),
    })
    .await
}
