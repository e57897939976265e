//! One frame in flight, the newest wins: when to grab, whose answer counts, how long to wait.
//!
//! The worker is asked again only when it has answered, so a slow device drops frames instead of queueing
//! them. Queueing 30 frames a second into a 100 ms worker was measured to reach six seconds of delay;
//! dropping stays near one frame.

use crate::domain::quantity::{Millis, UnixMillis};
use crate::flow_old::protocol::Seq;

/// The pace and the patience.
#[derive(Debug, Clone, Copy)]
pub struct CaptureParams {
    /// Least time between two frames: 15 a second look live, more only warm the phone. Empirical.
    pub shortest_interval: Millis,
    /// Share of its time that the worker may be busy, so that a slow phone stays cool. Empirical.
    pub duty: f64,
    /// How long an answer to a frame may take before the worker counts as stuck.
    pub frame_patience: Millis,
    /// The same for a photo, which is decoded first.
    pub photo_patience: Millis,
}

impl Default for CaptureParams {
    fn default() -> Self {
        Self {
            shortest_interval: Millis(66.0),
            duty: 0.7,
            frame_patience: Millis::from_secs(4.0),
            photo_patience: Millis::from_secs(20.0),
        }
    }
}

/// What the worker was asked to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A live frame.
    Frame,
    /// A photo.
    Photo,
}

/// A question without an answer yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InFlight {
    /// Its number.
    pub seq: Seq,
    /// What it asks.
    pub asked: Asked,
    /// When.
    pub since: UnixMillis,
}

/// The traffic with the worker.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Capture {
    last_seq: Seq,
    in_flight: Option<InFlight>,
    not_before: UnixMillis,
}

impl Capture {
    /// The question in flight.
    #[must_use]
    pub const fn in_flight(&self) -> Option<InFlight> {
        self.in_flight
    }

    /// The number for a live frame, if one is due now.
    pub fn due(&mut self, now: UnixMillis) -> Option<Seq> {
        (self.in_flight.is_none() && now.0 >= self.not_before.0)
            .then(|| self.ask(Asked::Frame, now))
    }

    /// Asks, whatever was in flight: its late answer will not count.
    pub fn ask(&mut self, asked: Asked, now: UnixMillis) -> Seq {
        self.last_seq = Seq(self.last_seq.0 + 1);
        self.in_flight = Some(InFlight {
            seq: self.last_seq,
            asked,
            since: now,
        });
        self.last_seq
    }

    /// Takes the answer `seq`: what it was to, or none if it came too late to count.
    pub fn answered(&mut self, seq: Seq, now: UnixMillis, params: &CaptureParams) -> Option<Asked> {
        let asked = self.in_flight.filter(|question| question.seq == seq)?;
        let took = now.since(asked.since).0;
        let pause = (took / params.duty - took)
            .max(params.shortest_interval.0 - took)
            .max(0.0);
        self.not_before = now.plus(Millis(pause));
        self.in_flight = None;
        Some(asked.asked)
    }

    /// There was nothing to grab: try again a little later.
    pub fn missed(&mut self, seq: Seq, now: UnixMillis, params: &CaptureParams) {
        if self.in_flight.is_some_and(|question| question.seq == seq) {
            self.in_flight = None;
            self.not_before = now.plus(params.shortest_interval);
        }
    }

    /// Whether the answer is overdue.
    #[must_use]
    pub fn overdue(&self, now: UnixMillis, params: &CaptureParams) -> bool {
        self.in_flight.is_some_and(|question| {
            let patience = match question.asked {
                Asked::Frame => params.frame_patience,
                Asked::Photo => params.photo_patience,
            };
            now.since(question.since) > patience
        })
    }

    /// Forgets the question in flight; the numbers go on.
    pub fn forget(&mut self) {
        self.in_flight = None;
        self.not_before = UnixMillis::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: UnixMillis = UnixMillis(1000.0);

    #[test]
    fn a_second_frame_waits_for_the_first_answer() {
        let mut capture = Capture::default();
        let first = capture.due(AT);
        assert_eq!(first, Some(Seq(1)));
        assert_eq!(capture.due(AT.plus(Millis(500.0))), None);
    }

    #[test]
    fn frames_keep_their_distance_and_a_slow_worker_gets_rest() {
        let params = CaptureParams::default();
        let mut capture = Capture::default();
        let seq = capture.due(AT).unwrap();
        assert_eq!(
            capture.answered(seq, AT.plus(Millis(10.0)), &params),
            Some(Asked::Frame)
        );
        assert_eq!(capture.due(AT.plus(Millis(60.0))), None);
        let seq = capture.due(AT.plus(Millis(66.0))).unwrap();
        capture.answered(seq, AT.plus(Millis(766.0)), &params);
        assert_eq!(capture.due(AT.plus(Millis(1000.0))), None);
        assert!(capture.due(AT.plus(Millis(1070.0))).is_some());
    }

    #[test]
    fn a_late_answer_does_not_count() {
        let params = CaptureParams::default();
        let mut capture = Capture::default();
        let old = capture.due(AT).unwrap();
        let photo = capture.ask(Asked::Photo, AT);
        assert_eq!(capture.answered(old, AT, &params), None);
        assert_eq!(capture.answered(photo, AT, &params), Some(Asked::Photo));
    }

    #[test]
    fn patience_ends() {
        let params = CaptureParams::default();
        let mut capture = Capture::default();
        capture.due(AT).unwrap();
        assert!(!capture.overdue(AT.plus(Millis(3900.0)), &params));
        assert!(capture.overdue(AT.plus(Millis(4100.0)), &params));
    }
}
