//! The facts that the library is given of others.

use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::Taste;
use crate::flow::kit::device::Capabilities;

/// The facts that the library decides by and does not own.
#[derive(Debug, Clone, Copy)]
pub struct LibraryGiven<'a> {
    /// What this browser can do.
    pub capabilities: Capabilities,
    /// What the person likes.
    pub taste: &'a Taste,
    /// Whose tracks lists are drawn from.
    pub sources: TrackSource,
}
