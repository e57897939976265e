//! A choice being made: kept, and the same list drawn for it.

use crate::flow::kit::store::{Key, StoreEffect};
use crate::flow::music::choices::Choice;
use crate::flow::music::compose::request_same_list;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::news::{MusicNews, MusicOut};
use crate::flow::music::record::text_of;
use crate::flow::music::state::{Memory, MusicState};

/// Makes a choice, keeps it, and asks for the same list under it: also of a pinned one, since it was asked for.
pub(super) fn make_choice(
    state: &mut MusicState,
    choice: Choice,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    let before = state.choices.clone();
    state.choices.apply_choice(choice.clone());
    if state.choices == before {
        return;
    }
    match &mut state.memory {
        Memory::Awaited(early) => early.push(choice),
        Memory::Restored { .. } => store_choices(state, out),
    }
    if state.choices.sources != before.sources {
        out.news(MusicNews::SourcesChanged);
    }
    request_same_list(state, given, out);
}

/// Keeps the choices for the next visit, if they may be.
pub(super) fn store_choices(state: &MusicState, out: &mut MusicOut) {
    if state.may_keep_choices() {
        out.effect(StoreEffect::Put(Key::Choices, text_of(&state.choices)));
    }
}
