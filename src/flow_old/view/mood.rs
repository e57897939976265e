//! The chart of the seven emotions and the mood plane.

use crate::domain::emotion::Emotion;
use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::smoothing::Label;
use crate::domain::quantity::UnixMillis;
use crate::flow_old::listening::Lead;
use crate::flow_old::state::State;

/// The chart of the seven emotions.
#[derive(Debug, Clone, PartialEq)]
pub struct EmotionsView {
    /// One meter for each of [`Emotion::ALL`], in that order.
    pub meters: Vec<MeterView>,
    /// What they say together: "Happy", "Not sure", or that there is no reading.
    pub summary: &'static str,
}

/// One meter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeterView {
    /// Its emotion.
    pub emotion: Emotion,
    /// Per cent, or none where nothing is being read: an absent reading is never shown as a guess.
    pub percent: Option<u8>,
    /// Whether it is the one that the summary names.
    pub leads: bool,
}

/// The mood plane.
#[derive(Debug, Clone, PartialEq)]
pub struct MoodView {
    /// `(valence, arousal)`, each −1 to 1; none before there is a mood.
    pub point: Option<(f32, f32)>,
    /// Where the mood was in the last seconds, oldest first.
    pub trail: Vec<(f32, f32)>,
    /// A plain word for it.
    pub word: &'static str,
    /// Who leads it.
    pub lead: MoodLead,
}

/// Who leads the mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoodLead {
    /// Nobody yet.
    Nobody,
    /// The face that is seen.
    Face,
    /// A face is seen and says too little.
    Unsure,
    /// The hand on the plane.
    Hand,
}

pub(super) fn emotions(state: &State) -> EmotionsView {
    let leader = state.listening.leader();
    let sure = leader.and_then(|face| match face.expression.label {
        Label::Sure(emotion) => Some(emotion),
        Label::Unsure => None,
    });
    let meters = Emotion::ALL
        .into_iter()
        .map(|emotion| MeterView {
            emotion,
            percent: leader.map(|face| percent(face.expression.scores.of(emotion).get())),
            leads: sure == Some(emotion),
        })
        .collect();
    let summary = match (leader, sure) {
        (None, _) => "No reading",
        (Some(_), None) => "Not sure",
        (Some(_), Some(emotion)) => emotion.name(),
    };
    EmotionsView { meters, summary }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a fraction times 100 is 0 to 100"
)]
fn percent(share: f32) -> u8 {
    (share * 100.0).round() as u8
}

pub(super) fn mood(state: &State, now: UnixMillis) -> MoodView {
    let point = state.listening.point();
    MoodView {
        point: point.map(|place| (place.valence.get(), place.arousal.get())),
        trail: state.listening.trail(now),
        word: point.map_or("", word_for),
        lead: match (state.listening.lead(), point, state.listening.leader()) {
            (Lead::Hand, ..) => MoodLead::Hand,
            (Lead::Face, _, Some(face)) if face.expression.label == Label::Unsure => {
                MoodLead::Unsure
            }
            (Lead::Face, Some(_), _) => MoodLead::Face,
            (Lead::Face, None, _) => MoodLead::Nobody,
        },
    }
}
