//! The need of one place of a list: the feelings that its track should suit, and how rough it may be.
//!
//! Distance measures sound; here is what a track costs for what it means. The costs are ours, in widths as distances
//! are, found by judging lists track by track.

use crate::domain::music::annotation::Annotation;
use crate::domain::music::goal::Goal;
use crate::domain::music::intent::{ENERGY_WIDTH, Intent, VALENCE_WIDTH};
use crate::domain::music::meaning::Feeling;
use crate::domain::music::region::MusicRegion;

/// The feelings of the regions, in the order of [`MusicRegion::all`].
const OF_REGIONS: [Feeling; 8] = [
    Feeling::Angry,
    Feeling::Disgusted,
    Feeling::Fearful,
    Feeling::Happy,
    Feeling::Sad,
    Feeling::Surprised,
    Feeling::Neutral,
    Feeling::Calm,
];

/// Tenths of a width that a track costs which suits the feeling of a column where the feeling of a row is wanted, both
/// in the order of [`Feeling::ALL`].
const COSTS: [[u8; 9]; 9] = [
    [0, 6, 12, 30, 25, 20, 22, 30, 12],
    [6, 0, 13, 28, 15, 20, 12, 28, 18],
    [15, 15, 0, 30, 15, 20, 22, 26, 22],
    [30, 28, 30, 0, 26, 5, 9, 12, 7],
    [28, 20, 16, 28, 0, 26, 12, 8, 28],
    [26, 24, 20, 6, 26, 0, 14, 24, 4],
    [26, 18, 24, 7, 16, 12, 0, 6, 12],
    [30, 28, 26, 14, 13, 22, 6, 0, 28],
    [16, 20, 20, 6, 30, 4, 14, 30, 0],
];
/// The share of its least fitting feeling that a track costs beside its best.
const WORST_SHARE: f32 = 0.2;
/// The cost of a track of which nobody has said what it suits.
const UNSAID: f32 = 0.2;
/// The cost of each roughness where no fury is asked for, in widths: heavy music costs about one and a half.
const ROUGH: [f32; 4] = [0.0, 0.1, 0.9, 1.6];
/// The cost of each roughness where quiet is asked for.
const ROUGH_IN_QUIET: [f32; 4] = [0.0, 0.6, 1.6, 2.4];
/// The cost of each roughness where nothing but fury is asked for: what is tame lacks something.
const ROUGH_IN_FURY: [f32; 4] = [0.5, 0.2, 0.0, 0.0];
/// The width of fury, beside those of valence and energy, where a feeling is told from an intent.
const FURY_WIDTH: f32 = 0.35;
/// The fury of a mood from which on drive may be heavy.
const FURIOUS: f32 = 0.5;

/// The need of one place of a list: a feeling that fades into another, and how welcome rough music is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    from: Feeling,
    to: Feeling,
    /// The share of `to`, 0 to 1.
    share: f32,
    /// The welcome of rough music, 0 to 1.
    fury: f32,
}

impl Need {
    /// The need of an intent alone.
    #[must_use]
    pub fn of_intent(intent: &Intent) -> Self {
        let feeling = feeling_of(intent);
        Self {
            from: feeling,
            to: feeling,
            share: 0.0,
            fury: intent.fury.get(),
        }
    }

    /// The need at a share of the way from the mood of `start` to a goal.
    #[must_use]
    pub fn towards(start: &Intent, goal: Goal, share: f32, here: &Intent) -> Self {
        let from = feeling_of(start);
        let heavy_drive = goal == Goal::Energise && start.fury.get() > FURIOUS;
        Self {
            from,
            to: feeling_of_goal(goal).unwrap_or(from),
            share,
            fury: if heavy_drive { 0.8 } else { here.fury.get() },
        }
    }

    /// The feeling that counts most here.
    #[must_use]
    pub const fn feeling(&self) -> Feeling {
        if self.share > 0.5 { self.to } else { self.from }
    }

    /// The cost of a track in widths: 0 for one that suits the feeling and is as rough as is welcome.
    #[must_use]
    pub fn cost(&self, of: &Annotation) -> f32 {
        let feeling = if self.from == self.to {
            feeling_cost(self.to, of)
        } else {
            let from = feeling_cost(self.from, of);
            from + (feeling_cost(self.to, of) - from) * self.share
        };
        feeling + self.rough_cost(of.rough)
    }

    fn rough_cost(&self, rough: u8) -> f32 {
        let at = |costs: [f32; 4]| costs.get(usize::from(rough)).copied().unwrap_or_default();
        let quiet = matches!(self.feeling(), Feeling::Calm | Feeling::Sad);
        let tame = at(if quiet { ROUGH_IN_QUIET } else { ROUGH });
        tame + (at(ROUGH_IN_FURY) - tame) * self.fury
    }
}

