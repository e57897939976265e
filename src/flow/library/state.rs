//! All that the page remembers of a person's own library.

use crate::domain::music::list_request::{ListRequest, RequestId};
use crate::flow::bridge::library::LibrarySummary;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::link::Seq;
use crate::flow::library::client::LibraryClient;
use crate::flow::library::stage::ImportStage;

/// The state of the library; changed by this feature's `update` alone.
#[derive(Debug, Clone, Default)]
pub struct LibraryState {
    /// The kept library in short; none if there is none.
    pub(super) summary: Option<LibrarySummary>,
    /// True if a newer version of the page has kept the library: then this one leaves it alone.
    pub(super) is_of_newer_version: bool,
    /// True if bytes are kept that can't be read back.
    pub(super) has_damaged: bool,
    /// True if nothing was kept, so that it matters what the second database remembers.
    pub(super) awaits_witness: bool,
    pub(super) import: ImportStage,
    pub(super) client: LibraryClient,
    /// The list that is being drawn.
    pub(super) pending: Option<PendingList>,
}

/// A list that the worker was asked for, or will be as soon as it listens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PendingList {
    /// The number of the request.
    pub request: RequestId,
    /// The number of the question.
    pub seq: Seq,
    /// The list's mood, length, sources and the like.
    pub list_request: Box<ListRequest>,
}

impl LibraryState {
    /// Tells whether there is a library.
    #[must_use]
    pub const fn has_library(&self) -> bool {
        self.summary.is_some()
    }

    /// Tells whether lists can be drawn from the library, on this browser and as far as is known.
    #[must_use]
    pub fn can_be_used(&self, capabilities: Capabilities) -> bool {
        self.has_library()
            && capabilities.simd
            && !self.is_of_newer_version
            && !self.client.is_given_up()
    }

    /// The library's most frequent genres, in alphabetical order.
    #[must_use]
    pub fn genres(&self) -> &[String] {
        self.summary.as_ref().map_or(&[], |summary| &summary.genres)
    }
}
