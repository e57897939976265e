//! Requests and answers as values: what is asked, what came back, and the ways in which nothing came back.
//!
//! Made and read by pure code; only `web` carries one out. Printing shows the method and the path, never a
//! query, a body or a token.

use crate::domain::secret::Secret;
use std::fmt;

/// The most that is read of an answer: a page of fifty tracks is about 150 kB.
pub const MAX_RESPONSE_BYTES: usize = 1_000_000;

/// What is done to what is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the methods of RFC 9110")]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    /// Its name in a request.
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

/// What a request carries.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// `application/x-www-form-urlencoded`; holds codes and tokens.
    Form(Secret),
    /// `application/json`.
    Json(String),
}

/// A request.
#[derive(PartialEq, Eq)]
pub struct HttpRequest {
    /// What is done.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// The token of the `Authorization: Bearer` header, if any.
    pub bearer: Option<Secret>,
    /// What it carries.
    pub body: Body,
}

impl HttpRequest {
    /// A request without a body and without a token.
    #[must_use]
    pub const fn new(method: Method, url: String) -> Self {
        Self {
            method,
            url,
            bearer: None,
            body: Body::Empty,
        }
    }

    /// The same with a body of JSON.
    #[must_use]
    pub fn with_json(self, json: &serde_json::Value) -> Self {
        Self {
            body: Body::Json(json.to_string()),
            ..self
        }
    }

    /// The same with an access token.
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

/// An answer, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status, 100 to 599.
    pub status: u16,
    /// Those headers that a page may see, names in lower case.
    pub headers: Vec<(String, String)>,
    /// At most [`MAX_RESPONSE_BYTES`].
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// The value of the header `name`, given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the status says that it was done.
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

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpFailure {
    /// The browser says that there is no network.
    #[error("offline")]
    Offline,
    /// The browser gives no reason: no connection, or an answer that it may not show to a page.
    #[error("no answer that a page may see")]
    Opaque,
    /// The answer, headers and body, took too long.
    #[error("no answer in time")]
    TimedOut,
    /// The connection ended within the answer.
    #[error("the answer broke off")]
    BrokeOff,
    /// More than [`MAX_RESPONSE_BYTES`].
    #[error("the answer is too large")]
    TooLarge,
}

/// What became of a request.
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
