//! When a call is sent again: a small machine that is fed with each attempt's outcome.
//!
//! At most four attempts; waits grow and are spread at random ("full jitter": Brooker, "Exponential Backoff And
//! Jitter", AWS Architecture Blog, 2015), so that many pages don't come back at once. What must not happen
//! twice is never sent again while nobody knows what became of it.

use crate::domain::http::HttpFailure;
use crate::domain::quantity::{Fraction, Millis};
use crate::domain::spotify::call::Repeat;
use crate::domain::spotify::fault::{ApiFault, Unreadable};

/// The patience of a page. Empirical: people wait for a button about as long as the waits sum up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetryParams {
    /// The most attempts, the first one counted.
    pub attempts: u8,
    /// The longest wait before the second attempt; it doubles from there.
    pub first_wait: Millis,
    /// No wait is longer.
    pub longest_wait: Millis,
    /// The longest wait that a server may ask for and is waited for here; for longer ones, the person is told.
    pub patience: Millis,
}

impl Default for RetryParams {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_wait: Millis::from_secs(1.0),
            longest_wait: Millis::from_secs(16.0),
            patience: Millis::from_secs(20.0),
        }
    }
}

/// The decision after an attempt that failed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RetryDecision {
    /// Wait, then send again.
    Resend(Millis),
    /// Refresh the access token, then send again.
    Refresh,
    /// The call may have been done or not: look before doing it again.
    Unknown(ApiFault),
    /// The call was not done, and asking again is no use.
    GiveUp(ApiFault),
}

/// The attempts of one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    made: u8,
    refresh: Refresh,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refresh {
    NotYet,
    Done,
}

/// The state that a failed attempt leaves behind.
enum Aftermath {
    /// The call was not done, and may work later; the server may have said when.
    LaterPerhaps(Option<Millis>),
    /// Nobody knows whether it was done.
    Uncertain,
    /// The call was not done, and won't be.
    Hopeless,
}

fn aftermath(fault: &ApiFault) -> Aftermath {
    match fault {
        ApiFault::RateLimited { wait } => Aftermath::LaterPerhaps(*wait),
        // A 429 may come without the headers that let a page see it, and then looks like this.
        ApiFault::NoAnswer(HttpFailure::Opaque | HttpFailure::TimedOut | HttpFailure::BrokeOff)
        | ApiFault::Server(_)
        | ApiFault::Unreadable(Unreadable::CutOff) => Aftermath::Uncertain,
        _ => Aftermath::Hopeless,
    }
}

impl Default for Attempts {
    /// The first attempt is on its way.
    fn default() -> Self {
        Self {
            made: 1,
            refresh: Refresh::NotYet,
        }
    }
}

impl Attempts {
    /// The number of attempts, the one on its way counted.
    #[must_use]
    pub const fn made(&self) -> u8 {
        self.made
    }

    /// Judges a failed attempt. `jitter` is random, 0 to 1. When it says to send again, that attempt is counted.
    pub fn judge(
        &mut self,
        fault: ApiFault,
        repeat: Repeat,
        jitter: Fraction,
        params: &RetryParams,
    ) -> RetryDecision {
        if fault == ApiFault::Unauthorised {
            return self.after_unauthorised(fault, params);
        }
        // An answer that can't be read: it was done, only nobody knows how.
        let unreadable = matches!(
            fault,
            ApiFault::Unreadable(_) | ApiFault::NoAnswer(HttpFailure::TooLarge)
        );
        match aftermath(&fault) {
            Aftermath::Hopeless if unreadable && repeat == Repeat::Never => {
                RetryDecision::Unknown(fault)
            }
            Aftermath::Hopeless => RetryDecision::GiveUp(fault),
            Aftermath::Uncertain if repeat == Repeat::Never => RetryDecision::Unknown(fault),
            Aftermath::Uncertain => self.resend_later(fault, None, jitter, params),
            Aftermath::LaterPerhaps(asked) => self.resend_later(fault, asked, jitter, params),
        }
    }

    fn after_unauthorised(&mut self, fault: ApiFault, params: &RetryParams) -> RetryDecision {
        if self.refresh == Refresh::Done || self.made >= params.attempts {
            return RetryDecision::GiveUp(fault);
        }
        self.refresh = Refresh::Done;
        self.made += 1;
        RetryDecision::Refresh
    }

