//! The pace of frames: one in flight, the newest wins, and rest for a slow device.
//!
//! The face reader is asked again only when it has answered, so a slow device drops frames instead of queueing them.
//! Queueing 30 frames a second into a 100 ms worker was measured to reach six seconds of delay; dropping stays near one
//! frame.

use crate::domain::quantity::Millis;

/// The pace. Both empirical.
#[derive(Debug, Clone, Copy)]
pub struct PacingParams {
    /// The least time between two frames: 15 a second look live, more only warm the phone.
    pub shortest_interval: Millis,
    /// The share of its time that the reader may be busy, so that a slow phone stays cool.
    pub duty: f64,
}

impl Default for PacingParams {
    fn default() -> Self {
        Self {
            shortest_interval: Millis(66.0),
            duty: 0.7,
        }
    }
}

/// The moment from which the next frame may be grabbed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pacing {
    not_before: Millis,
}

impl Pacing {
    /// Tells whether a frame is due.
    #[must_use]
    pub fn is_due(self, now: Millis) -> bool {
        now.0 >= self.not_before.0
    }

    /// Rests after an answer that took `took`.
    pub fn rest_after(&mut self, took: Millis, now: Millis, params: &PacingParams) {
        let pause = (took.0 / params.duty - took.0)
            .max(params.shortest_interval.0 - took.0)
            .max(0.0);
        self.not_before = now.plus(Millis(pause));
    }

    /// Waits a little, since there was nothing to grab.
    pub fn retry_later(&mut self, now: Millis, params: &PacingParams) {
        self.not_before = now.plus(params.shortest_interval);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_keep_their_distance_and_a_slow_reader_gets_rest() {
        let params = PacingParams::default();
        let mut pacing = Pacing::default();
        assert!(pacing.is_due(Millis(0.0)));
        pacing.rest_after(Millis(10.0), Millis(1010.0), &params);
        assert!(!pacing.is_due(Millis(1060.0)));
        assert!(pacing.is_due(Millis(1066.0)));
        pacing.rest_after(Millis(700.0), Millis(1766.0), &params);
        assert!(!pacing.is_due(Millis(2000.0)));
        assert!(pacing.is_due(Millis(2070.0)));
    }

    #[test]
    fn a_missed_frame_is_tried_again_a_little_later() {
        let mut pacing = Pacing::default();
        pacing.retry_later(Millis(1000.0), &PacingParams::default());
        assert!(!pacing.is_due(Millis(1050.0)));
        assert!(pacing.is_due(Millis(1066.0)));
    }
}
