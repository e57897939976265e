//! The calls on their way, by number.

use crate::domain::spotify::call::Call;
use crate::domain::spotify::policy::retry::Attempts;
use crate::domain::spotify::token::Generation;
use crate::flow::spotify::effect::CallId;
use std::collections::BTreeMap;

/// The stage that a pending call is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestStage {
    /// Sent with the tokens of that generation.
    Sent(Generation),
    /// The call waits for its timer.
    Resting,
    /// The call waits for new tokens.
    ForTokens,
}

/// A call on its way.
#[derive(Debug)]
pub struct PendingCall {
    /// The call that is asked.
    pub call: Call,
    /// The attempts that were made.
    pub attempts: Attempts,
    /// The stage that it is at.
    pub stage: RequestStage,
}

/// The calls on their way.
#[derive(Debug, Default)]
pub struct PendingCalls {
    last: u64,
    requests: BTreeMap<CallId, PendingCall>,
}

impl PendingCalls {
    /// Takes a call in; it waits for tokens until it is sent.
    pub fn take_in(&mut self, call: Call) -> CallId {
        self.last += 1;
        let request = PendingCall {
            call,
            attempts: Attempts::default(),
            stage: RequestStage::ForTokens,
        };
        self.put_back(CallId(self.last), request);
        CallId(self.last)
    }

    /// Takes a call out: it has come to something.
    pub fn take_out(&mut self, id: CallId) -> Option<PendingCall> {
        self.requests.remove(&id)
    }

    /// Puts a call back: it goes on.
    pub fn put_back(&mut self, id: CallId, request: PendingCall) {
        self.requests.insert(id, request);
    }

    /// A call, to be moved on.
    pub fn get_mut(&mut self, id: CallId) -> Option<&mut PendingCall> {
        self.requests.get_mut(&id)
    }

    /// Tells whether a call waits for its timer.
    #[must_use]
    pub fn is_resting(&self, id: CallId) -> bool {
        let request = self.requests.get(&id);
        request.is_some_and(|request| request.stage == RequestStage::Resting)
    }

    /// The calls at a stage.
    #[must_use]
    pub fn ids_at(&self, stage: RequestStage) -> Vec<CallId> {
        let at = self
            .requests
            .iter()
            .filter(|(_, request)| request.stage == stage);
        at.map(|(id, _)| *id).collect()
    }

    /// Tells whether any call like this is on its way.
    pub fn has_any(&self, is_like: impl Fn(&Call) -> bool) -> bool {
        self.requests.values().any(|request| is_like(&request.call))
    }

    /// Forgets every call: whatever comes of them is nobody's any more.
    pub fn forget_calls(&mut self) {
        self.requests.clear();
    }
}
