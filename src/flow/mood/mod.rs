//! The mood: faces, a hand on the plane and words to one mood that is worth following.
//!
//! Owns who is who among faces (`faces`), what was stated by hand or in words, the mood of the moment with its trail,
//! and when it has settled (`state`). How sources become one is [`crate::domain::mood::fusion`]'s rule; what follows a
//! mood is for whoever hears of [`MoodNews::Settled`]. Start at [`event`].

mod copy;
pub mod effect;
pub mod event;
mod faces;
pub mod news;
pub mod reading;
mod state;
#[cfg(test)]
mod tests;
pub mod view;

pub use effect::MoodEffect;
pub use event::{MoodEvent, MoodWake};
pub use news::MoodNews;
pub use reading::{ReadingPhase, ReadingView};
pub use state::MoodState;
pub use view::{EmotionsView, FacesView, MoodView, MoodViews, view};

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::mood::Mood;
use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::fusion::{AffectSource, Evidence};
use crate::domain::mood::place::Place;
use crate::domain::mood::settling::Settling;
use crate::domain::mood::trail::Trail;
use crate::domain::mood::words::read_words;
use crate::domain::quantity::Millis;
use crate::flow::kit::{Now, Out};
use crate::flow::mood::state::WordsHeard;

/// The time that the hand must rest on the plane before the mood counts as settled. Empirical.
const HAND_REST: Millis = Millis(350.0);

type MoodOut = Out<MoodEffect, MoodNews>;

/// Takes `event` at `now`: changes the state, and pushes what is to be done and known.
pub fn update(
    state: &mut MoodState,
    event: MoodEvent,
    now: Now,
    out: &mut Out<MoodEffect, MoodNews>,
) {
    match event {
        MoodEvent::Faces {
            is_photo,
            size,
            faces,
        } => take_faces(state, is_photo, size, &faces, now, out),
        MoodEvent::FacesForgotten => forget_faces(state),
        MoodEvent::ThresholdKnown(unsure_below) => state.faces.set_threshold(unsure_below),
        MoodEvent::PointSet { place } => set_point(state, place, now, out),
        MoodEvent::HandReleased => release_hand(state),
        MoodEvent::Worded(text) => take_words(state, &text, now, out),
        MoodEvent::Woke(MoodWake::HandRested(statement)) => hand_rested(state, statement, out),
    }
}

fn take_faces(
    state: &mut MoodState,
    is_photo: bool,
    size: FrameSize,
    faces: &[FaceReading],
    now: Now,
    out: &mut MoodOut,
) {
    state.faces.take_readings(size, faces, now.monotonic);
    let Some(expression) = state.faces.sure_expression() else {
        return;
    };
    let fused = state.fused_affect();
    // What was stated holds its place whatever faces say.
    let Some(fused) = fused.filter(|fused| fused.evidence == Evidence::Observed) else {
        return;
    };
    let mood = state.move_mood(fused.affect, now);
    // A photo says all it has to say at once.
    if is_photo || state.settling.follow_mood(mood.place, now.monotonic) {
        let expression = Some(expression.scores);
        out.news(MoodNews::Settled { mood, expression });
    }
}

/// Forgets the faces, not the mood they led to: nothing jumps when the camera stops.
fn forget_faces(state: &mut MoodState) {
    state.faces.forget_faces();
    state.settling = Settling::default();
}

fn set_point(state: &mut MoodState, place: Place, now: Now, out: &mut MoodOut) {
    state.words = None;
    let affect = Affect {
        place,
        confidence: AxisConfidence::CERTAIN,
    };
    state.state_mood(AffectSource::Hand, affect, now);
    out.effect(MoodEffect::WakeAfter(
        HAND_REST,
        MoodWake::HandRested(state.statements),
    ));
}

fn hand_rested(state: &MoodState, statement: u32, out: &mut MoodOut) {
    if let (Some(_), Some(mood)) = (state.stated, state.mood)
        && state.statements == statement
    {
        settle_stated(mood, out);
    }
}

/// Takes a mood in words: there is nothing to wait for.
fn take_words(state: &mut MoodState, text: &str, now: Now, out: &mut MoodOut) {
    if text.trim().is_empty() {
        state.words = None;
        return;
    }
    let Some(reading) = read_words(text) else {
        state.words = Some(WordsHeard::Nothing);
        return;
    };
    state.words = Some(WordsHeard::Counted(copy::words_sentence(&reading)));
    let mood = state.state_mood(AffectSource::Words, reading.affect, now);
    settle_stated(mood, out);
}

fn settle_stated(mood: Mood, out: &mut MoodOut) {
    out.news(MoodNews::Settled {
        mood,
        expression: None,
    });
}

/// Lets the face lead again; its next settled mood is news.
fn release_hand(state: &mut MoodState) {
    state.words = None;
    state.stated = None;
    state.settling = Settling::default();
    if state.faces.seen().is_empty() {
        state.mood = None;
        state.trail = Trail::default();
    }
}
