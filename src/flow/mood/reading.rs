//! The reading: the one word for the mood with its evidence, or why there is none.
//!
//! The page shows it in one place and nothing else beside it names an expression. What word a mood has is
//! [`word_of`]'s to say, what bears it out [`evidence_of`]'s, and nobody else's here.

use crate::domain::emotion::Emotion;
use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::smoothing::Label;
use crate::domain::order::sort_by;
use crate::flow::mood::copy;
use crate::flow::mood::state::MoodState;

/// The reading, as it is shown on the picture or on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingView {
    /// The stage that the reading is at.
    pub phase: ReadingPhase,
    /// A small word before the word: "a little"; mostly empty.
    pub qualifier: &'static str,
    /// The word for the mood; empty before there is one.
    pub word: &'static str,
    /// The evidence for the word, or what would help where there is none.
    pub evidence: String,
}

/// The stages of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingPhase {
    /// No picture has been read yet.
    Looking,
    /// The last picture showed no face.
    NoFace,
    /// A face is seen and says too little.
    Unsure,
    /// The mood has just moved, and may yet move back.
    Settling,
    /// The mood is where it was settled.
    Steady,
    /// A hand or words have set the mood.
    Stated,
}

/// Projects the reading of the moment.
pub(super) fn reading_view(state: &MoodState) -> ReadingView {
    let phase = phase_of(state);
    let (qualifier, word) = word_of(state);
    ReadingView {
        phase,
        qualifier,
        word,
        evidence: match phase {
            ReadingPhase::Looking => copy::HOLD_STILL.into(),
            ReadingPhase::NoFace => copy::advise_without_face(word),
            ReadingPhase::Unsure => copy::mood_stays(word),
            ReadingPhase::Settling | ReadingPhase::Steady => evidence_of(state),
            ReadingPhase::Stated => copy::SET_BY_YOU.into(),
        },
    }
}

fn phase_of(state: &MoodState) -> ReadingPhase {
    let label = state.faces.leader().map(|face| face.expression.label);
    match label {
        _ if state.stated.is_some() => ReadingPhase::Stated,
        _ if state.faces.frame().is_none() => ReadingPhase::Looking,
        None => ReadingPhase::NoFace,
        Some(Label::Unsure) => ReadingPhase::Unsure,
        Some(Label::Sure(_)) if state.settling.is_waiting() => ReadingPhase::Settling,
        Some(Label::Sure(_)) => ReadingPhase::Steady,
    }
}

/// The word for the mood of the moment, after a qualifier.
fn word_of(state: &MoodState) -> (&'static str, &'static str) {
    let word = state.mood.map_or("", |mood| word_for(mood.place));
    ("", word)
}

/// The leading expression and the strongest one that isn't neutral; one may be both, then the next is the other.
fn evidence_of(state: &MoodState) -> String {
    let Some(leader) = state.faces.leader() else {
        return String::new();
    };
    let mut scores: Vec<_> = leader.expression.scores.iter().collect();
    sort_by(&mut scores, |one, other| {
        other.1.get().total_cmp(&one.1.get())
    });
    let mut evidence: Vec<_> = scores.first().into_iter().collect();
    let rest = scores.iter().skip(1);
    evidence.extend(
        rest.filter(|(emotion, _)| *emotion != Emotion::Neutral)
            .take(1),
    );
    let faces = state.faces.seen().len();
    let seen = evidence
        .into_iter()
        .map(|(emotion, share)| (emotion.name(), share.get()));
    copy::evidence_line(seen, faces)
}
