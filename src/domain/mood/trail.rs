//! The mood's last moments, for the trail on the plane.

use crate::domain::quantity::{Balance, Millis, UnixMillis};
use std::collections::VecDeque;

/// How long a point is kept.
const KEPT: Millis = Millis::from_secs(30.0);
/// The least time between two points: four a second draw a smooth line.
const SPACING: Millis = Millis(250.0);

/// Points of the last half minute, at most four a second.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    points: VecDeque<(Balance, Balance, UnixMillis)>,
}

impl Trail {
    /// Adds the mood of the moment, unless the last point is too recent.
    pub fn push(&mut self, valence: Balance, arousal: Balance, at: UnixMillis) {
        let recent = self
            .points
            .back()
            .is_some_and(|(.., last)| at.since(*last) < SPACING);
        if !recent {
            self.points.push_back((valence, arousal, at));
        }
        while self
            .points
            .front()
            .is_some_and(|(.., first)| at.since(*first) > KEPT)
        {
            self.points.pop_front();
        }
    }

    /// The points that are still recent at `now`, oldest first, as `(valence, arousal)`.
    pub fn points(&self, now: UnixMillis) -> impl Iterator<Item = (Balance, Balance)> + '_ {
        self.points
            .iter()
            .filter(move |(.., at)| now.since(*at) <= KEPT)
            .map(|(valence, arousal, _)| (*valence, *arousal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trail_is_bounded_in_time_and_number() {
        let mut trail = Trail::default();
        for frame in 0..10_000 {
            trail.push(
                Balance::MIDDLE,
                Balance::MIDDLE,
                UnixMillis(f64::from(frame) * 16.0),
            );
        }
        let now = UnixMillis(160_000.0);
        assert!(trail.points(now).count() <= 121);
        assert_eq!(trail.points(now.plus(Millis::from_secs(31.0))).count(), 0);
    }
}
