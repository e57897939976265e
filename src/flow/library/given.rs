//! The facts that the library is given of others.

use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::Taste;
use crate::flow::kit::device::Capabilities;

/// The facts that the library decides by and does not own.
#[derive(Debug, Clone, Copy)]
pub struct LibraryGiven<'a> {
    /// The abilities of this browser.
    pub capabilities: Capabilities,
    /// The taste as it is.
    pub taste: &'a Taste,
    /// The sources that lists are drawn from.
    pub sources: TrackSource,
}