/// The feeling that a goal leads to; `None` for one that stays.
const fn feeling_of_goal(goal: Goal) -> Option<Feeling> {
    match goal {
        Goal::Match => None,
        Goal::Lift => Some(Feeling::Happy),
        Goal::Calm | Goal::Focus => Some(Feeling::Calm),
        Goal::Energise => Some(Feeling::Energised),
    }
}

/// The feeling whose region of music an intent is nearest to.
fn feeling_of(intent: &Intent) -> Feeling {
    let mut nearest = (Feeling::Neutral, f32::INFINITY);
    for (region, feeling) in MusicRegion::all().iter().zip(OF_REGIONS) {
        let centre = &region.centre;
        let valence = (centre.valence.get() - intent.valence.get()) / VALENCE_WIDTH;
        let energy = (centre.energy.get() - intent.energy.get()) / ENERGY_WIDTH;
        let fury = (centre.fury.get() - intent.fury.get()) / FURY_WIDTH;
        let distance = valence * valence + energy * energy + fury * fury;
        if distance < nearest.1 {
            nearest = (feeling, distance);
        }
    }
    nearest.0
}

fn feeling_cost(wanted: Feeling, of: &Annotation) -> f32 {
    let costs = COSTS.get(wanted as usize).copied().unwrap_or_default();
    let suited = Feeling::ALL
        .into_iter()
        .zip(costs)
        .filter(|(feeling, _)| of.feelings.contains(*feeling));
    let (mut best, mut worst) = (u8::MAX, 0);
    for (_, cost) in suited {
        best = best.min(cost);
        worst = worst.max(cost);
    }
    if best == u8::MAX {
        return UNSAID;
    }
    (f32::from(best) + WORST_SHARE * f32::from(worst)) / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::emotion::{Emotion, EmotionScores};
    use crate::domain::mood::place::Place;
    use crate::domain::music::meaning::FeelingSet;
    use rstest::rstest;

    fn suited(feelings: &[Feeling], rough: u8) -> Annotation {
        let bits = feelings.iter().map(|one| 1 << *one as u16).sum();
        Annotation {
            feelings: FeelingSet(bits),
            rough,
            ..Annotation::default()
        }
    }

    fn certain(emotion: Emotion) -> Intent {
        let parts = Emotion::ALL.map(|other| f32::from(u8::from(other == emotion)));
        Intent::for_emotions(&EmotionScores::new(parts).unwrap())
    }

    #[rstest]
    #[case(Emotion::Angry, Feeling::Angry)]
    #[case(Emotion::Disgusted, Feeling::Disgusted)]
    #[case(Emotion::Fearful, Feeling::Fearful)]
    #[case(Emotion::Happy, Feeling::Happy)]
    #[case(Emotion::Sad, Feeling::Sad)]
    #[case(Emotion::Surprised, Feeling::Surprised)]
    #[case(Emotion::Neutral, Feeling::Neutral)]
    fn a_certain_emotion_needs_its_own_feeling(#[case] emotion: Emotion, #[case] feeling: Feeling) {
        assert_eq!(Need::of_intent(&certain(emotion)).feeling(), feeling);
    }

    #[test]
    fn what_suits_costs_less_than_what_does_not() {
        let need = Need::of_intent(&certain(Emotion::Fearful));
        let eerie = need.cost(&suited(&[Feeling::Fearful], 0));
        let ballad = need.cost(&suited(&[Feeling::Sad], 0));
        assert!(eerie + 1.0 < ballad);
        assert!(need.cost(&suited(&[Feeling::Happy], 0)) > 2.5);
    }

    #[test]
    fn heavy_music_costs_a_width_and_a_half_where_no_fury_is_asked_for() {
        let happy = Need::of_intent(&certain(Emotion::Happy));
        let cost = |rough| happy.cost(&suited(&[Feeling::Happy], rough));
        assert!((cost(3) - cost(0) - 1.6).abs() < 0.05);
        let angry = Need::of_intent(&certain(Emotion::Angry));
        let cost = |rough| angry.cost(&suited(&[Feeling::Angry], rough));
        assert!(cost(3) < cost(0));
    }

    #[test]
    fn drive_may_be_heavy_for_the_angry_alone() {
        let here = Intent::for_mood(&Place::clamped(0.3, 0.65).as_mood());
        let metal = suited(&[Feeling::Energised], 3);
        let cost = |start: &Intent| Need::towards(start, Goal::Energise, 1.0, &here).cost(&metal);
        assert!(cost(&certain(Emotion::Angry)) + 1.0 < cost(&certain(Emotion::Sad)));
    }
}
