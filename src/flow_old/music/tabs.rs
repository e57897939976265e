//! What several tabs teach: each writes what all of them taught.

use crate::domain::music::taste::Taste;
use crate::flow_old::Effect;
use crate::flow_old::music::{librarian, sheet, thumbs, why};
use crate::flow_old::state::State;

/// The taste to keep where `theirs` is kept already and this tab, which began with `base`, has come to `ours`; none if
/// what is kept is no taste that this page can read, and so must not be written over.
#[must_use]
pub fn together(base: &str, ours: &str, theirs: &str) -> Option<String> {
    // What this tab began with may have been unreadable; it was set aside, and counts as nothing.
    let base = Taste::import(base).unwrap_or_default();
    let (ours, theirs) = (Taste::import(ours).ok()?, Taste::import(theirs).ok()?);
    ours.merged(&base, &theirs).export().ok()
}

/// Another tab had taught something too: from now on it counts here as well, whatever was said meanwhile.
pub(super) fn merged(state: &mut State, wrote: &str, kept: String) -> Vec<Effect> {
    let (Ok(wrote_taste), Ok(theirs)) = (Taste::import(wrote), Taste::import(&kept)) else {
        return Vec::new();
    };
    let music = &mut state.music;
    music.taste = music.taste.merged(&wrote_taste, &theirs);
    thumbs::merge_undo(music, &wrote_taste, &theirs);
    // Unless something newer is being written, which began with what was written here.
    if music.kept_taste == wrote {
        music.kept_taste = kept;
    }
    thumbs::relike(music);
    music.library.taste_is_told = false;
    why::refresh(music);
    sheet::refresh(music);
    librarian::tell_taste(state)
}
