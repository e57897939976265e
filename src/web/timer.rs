//! Waiting.

use crate::domain::quantity::Millis;
use gloo_timers::future::TimeoutFuture;

/// Waits for `span`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held within range first"
)]
pub async fn sleep(span: Millis) {
    TimeoutFuture::new(span.0.clamp(0.0, f64::from(i32::MAX)) as u32).await;
}
