//! Text that must never be printed: tokens, codes, verifiers.
//!
//! It can be kept (serialised) and sent, by those who say [`Secret::expose`]; `Debug` shows that it is there.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A text that never prints: `Debug` shows `[redacted]`. It has no `Display` and no `Clone`, so that it has one owner,
/// and whoever reads it says so.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Hides `text` behind the type.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Exposes the text, for the one place that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_only_that_it_is_there() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "[redacted]");
        assert_eq!(
            format!("{:#?}", Some(Secret::new("hunter2"))),
            "Some(\n    [redacted],\n)"
        );
    }
}
