//! The time a feature is told, by both clocks of a browser.

use crate::domain::quantity::{Millis, UnixMillis};

/// A moment by two clocks: records carry the wall's, deadlines and watches follow the monotonic one, which no change of
/// the device's clock moves.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Now {
    /// Milliseconds since 1970, as the device's clock has it.
    pub wall: UnixMillis,
    /// Milliseconds since the page was opened; never goes back.
    pub monotonic: Millis,
}

impl Now {
    /// The moment `span` later, by both clocks.
    #[must_use]
    pub fn plus(self, span: Millis) -> Self {
        Self {
            wall: self.wall.plus(span),
            monotonic: Millis(self.monotonic.0 + span.0),
        }
    }
}
