//! What an attempt of a call has come to: an answer, another attempt, or a failure for good.

use crate::domain::http::HttpOutcome;
use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::policy::retry::{RetryDecision, RetryParams};
use crate::domain::spotify::token::TokenInfo;
use crate::flow::spotify::blocker::Cleared;
use crate::flow::spotify::calls::Calls;
use crate::flow::spotify::calls::pending::{PendingCall, RequestStage};
use crate::flow::spotify::effect::{CallId, SpotifyEffect, SpotifyWake};
use crate::flow::spotify::wants::{Certainty, Want, Wants};

impl Calls {
    /// An attempt has come to `outcome`.
    pub(in crate::flow::spotify) fn note_outcome(
        &mut self,
        (id, outcome): (CallId, HttpOutcome),
        jitter: Fraction,
        tokens: Option<&TokenInfo>,
        now: UnixMillis,
        wants: &mut Wants,
    ) {
        let Some(mut request) = self.pending.take_out(id) else {
            return;
        };
        let fault = match request.call.read(outcome, now) {
            Ok(answered) => {
                self.cache.put(&request.call, &answered, now);
                wants.push(Want::Unblock(Cleared::OfTheWay));
                wants.push(Want::Answered(answered));
                return;
            }
            Err(fault) => fault,
        };
        let call = &request.call;
        log::info!("{}: {fault}", call.name());
        let repeat = call.repeat();
        let params = RetryParams::default();
        match request.attempts.judge(fault, repeat, jitter, &params) {
            RetryDecision::Resend(wait) => {
                request.stage = RequestStage::Resting;
                self.pending.put_back(id, request);
                wants.effect(SpotifyEffect::After(wait, SpotifyWake::Retry(id)));
            }
            RetryDecision::Refresh => self.refresh_for(id, request, tokens, now, wants),
            RetryDecision::Unknown(fault) => wants.push(Want::Failed {
                call: request.call,
                fault,
                certainty: Certainty::Uncertain,
            }),
            RetryDecision::GiveUp(fault) => {
                fail(request, fault, wants);
                wants.push(Want::HoldBack(fault));
            }
        }
    }

    /// The token was not accepted: another call may have renewed it meanwhile.
    fn refresh_for(
        &mut self,
        id: CallId,
        mut request: PendingCall,
        tokens: Option<&TokenInfo>,
        now: UnixMillis,
        wants: &mut Wants,
    ) {
        let used = match request.stage {
            RequestStage::Sent(used) => Some(used),
            RequestStage::Resting | RequestStage::ForTokens => None,
        };
        request.stage = RequestStage::ForTokens;
        self.pending.put_back(id, request);
        let Some(newest) = tokens else { return };
        if used.is_some_and(|used| used < newest.generation) {
            self.send(id, newest, now, wants);
        } else {
            self.renew_tokens(newest.generation, wants);
        }
    }

    /// The timer of a call that is to be sent again ran out.
    pub(in crate::flow::spotify) fn retry_call(
        &mut self,
        id: CallId,
        tokens: Option<&TokenInfo>,
        now: UnixMillis,
        wants: &mut Wants,
    ) {
        if !self.pending.is_resting(id) {
            return;
        }
        if let Some(fault) = self.halt.fault(now) {
            self.fail_all(RequestStage::Resting, fault, wants);
        } else if let Some(info) = tokens {
            self.send(id, info, now, wants);
        }
    }

    /// Every call at a stage fails.
    pub(super) fn fail_all(&mut self, stage: RequestStage, fault: ApiFault, wants: &mut Wants) {
        for id in self.pending.ids_at(stage) {
            if let Some(request) = self.pending.take_out(id) {
                fail(request, fault, wants);
            }
        }
    }
}

fn fail(request: PendingCall, fault: ApiFault, wants: &mut Wants) {
    wants.push(Want::Failed {
        call: request.call,
        fault,
        certainty: Certainty::NotDone,
    });
}
