//! A path from a mood to a goal, in small steps over the mood plane.
//!
//! The iso-principle of music therapy: begin with music that is like the person's mood and lead from there,
//! little by little, to the mood that is wanted (Altshuler, "A psychiatrist's experience with music as a
//! therapeutic agent", 1948; Davis, Gfeller & Thaut, "An introduction to music therapy"; tried in an experiment
//! by Starcke, Mayr & von Georgi, "Emotion modulation through music after sadness induction: the iso principle
//! in a controlled experimental study", 2021). The number of steps and their size are ours.

use crate::domain::mood::place::Place;
use crate::domain::music::goal::Goal;

/// The largest step between two tracks of a path: an eighth of an axis. Ten tracks suffice to reach each goal from
/// each place of the plane with it.
pub const LARGEST_STEP: f32 = 0.25;

/// A path over the mood plane: one place for each track.
#[derive(Debug, Clone, PartialEq)]
pub struct MoodPath {
    goal: Goal,
    places: Vec<Place>,
    destination: Place,
}

impl MoodPath {
    /// Plans a path of so many tracks from a place to a goal: straight, in even steps, beginning where the person is.
    /// With too few tracks to arrive in steps of [`LARGEST_STEP`] it ends on the way. [`Goal::Focus`] is steady: it
    /// begins at its destination.
    #[must_use]
    pub fn new(from: Place, goal: Goal, tracks: usize) -> Self {
        let destination = goal.destination(from);
        let from = if goal == Goal::Focus {
            destination
        } else {
            from
        };
        let distance = from.distance(destination);
        let steps = small(tracks.max(1) - 1);
        let reach = if distance > LARGEST_STEP * steps {
            LARGEST_STEP * steps / distance
        } else {
            1.0
        };
        let places = (0..tracks.max(1))
            .map(|at| from.towards(destination, reach * small(at) / steps.max(1.0)))
            .collect();
        Self {
            goal,
            places,
            destination,
        }
    }

    /// The goal that the path leads to.
    #[must_use]
    pub const fn goal(&self) -> Goal {
        self.goal
    }

    /// The places of the path, in order: one for each track, at least one.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of the goal, reached or not.
    #[must_use]
    pub const fn destination(&self) -> Place {
        self.destination
    }

    /// Tells if the path leads anywhere, or stays where it began.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.largest_step() > 0.0
    }

    /// The largest step between two places that follow each other, in units of the plane.
    #[must_use]
    pub fn largest_step(&self) -> f32 {
        largest_step(&self.places)
    }

    /// The distance of the last place from the goal, in units of the plane; 0 if it arrives.
    #[must_use]
    pub fn remaining(&self) -> f32 {
        self.places
            .last()
            .map_or(0.0, |last| last.distance(self.destination))
    }
}

/// The largest step between places that follow each other, in units of the plane; 0 for fewer than two.
#[must_use]
pub fn largest_step(places: &[Place]) -> f32 {
    places
        .iter()
        .zip(places.iter().skip(1))
        .map(|(a, b)| a.distance(*b))
        .fold(0.0, f32::max)
}

/// Converts a small count to a float.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn any_place()(valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0) -> Place {
            Place::clamped(valence, arousal)
        }
    }

    fn any_goal() -> impl Strategy<Value = Goal> {
        prop::sample::select(Goal::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn every_step_comes_nearer_to_the_goal_and_none_is_large(
            from in any_place(), goal in any_goal(), tracks in 1_usize..=50,
        ) {
            let path = MoodPath::new(from, goal, tracks);
            prop_assert_eq!(path.places().len(), tracks);
            prop_assert!(path.largest_step() <= LARGEST_STEP + 1e-5);
            let left: Vec<_> = path.places().iter().map(|place| place.distance(path.destination())).collect();
            prop_assert!(left.windows(2).all(|pair| pair[1] <= pair[0] + 1e-5));
        }

        #[test]
        fn ten_tracks_arrive_from_everywhere(from in any_place(), goal in any_goal()) {
            let path = MoodPath::new(from, goal, 10);
            let steady = goal == Goal::Focus;
            prop_assert_eq!(path.places()[0], if steady { goal.destination(from) } else { from });
            prop_assert!(path.remaining() < 1e-5, "{} is left", path.remaining());
        }

        #[test]
        fn who_is_there_stays(from in any_place(), goal in any_goal()) {
            let there = goal.destination(from);
            prop_assert!(!MoodPath::new(there, goal, 10).moves());
        }
    }

    #[test]
    fn three_tracks_go_as_far_as_small_steps_lead() {
        let path = MoodPath::new(Place::clamped(-1.0, -1.0), Goal::Lift, 3);
        assert!((path.largest_step() - LARGEST_STEP).abs() < 1e-5);
        assert!(path.remaining() > 1.0);
    }
}