    fn resend_later(
        &mut self,
        fault: ApiFault,
        asked: Option<Millis>,
        jitter: Fraction,
        params: &RetryParams,
    ) -> RetryDecision {
        let impatient = asked.is_some_and(|asked| asked.0 > params.patience.0);
        if impatient || self.made >= params.attempts {
            return RetryDecision::GiveUp(fault);
        }
        let growth = f64::from(1_u32 << u32::from(self.made - 1).min(16));
        let most = (params.first_wait.0 * growth).min(params.longest_wait.0);
        let wait = most * f64::from(jitter.get());
        self.made += 1;
        // What the server asks for is waited in full, and the jitter comes on top.
        RetryDecision::Resend(Millis(asked.map_or(wait, |asked| asked.0 + wait)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const PARAMS: RetryParams = RetryParams {
        attempts: 4,
        first_wait: Millis(1_000.0),
        longest_wait: Millis(16_000.0),
        patience: Millis(20_000.0),
    };

    fn faults() -> impl Strategy<Value = ApiFault> {
        prop_oneof![
            Just(ApiFault::Unauthorised),
            Just(ApiFault::Forbidden),
            Just(ApiFault::QuotaExceeded),
            Just(ApiFault::CaptivePortal),
            Just(ApiFault::Server(502)),
            Just(ApiFault::Unreadable(Unreadable::CutOff)),
            Just(ApiFault::Unreadable(Unreadable::NoJson)),
            Just(ApiFault::NoAnswer(HttpFailure::Opaque)),
            Just(ApiFault::NoAnswer(HttpFailure::Offline)),
            Just(ApiFault::NoAnswer(HttpFailure::TooLarge)),
            prop::option::of(0.0..100_000_000.0).prop_map(|wait| ApiFault::RateLimited {
                wait: wait.map(Millis)
            }),
        ]
    }

    proptest! {
        #[test]
        fn no_call_is_sent_more_than_four_times_nor_waits_for_long(
            story in prop::collection::vec((faults(), 0.0_f32..=1.0), 20), kind in 0..3_u8,
        ) {
            let repeat = [Repeat::Reading, Repeat::Harmless, Repeat::Never][usize::from(kind)];
            let mut attempts = Attempts::default();
            for (fault, jitter) in story {
                match attempts.judge(fault, repeat, Fraction::clamped(jitter), &PARAMS) {
                    RetryDecision::Resend(wait) => prop_assert!(wait.0 <= 36_000.0),
                    RetryDecision::Refresh => {}
                    RetryDecision::Unknown(_) => {
                        prop_assert_eq!(repeat, Repeat::Never);
                        break;
                    }
                    RetryDecision::GiveUp(_) => break,
                }
                prop_assert!(attempts.made() <= 4);
            }
            prop_assert!(attempts.made() <= 4);
        }

        #[test]
        fn what_must_not_happen_twice_is_sent_again_only_after_a_clear_no(
            fault in faults(), jitter in 0.0_f32..=1.0,
        ) {
            let verdict = Attempts::default().judge(fault, Repeat::Never, Fraction::clamped(jitter), &PARAMS);
            let clear = matches!(fault, ApiFault::RateLimited { .. } | ApiFault::Unauthorised);
            let sent_again = matches!(verdict, RetryDecision::Resend(_) | RetryDecision::Refresh);
            prop_assert!(clear || !sent_again);
        }
    }

    #[rstest]
    #[case(ApiFault::Server(500))]
    #[case(ApiFault::NoAnswer(HttpFailure::Opaque))]
    #[case(ApiFault::NoAnswer(HttpFailure::TimedOut))]
    #[case(ApiFault::RateLimited { wait: None })]
    fn waits_double_and_then_it_stops(#[case] fault: ApiFault) {
        let mut attempts = Attempts::default();
        let mut judge = || attempts.judge(fault, Repeat::Reading, Fraction::MAX, &PARAMS);
        for wait in [1_000.0, 2_000.0, 4_000.0] {
            assert_eq!(judge(), RetryDecision::Resend(Millis(wait)));
        }
        assert_eq!(judge(), RetryDecision::GiveUp(fault));
    }

    #[test]
    fn a_wait_that_is_asked_for_is_kept_and_a_very_long_one_is_told() {
        let limited = |seconds| ApiFault::RateLimited {
            wait: Some(Millis::from_secs(seconds)),
        };
        let judge = |fault| Attempts::default().judge(fault, Repeat::Never, Fraction::MIN, &PARAMS);
        assert_eq!(judge(limited(7.0)), RetryDecision::Resend(Millis(7_000.0)));
        assert_eq!(
            judge(limited(86_400.0)),
            RetryDecision::GiveUp(limited(86_400.0))
        );
    }

    #[test]
    fn a_token_is_refreshed_once() {
        let mut attempts = Attempts::default();
        let mut judge = || {
            attempts.judge(
                ApiFault::Unauthorised,
                Repeat::Never,
                Fraction::MIN,
                &PARAMS,
            )
        };
        assert_eq!(judge(), RetryDecision::Refresh);
        assert_eq!(judge(), RetryDecision::GiveUp(ApiFault::Unauthorised));
    }
}
