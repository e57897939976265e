//! When a mood has settled: the list of tracks follows that, and not every frame.

use crate::domain::mood::Mood;
use crate::domain::quantity::{Millis, UnixMillis};

/// When a change is worth following. Empirical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SettlingParams {
    /// How far the mood must move on the plane.
    pub radius: f32,
    /// How long it must stay there.
    pub dwell: Millis,
    /// The same for the first mood of all, which is waited for.
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

/// The memory of the last settled mood and of the one that may become it.
#[derive(Debug, Clone, Default)]
pub struct Settling {
    params: SettlingParams,
    settled: Option<Mood>,
    candidate: Option<(Mood, UnixMillis)>,
}

impl Settling {
    /// Takes the mood of the moment; answers with it when it has just settled. Moods that are not sure are not
    /// to be given: they settle nothing.
    pub fn update(&mut self, mood: &Mood) -> Option<Mood> {
        let radius = self.params.radius;
        if self
            .settled
            .is_some_and(|settled| settled.distance(mood) < radius)
        {
            self.candidate = None;
            return None;
        }
        let since = match &self.candidate {
            Some((candidate, since)) if candidate.distance(mood) < radius => *since,
            _ => mood.at,
        };
        self.candidate = Some((*mood, since));
        let dwell = if self.settled.is_some() {
            self.params.dwell
        } else {
            self.params.first_dwell
        };
        if mood.at.since(since) < dwell {
            return None;
        }
        self.settled = Some(*mood);
        self.candidate = None;
        Some(*mood)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::{Balance, Fraction};

    fn mood(valence: f32, millis: f64) -> Mood {
        Mood {
            valence: Balance::new(valence).unwrap(),
            arousal: Balance::MIDDLE,
            confidence: Fraction::MAX,
            at: UnixMillis(millis),
        }
    }

    fn settles(settling: &mut Settling, valence: f32, from: f64, to: f64) -> usize {
        let mut at = from;
        let mut count = 0;
        while at < to {
            count += usize::from(settling.update(&mood(valence, at)).is_some());
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
