//! Requests for a list that the library was asked for: the newest counts, answers of older ones are dropped.

use crate::domain::music::list_request::{ListRequest, RequestId};
use crate::flow::music::list::ListPurpose;

/// The purpose of a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum RequestPurpose {
    /// A whole list for this purpose.
    WholeList(ListPurpose),
    /// A track for the next open place.
    Replacement,
}

/// A request that is on its way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PendingRequest {
    id: RequestId,
    pub request: ListRequest,
    pub purpose: RequestPurpose,
}

/// The request that is on its way, if one is.
#[derive(Debug, Default)]
pub(super) struct Requests {
    newest: RequestId,
    pending: Option<PendingRequest>,
}

impl Requests {
    /// Says whether an answer is awaited.
    pub const fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Numbers a request; the one before counts no more.
    pub fn begin_request(&mut self, request: ListRequest, purpose: RequestPurpose) -> RequestId {
        self.newest = self.newest.next();
        self.pending = Some(PendingRequest {
            id: self.newest,
            request,
            purpose,
        });
        self.newest
    }

    /// The request of this number, if it still counts; it is answered now.
    pub fn finish_request(&mut self, id: RequestId) -> Option<PendingRequest> {
        self.pending.take_if(|pending| pending.id == id)
    }

    /// Waits for no answer any more.
    pub fn cancel_request(&mut self) {
        self.pending = None;
    }

    /// Waits for no replacement any more; a whole list still comes.
    pub fn cancel_replacement(&mut self) {
        self.pending
            .take_if(|pending| pending.purpose == RequestPurpose::Replacement);
    }
}
