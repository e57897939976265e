//! New tokens for the calls that need them: asked for once, however many wait.

use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::call::Repeat;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::policy::retry::{Attempts, RetryDecision, RetryParams};
use crate::domain::spotify::token::{Generation, TokenFault, TokenInfo};
use crate::flow::spotify::calls::Calls;
use crate::flow::spotify::calls::pending::RequestStage;
use crate::flow::spotify::effect::{SpotifyEffect, SpotifyWake};
use crate::flow::spotify::wants::Wants;

/// The state of asking for new tokens.
#[derive(Debug, Default)]
pub enum Renewal {
    /// Nobody has asked for new tokens.
    #[default]
    Idle,
    /// New tokens are on their way, after so many attempts.
    Asked(Attempts),
}

impl Calls {
    /// Asks for new tokens, once.
    pub(super) fn renew_tokens(&mut self, seen: Generation, wants: &mut Wants) {
        if matches!(self.renewal, Renewal::Idle) {
            self.renewal = Renewal::Asked(Attempts::default());
            wants.effect(SpotifyEffect::Renew { seen });
        }
    }

    /// The timer of a renewal ran out: asks again.
    pub(in crate::flow::spotify) fn retry_renewal(
        &self,
        tokens: Option<&TokenInfo>,
        wants: &mut Wants,
    ) {
        if let (Renewal::Asked(_), Some(info)) = (&self.renewal, tokens) {
            wants.effect(SpotifyEffect::Renew {
                seen: info.generation,
            });
        }
    }

    /// New tokens are there, asked for by this tab.
    pub(in crate::flow::spotify) fn finish_renewal(
        &mut self,
        tokens: &TokenInfo,
        now: UnixMillis,
        wants: &mut Wants,
    ) {
        self.renewal = Renewal::Idle;
        self.send_waiting(tokens, now, wants);
    }

    /// Sends every call that has waited for tokens.
    pub(in crate::flow::spotify) fn send_waiting(
        &mut self,
        tokens: &TokenInfo,
        now: UnixMillis,
        wants: &mut Wants,
    ) {
        for id in self.pending.ids_at(RequestStage::ForTokens) {
            self.send_with(id, tokens, now, wants);
        }
    }

    /// There are no new tokens for now: asks again later, or gives up what waits for them.
    pub(in crate::flow::spotify) fn note_renewal_fault(
        &mut self,
        fault: TokenFault,
        jitter: Fraction,
        wants: &mut Wants,
    ) {
        let Renewal::Asked(attempts) = &mut self.renewal else {
            return;
        };
        let fault = as_fault_of_calls(fault);
        match attempts.judge(fault, Repeat::Harmless, jitter, &RetryParams::default()) {
            RetryDecision::Resend(wait) => {
                wants.effect(SpotifyEffect::After(wait, SpotifyWake::Renew));
            }
            RetryDecision::Refresh | RetryDecision::Unknown(_) | RetryDecision::GiveUp(_) => {
                self.renewal = Renewal::Idle;
                self.fail_all(RequestStage::ForTokens, fault, wants);
            }
        }
    }
}

/// The fault of a call whose tokens can't be renewed.
const fn as_fault_of_calls(fault: TokenFault) -> ApiFault {
    match fault {
        TokenFault::NoAnswer(failure) => ApiFault::NoAnswer(failure),
        TokenFault::Server(429) => ApiFault::RateLimited { wait: None },
        TokenFault::Server(status) => ApiFault::Server(status),
        TokenFault::Unreadable => ApiFault::CaptivePortal,
        TokenFault::GrantEnded | TokenFault::Refused(_) | TokenFault::NoRecord => {
            ApiFault::Server(500)
        }
    }
}
