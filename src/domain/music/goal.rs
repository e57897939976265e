//! The goals that music can lead a person to, and the lengths of a list.

use crate::domain::mood::place::Place;
use crate::domain::quantity::Balance;
use serde::{Deserialize, Serialize};

/// A mood the person wants to be led to. Each but [`Goal::Match`] is a region of the mood plane: who is inside is
/// already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// Stays with the mood as it is.
    #[default]
    Match,
    /// Leads to the lively and joyful part of the plane.
    Lift,
    /// Leads to rest: calm and serene.
    Calm,
    /// Leads to drive: excited and energetic.
    Energise,
    /// Is quiet attention from the first track, without words.
    Focus,
}

/// The bounds of a goal on the mood plane: the lowest and highest valence, the lowest and highest arousal.
struct GoalBounds {
    valence: (f32, f32),
    arousal: (f32, f32),
}

impl Goal {
    /// All five goals, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Match,
        Self::Lift,
        Self::Calm,
        Self::Energise,
        Self::Focus,
    ];

    /// The word on the goal's button.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "Match",
            Self::Lift => "Lift",
            Self::Calm => "Calm",
            Self::Energise => "Energise",
            Self::Focus => "Focus",
        }
    }

    /// The goal's effect, in one line for people.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Match => "Music for how you feel now",
            Self::Lift => "From how you feel, step by step, to something joyful",
            Self::Calm => "From how you feel, step by step, to rest",
            Self::Energise => "From how you feel, step by step, to drive",
            Self::Focus => "Quiet and steady, without words, from the first track",
        }
    }

    /// The word for the mood a goal leads to: "step 3 of 10 towards lively". `None` for [`Goal::Match`].
    #[must_use]
    pub const fn towards(self) -> Option<&'static str> {
        Some(match self {
            Self::Match => return None,
            Self::Lift => "lively",
            Self::Calm => "calm",
            Self::Energise => "energetic",
            Self::Focus => "focused",
        })
    }

    /// The place within the goal that is nearest to `from`; `from` itself for who is there already.
    #[must_use]
    pub fn destination(self, from: Place) -> Place {
        let Some(region) = self.region() else {
            return from;
        };
        let into =
            |at: Balance, (low, high): (f32, f32)| Balance::clamped(at.get().clamp(low, high));
        Place {
            valence: into(from.valence, region.valence),
            arousal: into(from.arousal, region.arousal),
        }
    }

    /// The goal's bounds on the mood plane; `None` for [`Goal::Match`].
    // The bounds are ours, drawn around the words of Russell's figure (1980): joyful and delighted; calm, relaxed and
    // serene; excited and energetic; at ease and attentive. Calm lies deep in rest, so that whoever is led there comes
    // down. Focus keeps arousal low: attention is best between drowsy and excited (Yerkes & Dodson, 1908), and what
    // excites in music is what distracts.
    const fn region(self) -> Option<GoalBounds> {
        let (valence, arousal) = match self {
            Self::Match => return None,
            Self::Lift => ((0.7, 1.0), (0.35, 0.7)),
            Self::Calm => ((0.3, 0.6), (-1.0, -0.8)),
            Self::Energise => ((0.3, 0.9), (0.65, 1.0)),
            Self::Focus => ((0.0, 0.45), (-0.75, -0.4)),
        };
        Some(GoalBounds { valence, arousal })
    }
}

/// The way to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// Begins where the person is and goes there in small steps.
    #[default]
    Gradual,
    /// Begins at the goal.
    Direct,
}

/// The length of a list, in tracks or in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListLength {
    /// A list of ten tracks.
    #[default]
    Ten,
    /// A list of twenty tracks.
    Twenty,
    /// A list of thirty tracks.
    Thirty,
    /// A list of as many tracks as take about so many minutes.
    Minutes(u16),
}

/// The length of a track in minutes: the mean of the 17,575 public figures that the catalogue was chosen from.
// The catalogue holds no durations.
pub const MINUTES_PER_TRACK: f32 = 3.67;

impl ListLength {
    /// The most tracks that a list has.
    pub const MOST: usize = 50;

    /// The number of tracks in a list of this length: 1 to [`ListLength::MOST`].
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few thousand at most, and positive"
    )]
    pub fn tracks(self) -> usize {
        match self {
            Self::Ten => 10,
            Self::Twenty => 20,
            Self::Thirty => 30,
            Self::Minutes(minutes) => {
                ((f32::from(minutes) / MINUTES_PER_TRACK).round() as usize).clamp(1, Self::MOST)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn place(valence: f32, arousal: f32) -> Place {
        Place::clamped(valence, arousal)
    }

    #[rstest]
    #[case(Goal::Match, place(-0.63, -0.27), place(-0.63, -0.27))]
    #[case(Goal::Lift, place(-0.63, -0.27), place(0.7, 0.35))]
    #[case(Goal::Calm, place(-0.51, 0.59), place(0.3, -0.8))]
    #[case(Goal::Energise, place(-0.63, -0.27), place(0.3, 0.65))]
    #[case(Goal::Focus, place(0.81, 0.51), place(0.45, -0.4))]
    fn a_goal_is_the_nearest_place_of_its_region(
        #[case] goal: Goal,
        #[case] from: Place,
        #[case] to: Place,
    ) {
        assert_eq!(goal.destination(from), to);
        assert_eq!(goal.destination(to), to);
    }

    #[rstest]
    #[case(ListLength::Ten, 10)]
    #[case(ListLength::Minutes(0), 1)]
    #[case(ListLength::Minutes(37), 10)]
    #[case(ListLength::Minutes(60), 16)]
    #[case(ListLength::Minutes(u16::MAX), 50)]
    fn a_duration_is_a_number_of_tracks(#[case] length: ListLength, #[case] tracks: usize) {
        assert_eq!(length.tracks(), tracks);
    }
}
