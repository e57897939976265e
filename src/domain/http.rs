//! Requests and answers as values: what is asked, what came back, and the ways in which nothing came back.
//!
//! Made and read by pure code; only `web` carries one out. Printing shows the method and the path, never a
//! query, a body or a token.

use crate::domain::secret::Secret;
use std::fmt;

/// Largest body that is read of an answer, in bytes.
// A page of fifty tracks is about 150 kB.
pub const MAX_RESPONSE_BYTES: usize = 1_000_000;

/// Method of an HTTP request (RFC 9110).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the methods of RFC 9110")]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    /// Name of the method as a request states it, in capitals.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Body of an HTTP request, by its media type.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// No body at all.
    Empty,
    /// Body of type `application/x-www-form-urlencoded`; it holds codes and tokens.
    Form(Secret),
    /// Body of type `application/json`, already written out.
    Json(String),
}

/// An HTTP request as a value. Its `Debug` form shows the method and the path alone.
#[derive(PartialEq, Eq)]
pub struct HttpRequest {
    /// Method of the request.
    pub method: Method,
    /// Whole address, with scheme, host and query.
    pub url: String,
    /// Token for the `Authorization: Bearer` header, if any.
    pub bearer: Option<Secret>,
    /// Body that the request carries.
    pub body: Body,
}

impl HttpRequest {
    /// Makes a request without a body and without a token.
    #[must_use]
    pub const fn new(method: Method, url: String) -> Self {
        Self {
            method,
            url,
            bearer: None,
            body: Body::Empty,
        }
    }

    /// Returns the request with `json` as its body.
    #[must_use]
    pub fn with_json(self, json: &serde_json::Value) -> Self {
        Self {
            body: Body::Json(json.to_string()),
            ..self
        }
    }

    /// Returns the request with `token` as its bearer token.
    #[must_use]
    pub fn with_bearer(self, token: &Secret) -> Self {
        Self {
            bearer: Some(Secret::new(token.expose())),
            ..self
        }
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.url.split(['?', '#']).next().unwrap_or_default();
        write!(out, "{} {address}", self.method.name())
    }
}

/// An HTTP answer of any status. Its `Debug` form shows the status and the body's length alone.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// Status code, 100 to 599.
    pub status: u16,
    /// Headers that the browser lets a page see, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body of the answer, at most [`MAX_RESPONSE_BYTES`] long.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// Value of the header `name`, which is given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Tells whether the status is a success, 200 to 299.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body may hold tokens or a person's name.
        write!(out, "{} with {} bytes", self.status, self.body.len())
    }
}

/// Reason for which a request got no answer, as far as a page can know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpFailure {
    /// The browser says that there is no network.
    #[error("offline")]
    Offline,
    /// The browser gives no reason: no connection, or an answer that it may not show to a page.
    #[error("no answer that a page may see")]
    Opaque,
    /// The answer, headers and body, took longer than the deadline.
    #[error("no answer in time")]
    TimedOut,
    /// The connection ended in the middle of the answer.
    #[error("the answer broke off")]
    BrokeOff,
    /// The body is longer than [`MAX_RESPONSE_BYTES`].
    #[error("the answer is too large")]
    TooLarge,
}

/// Outcome of a request: an answer of any status, or the reason for which there is none.
pub type HttpOutcome = Result<HttpResponse, HttpFailure>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_shows_neither_query_nor_body_nor_token() {
        let request = HttpRequest {
            method: Method::Post,
            url: "https://host/path?q=hunter2#hunter2".into(),
            bearer: Some(Secret::new("hunter2")),
            body: Body::Form(Secret::new("code=hunter2")),
        };
        assert_eq!(format!("{request:?}"), "POST https://host/path");
        let answer = HttpResponse {
            status: 200,
            headers: vec![("x".into(), "hunter2".into())],
            body: b"hunter2".to_vec(),
        };
        assert_eq!(format!("{answer:?}"), "200 with 7 bytes");
    }
}
