//! The time that programs are told, and timers that wake them.

use crate::domain::quantity::Millis;
use crate::flow::kit::Now;
use crate::shell::task::spawn;
use crate::web::{clock, timer};

/// The present time, by both clocks.
#[must_use]
pub fn now() -> Now {
    Now {
        wall: clock::wall_time(),
        monotonic: clock::monotonic_time(),
    }
}

/// Calls `wake` once `span` has passed.
pub fn wake_after(span: Millis, wake: impl FnOnce() + 'static) {
    spawn(async move {
        timer::sleep_for(span).await;
        wake();
    });
}
