//! What there is to say about the music: what happened, what to do, and whether it can be taken back.

use crate::flow_old::music::effect::Record;
use crate::flow_old::state::{Message, State};

/// A message about the music.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What happened.
    pub what: String,
    /// What to do, or what follows.
    pub advice: &'static str,
    /// Whether its button takes it back.
    pub undo: bool,
}

/// Says what can be taken back.
pub(super) fn undoable(state: &mut State, what: String, advice: &'static str) {
    say(state, what, advice, true);
}

/// Says what is worth knowing.
pub(super) fn notice(state: &mut State, what: &str, advice: &'static str) {
    say(state, what.into(), advice, false);
}

fn say(state: &mut State, what: String, advice: &'static str, undo: bool) {
    state.message = Some(Message::Music(Note { what, advice, undo }));
}

/// Takes back what was said about something that can't be undone any more.
pub(super) fn hush(state: &mut State) {
    if matches!(&state.message, Some(Message::Music(note)) if note.undo) {
        state.message = None;
    }
}

/// A record could not be written.
pub(super) fn not_kept(state: &mut State, record: Record) {
    let what = match record {
        Record::Taste => "What you taught could not be kept.",
        Record::TasteAside => "The taste that could not be read could not be set aside.",
        Record::Choices => "Your goal and filters could not be kept.",
        Record::List => "The list could not be kept.",
    };
    // What is already being said matters more, unless what was taught is in danger; an undo is never taken away,
    // and once is enough.
    let undoable = matches!(&state.message, Some(Message::Music(note)) if note.undo);
    let in_place = state.message.is_none() || (record.is_precious() && !undoable);
    if in_place && !state.music.loss_is_told {
        state.music.loss_is_told = true;
        notice(
            state,
            what,
            "It lasts until you close this page. The disk may be full, or the browser keeps nothing for this page.",
        );
    }
}
