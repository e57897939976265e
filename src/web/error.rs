//! What a browser call can fail with; the one place where a JavaScript value becomes text.

use wasm_bindgen::{JsCast, JsValue};

/// A failed browser call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// An exception, with the name that tells kinds apart (`NotAllowedError`, `QuotaExceededError` …).
    #[error("{name}: {message}")]
    Exception {
        /// Its name.
        name: String,
        /// Its message.
        message: String,
    },
    /// This browser, or this page, lacks something.
    #[error("there is no {0} here")]
    Missing(&'static str),
    /// A server's answer that is no success.
    #[error("{url}: status {status}")]
    Status {
        /// What was asked for.
        url: String,
        /// The answer's status.
        status: u16,
    },
    /// More was sent than is accepted.
    #[error("{url}: more than {limit} bytes")]
    TooLarge {
        /// What was asked for.
        url: String,
        /// The most that is accepted.
        limit: u64,
    },
    /// No answer, or no more of it, in time.
    #[error("{url}: no answer in time")]
    TimedOut {
        /// What was asked for.
        url: String,
    },
    /// A stored or received value is not what it should be.
    #[error("{0}")]
    Malformed(String),
}

impl From<JsValue> for Error {
    fn from(value: JsValue) -> Self {
        if let Some(exception) = value.dyn_ref::<web_sys::DomException>() {
            return Self::Exception {
                name: exception.name(),
                message: exception.message(),
            };
        }
        if let Some(error) = value.dyn_ref::<js_sys::Error>() {
            return Self::Exception {
                name: error.name().into(),
                message: error.message().into(),
            };
        }
        Self::Exception {
            name: "Error".into(),
            message: format!("{value:?}"),
        }
    }
}

impl Error {
    /// The exception's name, or none for the other kinds.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Exception { name, .. } => Some(name),
            _ => None,
        }
    }
}
