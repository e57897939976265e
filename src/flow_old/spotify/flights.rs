//! The calls on their way, by number, and whether anything may be sent at all.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::policy::retry::Attempts;
use crate::domain::spotify::token::Generation;
use crate::flow_old::spotify::renewal::Renewal;
use std::collections::BTreeMap;

/// The number of a call; attempts of one call share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CallId(pub u64);

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Sent with the tokens of that generation.
    Sent(Generation),
    /// Waits for its timer.
    Resting,
    /// Waits for new tokens.
    ForTokens,
}

/// A call on its way.
#[derive(Debug)]
pub struct Flight {
    /// What is asked.
    pub call: Call,
    /// How often it was.
    pub attempts: Attempts,
    /// Where it stands.
    pub stage: Stage,
}

/// Why nothing is sent at all.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Halt {
    /// Nothing is in the way.
    #[default]
    None,
    /// For this visit.
    Quota,
    /// Until then.
    Until(UnixMillis),
}

/// The calls on their way.
#[derive(Debug, Default)]
pub struct Calls {
    last: u64,
    pub(super) flights: BTreeMap<CallId, Flight>,
    pub(super) renewal: Renewal,
    pub(super) halt: Halt,
}

impl Calls {
    /// Takes a call in; it waits for tokens until it is sent.
    pub(super) fn take_in(&mut self, call: Call) -> CallId {
        self.last += 1;
        let flight = Flight {
            call,
            attempts: Attempts::default(),
            stage: Stage::ForTokens,
        };
        self.flights.insert(CallId(self.last), flight);
        CallId(self.last)
    }

    /// The calls at a stage.
    pub(super) fn at(&self, wanted: impl Fn(Stage) -> bool) -> Vec<CallId> {
        let at = self
            .flights
            .iter()
            .filter(|(_, flight)| wanted(flight.stage));
        at.map(|(id, _)| *id).collect()
    }

    /// Whether any call like this is on its way.
    pub(super) fn any(&self, like: impl Fn(&Call) -> bool) -> bool {
        self.flights.values().any(|flight| like(&flight.call))
    }

    /// Why nothing may be sent at `now`, if so.
    pub(super) fn halting(&self, now: UnixMillis) -> Option<ApiFault> {
        match self.halt {
            Halt::Quota => Some(ApiFault::QuotaExceeded),
            Halt::Until(until) if now.0 < until.0 => Some(ApiFault::RateLimited {
                wait: Some(until.since(now)),
            }),
            Halt::None | Halt::Until(_) => None,
        }
    }

    /// Nothing more in this visit.
    pub(super) fn halt(&mut self) {
        self.halt = Halt::Quota;
    }

    /// Nothing before `until`.
    pub(super) fn block_until(&mut self, until: Option<UnixMillis>) {
        if let (Some(until), Halt::None | Halt::Until(_)) = (until, self.halt) {
            self.halt = Halt::Until(until);
        }
    }

    /// Forgets every call: whatever comes of them is nobody's any more.
    pub(super) fn clear(&mut self) {
        self.flights.clear();
        self.renewal = Renewal::Idle;
    }
}
