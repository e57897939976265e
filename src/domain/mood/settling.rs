//! The moment a mood has settled: the list of tracks follows that, and not every frame.

use crate::domain::mood::place::Place;
use crate::domain::quantity::Millis;

/// Thresholds for a change of mood that is worth following. Empirical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SettlingParams {
    /// Least distance that the mood must move on the plane.
    pub radius: f32,
    /// Time for which the mood must stay at its new place.
    pub dwell: Millis,
    /// Time for which the first mood of all must stay.
    // Shorter than the others': people wait for it.
    pub first_dwell: Millis,
}

impl Default for SettlingParams {
    fn default() -> Self {
        Self {
            radius: 0.3,
            dwell: Millis(2500.0),
            first_dwell: Millis(1200.0),
        }
    }
}

/// Memory of the last settled mood and of the candidate to become the next.
#[derive(Debug, Clone, Default)]
pub struct Settling {
    params: SettlingParams,
    settled: Option<Place>,
    candidate: Option<(Place, Millis)>,
}

impl Settling {
    /// Tells whether the mood has moved and may yet settle where it is.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        self.candidate.is_some()
    }

    /// Follows the mood to `place` at `now`, a moment of the monotonic clock, and tells whether it has just settled
    /// there. Callers leave out moods of low confidence, which settle nothing.
    pub fn follow_mood(&mut self, place: Place, now: Millis) -> bool {
        let is_near = |other: Place| other.distance(place) < self.params.radius;
        if self.settled.is_some_and(is_near) {
            self.candidate = None;
            return false;
        }
        let since = match &self.candidate {
            Some((candidate, since)) if is_near(*candidate) => *since,
            _ => now,
        };
        self.candidate = Some((place, since));
        let dwell = if self.settled.is_some() {
            self.params.dwell
        } else {
            self.params.first_dwell
        };
        if now.since(since) < dwell {
            return false;
        }
        self.settled = Some(place);
        self.candidate = None;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn settles(settling: &mut Settling, valence: f32, from: f64, to: f64) -> usize {
        let mut at = from;
        let mut count = 0;
        while at < to {
            let place = Place::clamped(valence, 0.0);
            count += usize::from(settling.follow_mood(place, Millis(at)));
            at += 100.0;
        }
        count
    }

    #[test]
    fn the_first_mood_settles_once() {
        let mut settling = Settling::default();
        assert_eq!(settles(&mut settling, 0.8, 0.0, 1000.0), 0);
        assert_eq!(settles(&mut settling, 0.8, 1000.0, 20_000.0), 1);
    }

    #[test]
    fn a_moment_elsewhere_settles_nothing_and_a_while_does() {
        let mut settling = Settling::default();
        settles(&mut settling, 0.8, 0.0, 3000.0);
        assert_eq!(settles(&mut settling, -0.5, 3000.0, 4000.0), 0);
        assert_eq!(settles(&mut settling, 0.8, 4000.0, 8000.0), 0);
        assert_eq!(settles(&mut settling, -0.5, 8000.0, 12_000.0), 1);
    }
}
