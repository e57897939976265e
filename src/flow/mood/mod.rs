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
mod state;
#[cfg(test)]
mod tests;
pub mod view;

pub use effect::MoodEffect;
pub use event::{MoodEvent, MoodWake, ReadWords};
pub use news::MoodNews;
pub use state::MoodState;
pub use view::{EmotionsView, FacesView, MoodView, MoodViews, view};

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::mood::Mood;
use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::fusion::{AffectSource, Evidence};
use crate::domain::mood::place::Place;
use crate::domain::mood::settling::Settling;
use crate::domain::mood::trail::Trail;
use crate::domain::mood::words::WordsAnswer;
use crate::domain::quantity::Millis;
use crate::flow::kit::{Now, Out};
use crate::flow::mood::state::{WordsCode, WordsHeard};

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
        MoodEvent::Worded(text) => take_words(state, text, now, out),
        MoodEvent::WordsExpected => request_words_code(state, out),
        MoodEvent::WordsCodeArrived(code) => words_code_arrived(state, code, now, out),
        MoodEvent::WordsCodeMissing => words_code_missing(state),
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

/// Takes a mood in words: at once where the code that reads them is there, else as soon as it is.
fn take_words(state: &mut MoodState, text: String, now: Now, out: &mut MoodOut) {
    if text.trim().is_empty() {
        state.words = None;
        return;
    }
    if let WordsCode::Here(code) = &state.words_code {
        let answer = (code.read)(&text);
        hear_words(state, answer, now, out);
    } else {
        request_words_code(state, out);
        state.words = Some(WordsHeard::Waiting(text));
    }
}

fn hear_words(state: &mut MoodState, answer: WordsAnswer, now: Now, out: &mut MoodOut) {
    let reading = match answer {
        WordsAnswer::Mood(reading) => reading,
        // No list is pushed at somebody who says such a thing; the mood stays as it is.
        WordsAnswer::Danger => {
            state.words = Some(WordsHeard::Danger);
            return;
        }
        WordsAnswer::NoFeeling => {
            state.words = Some(WordsHeard::Nothing {
                stays: state.mood.is_some(),
            });
            return;
        }
    };
    state.words = Some(WordsHeard::Counted(copy::words_sentence(&reading)));
    let mood = state.state_mood(AffectSource::Words, reading.affect, now);
    settle_stated(mood, out);
}

/// Fetches the code that reads words, unless it is there or on its way.
fn request_words_code(state: &mut MoodState, out: &mut MoodOut) {
    if state.words_code == WordsCode::Absent {
        state.words_code = WordsCode::OnItsWay;
        out.effect(MoodEffect::FetchWordsCode);
    }
}

fn words_code_arrived(state: &mut MoodState, code: ReadWords, now: Now, out: &mut MoodOut) {
    state.words_code = WordsCode::Here(code);
    if let Some(WordsHeard::Waiting(text)) = state.words.take_if(|words| words.is_waiting()) {
        take_words(state, text, now, out);
    }
}

fn words_code_missing(state: &mut MoodState) {
    state.words_code = WordsCode::Absent;
    if state.words.as_ref().is_some_and(WordsHeard::is_waiting) {
        state.words = Some(WordsHeard::Unread);
    }
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
