//! The mood's last moments, for the trail on the plane.

use crate::domain::mood::place::Place;
use crate::domain::quantity::Millis;
use std::collections::VecDeque;

/// Time for which a point of the trail is kept.
const KEPT_FOR: Millis = Millis::from_secs(30.0);
/// Least time between two points of the trail.
// Four a second draw a smooth line.
const SPACING: Millis = Millis(250.0);

/// Trail of the mood: its places in the last half minute, at most four a second.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    points: VecDeque<(Place, Millis)>,
}

impl Trail {
    /// Adds the mood's place at `at`, a moment of the monotonic clock, unless the last point is too recent.
    pub fn push(&mut self, place: Place, at: Millis) {
        let recent = self
            .points
            .back()
            .is_some_and(|(_, last)| at.since(*last) < SPACING);
        if !recent {
            self.points.push_back((place, at));
        }
        while self
            .points
            .front()
            .is_some_and(|(_, first)| at.since(*first) > KEPT_FOR)
        {
            self.points.pop_front();
        }
    }

    /// Iterates over the points that are still recent at `now`, oldest first.
    pub fn points(&self, now: Millis) -> impl Iterator<Item = Place> + '_ {
        self.points
            .iter()
            .filter(move |(_, at)| now.since(*at) <= KEPT_FOR)
            .map(|(place, _)| *place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trail_is_bounded_in_time_and_number() {
        let mut trail = Trail::default();
        for frame in 0..10_000 {
            trail.push(Place::MIDDLE, Millis(f64::from(frame) * 16.0));
        }
        let now = Millis(160_000.0);
        assert!(trail.points(now).count() <= 121);
        assert_eq!(trail.points(now.plus(Millis::from_secs(31.0))).count(), 0);
    }
}
