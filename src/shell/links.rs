//! What workers and hosts have in common: attempts to start one, and what reaches a feature from it.
//!
//! The browser's half of [`crate::flow::kit::link`]. What a helper says is passed on in tasks of their own, since none
//! may be ended from within its own listener; what an attempt says after the next one began is left unheard.

use crate::flow::kit::link::LinkEvent;
use crate::shell::task::spawn;
use std::cell::Cell;
use std::rc::Rc;

/// A report that reaches a feature from its helper.
#[derive(Debug)]
pub enum Heard<M> {
    /// Something that the shell noticed of its life: that it is gone, or that a timer of its watch ran out.
    Life(LinkEvent),
    /// A message of its own. That it is on its way or ready is told by one, too: the feature knows by which.
    Said(M),
}

/// The number of the attempt to start a helper that counts; clones share it.
#[derive(Debug, Clone, Default)]
pub struct CurrentAttempt(Rc<Cell<Option<u32>>>);

impl CurrentAttempt {
    /// Listens to `attempt` alone from now on.
    pub fn begin(&self, attempt: u32) {
        self.0.set(Some(attempt));
    }

    /// Listens to none any more.
    pub fn end(&self) {
        self.0.set(None);
    }

    /// Tells whether what `attempt` says still counts.
    #[must_use]
    pub fn is_at(&self, attempt: u32) -> bool {
        self.0.get() == Some(attempt)
    }

    /// Passes `message` of `attempt` on, if it still counts by then.
    pub fn pass_on<M: 'static>(&self, attempt: u32, message: M, tell: impl Fn(Heard<M>) + 'static) {
        let current = self.clone();
        spawn(async move {
            if current.is_at(attempt) {
                tell(Heard::Said(message));
            }
        });
    }

    /// Tells `event` of the life of `attempt`, if that still counts by then.
    pub fn report<M: 'static>(
        &self,
        attempt: u32,
        event: LinkEvent,
        tell: impl Fn(Heard<M>) + 'static,
    ) {
        let current = self.clone();
        spawn(async move {
            if current.is_at(attempt) {
                tell(Heard::Life(event));
            }
        });
    }
}
