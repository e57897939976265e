//! A mood in words: "tired but content".

use crate::domain::mood::words::read_words;
use crate::domain::quantity::UnixMillis;
use crate::flow_old::Effect;
use crate::flow_old::listening;
use crate::flow_old::state::State;

/// What was understood of the last words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The phrases that counted, as a sentence.
    Counted(String),
    /// None of them is known.
    Nothing,
}

/// Words were entered: the mood is where they put it, and the list follows at once.
pub(super) fn entered(state: &mut State, text: &str, now: UnixMillis) -> Vec<Effect> {
    if text.trim().is_empty() {
        state.music.heard = None;
        return Vec::new();
    }
    let Some(reading) = read_words(text) else {
        state.music.heard = Some(Heard::Nothing);
        return Vec::new();
    };
    state.music.heard = Some(Heard::Counted(format!("{reading}.")));
    listening::mood_said(state, reading.affect, now)
}
