//! The error of a browser call; the one place where a JavaScript value becomes text.

use wasm_bindgen::{JsCast, JsValue};

/// Error of a failed browser call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// An exception, with the name that tells kinds apart (`NotAllowedError`, `QuotaExceededError` …).
    #[error("{name}: {message}")]
    Exception {
        /// Name of the exception, as the standard gives it.
        name: String,
        /// Message of the exception, for developers.
        message: String,
    },
    /// The name of something that this browser, or this page, lacks.
    #[error("there is no {0} here")]
    Missing(&'static str),
    /// A server answered with a status that is no success.
    #[error("{url}: status {status}")]
    Status {
        /// Address that was asked for.
        url: String,
        /// Status code of the answer.
        status: u16,
    },
    /// A server sent more than is accepted.
    #[error("{url}: more than {limit} bytes")]
    TooLarge {
        /// Address that was asked for.
        url: String,
        /// Largest size that is accepted, in bytes.
        limit: u64,
    },
    /// A server sent no answer, or no more of it, in time.
    #[error("{url}: no answer in time")]
    TimedOut {
        /// Address that was asked for.
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
    /// Message of the exception, or `None` for other kinds of error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Exception { message, .. } => Some(message),
            _ => None,
        }
    }

    /// Name of the exception, or `None` for other kinds of error.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Exception { name, .. } => Some(name),
            _ => None,
        }
    }
}
