//! The pipeline of calls: joined, counted, held back, refreshed for, and sent again.
//!
//! [`Calls::ask`] is the one entrance. Every call that it takes comes to exactly one of [`Want::Answered`] and
//! [`Want::Failed`]. Waits and limits go by the time of day: they are kept between visits, and count while the device
//! sleeps.

pub mod halt;
mod outcomes;
pub mod pending;
mod renewing;

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::{Call, CallTopic, Repeat};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::policy::budget::{Asker, BudgetParams, CallUsage};
use crate::domain::spotify::policy::cache::AnswerCache;
use crate::domain::spotify::token::TokenInfo;
use crate::flow::spotify::blocker::Blocker;
use crate::flow::spotify::effect::{CallId, SpotifyEffect};
use crate::flow::spotify::wants::{Want, Wants};
use halt::Halt;
use pending::{PendingCalls, RequestStage};
use renewing::Renewal;

/// Every call on its way, and what decides whether another one goes out.
#[derive(Debug, Default)]
pub struct Calls {
    pending: PendingCalls,
    renewal: Renewal,
    halt: Halt,
    cache: AnswerCache,
    usage: CallUsage,
    /// Until when Spotify does not want to be asked. Persisted.
    pub(super) blocked_until: Option<UnixMillis>,
}

impl Calls {
    /// The number of calls of this visit and of the day.
    #[must_use]
    pub const fn usage(&self) -> CallUsage {
        self.usage
    }

    /// Takes over what the browser's record of the day says.
    pub(super) fn merge_usage(&mut self, record: CallUsage) {
        self.usage.merge_record(record);
    }

    /// Tells whether any call of `topics` is on its way.
    #[must_use]
    pub fn is_asking(&self, topics: &[CallTopic]) -> bool {
        self.pending.has_any(|call| topics.contains(&call.topic()))
    }

    /// Tells whether tracks are being liked.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.pending.has_any(|call| matches!(call, Call::Save(_)))
    }

    /// The page has opened: what was blocked is blocked still.
    pub(super) fn restore_block(&mut self) {
        if let Some(until) = self.blocked_until {
            self.halt.hold_until(until);
        }
    }

    /// Tells whether nothing may be sent at `now`.
    #[must_use]
    pub fn is_halted(&self, now: UnixMillis) -> bool {
        self.halt.fault(now).is_some()
    }

    /// Sends nothing more before a wait is over that was asked for.
    pub(super) fn hold_back(&mut self, fault: ApiFault, now: UnixMillis) {
        if let ApiFault::RateLimited { wait: Some(wait) } = fault {
            self.halt.hold_until(now.plus(wait));
        }
    }

    /// Notes what a fault says about the calls to come. Whether that is to be kept.
    pub(super) fn note_fault(&mut self, fault: ApiFault, now: UnixMillis) -> bool {
        match fault {
            ApiFault::QuotaExceeded => {
                self.halt = Halt::Quota;
                false
            }
            ApiFault::RateLimited { wait: Some(wait) } => {
                self.blocked_until = Some(now.plus(wait));
                true
            }
            _ => false,
        }
    }

    /// Forgets every call: whatever comes of them is nobody's any more.
    pub(super) fn drop_pending(&mut self) {
        self.pending.forget_calls();
        self.renewal = Renewal::Idle;
    }

    /// Forgets every answer that came.
    pub(super) fn forget_answers(&mut self) {
        self.cache = AnswerCache::default();
    }

    /// Forgets which tracks are liked: one was just liked or unliked.
    pub(super) fn forget_liked(&mut self) {
        self.cache.forget_library();
    }

    /// Asks Spotify, unless the answer is known, on its way, or must not be asked for.
    pub(super) fn ask_spotify(
        &mut self,
        call: Call,
        asker: Asker,
        tokens: Option<&TokenInfo>,
        now: UnixMillis,
        wants: &mut Wants,
    ) {
        let Some(info) = tokens else {
            wants.push(Want::NotAsked(call));
            return;
        };
        let needed = call.permission();
        if let Some(missing) = needed.filter(|needed| !info.scopes.cover(*needed)) {
            wants.push(Want::Block(Blocker::NotAllowed(missing)));
            wants.push(Want::NotAsked(call));
            return;
        }
        if let Some(answered) = self.cache.get(&call, now) {
            wants.push(Want::Answered(answered.clone()));
            return;
        }
        if call.repeat() == Repeat::Reading && self.pending.has_any(|other| *other == call) {
            return;
        }
        if let Some((fault, blocker)) = self.refusal(asker, now) {
            wants.push(Want::Refused {
                call,
                fault,
                blocker,
            });
            return;
        }
        let id = self.pending.take_in(call);
        self.send(id, info, now, wants);
    }

    /// Finds the reason why a call is not even tried, and the blocker that a person reads, if they have asked for it.
    fn refusal(&self, asker: Asker, now: UnixMillis) -> Option<(ApiFault, Option<Blocker>)> {
        if let Some(fault) = self.halt.fault(now) {
            return Some((fault, Some(self.halt.blocker())));
        }
        if self.usage.allows(asker, now, &BudgetParams::default()) {
            return None;
        }
        let blocker = (asker == Asker::Person).then_some(Blocker::Budget);
        Some((ApiFault::RateLimited { wait: None }, blocker))
    }

    /// Sends, or has the tokens renewed first.
    fn send(&mut self, id: CallId, tokens: &TokenInfo, now: UnixMillis, wants: &mut Wants) {
        if !tokens.ends_soon(now) {
            self.send_with(id, tokens, now, wants);
            return;
        }
        if let Some(request) = self.pending.get_mut(id) {
            request.stage = RequestStage::ForTokens;
            self.renew_tokens(tokens.generation, wants);
        }
    }

    /// Sends with these tokens, soon as they may end: new ones that last no longer are not renewed again.
    fn send_with(&mut self, id: CallId, tokens: &TokenInfo, now: UnixMillis, wants: &mut Wants) {
        let Some(request) = self.pending.get_mut(id) else {
            return;
        };
        request.stage = RequestStage::Sent(tokens.generation);
        let call = request.call.clone();
        self.usage.count(now);
        wants.effect(SpotifyEffect::Send { id, call });
        wants.effect(SpotifyEffect::Count);
    }
}
