//! Waiting for a span of time, and being called after one.

use crate::domain::quantity::Millis;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;

/// Waits until `span` has passed.
pub async fn sleep_for(span: Millis) {
    TimeoutFuture::new(whole(span)).await;
}

/// A callback that is still to come; dropped, it does not come any more.
#[derive(Debug)]
pub struct Alarm(#[expect(dead_code, reason = "held until it is dropped")] Timeout);

impl Alarm {
    /// Calls `callback` after `span`.
    #[must_use]
    pub fn set(span: Millis, callback: impl FnOnce() + 'static) -> Self {
        Self(Timeout::new(whole(span), callback))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held within range first"
)]
fn whole(span: Millis) -> u32 {
    span.0.clamp(0.0, f64::from(i32::MAX)) as u32
}
