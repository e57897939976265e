//! The work of "Your taste": a taste taken out as a file, brought in, or forgotten.

use crate::domain::music::taste::Taste;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::taste::copy;
use crate::flow::taste::effect::TasteEffect;
use crate::flow::taste::record::{TasteOut, TasteRecord};
use crate::flow::taste::state::TasteState;

/// The file that an exported taste is saved as.
const FILE: &str = "feelharmonic-taste.json";
/// The file that a taste which could not be read is saved as.
const QUARANTINED_FILE: &str = "feelharmonic-taste-unread.txt";

/// Puts `taste` in place of the present one, which can be taken back.
pub(super) fn replace_taste(state: &mut TasteState, taste: Taste, what: &str, out: &mut TasteOut) {
    state.remember_undo(None);
    state.taste = taste;
    state.note_in_editor(what);
    out.news(NoticeChange::Say(copy::of_change(what)));
    state.taste_changed(out);
}

/// Takes the taste of a file, if it is one.
pub(super) fn bring_taste(state: &mut TasteState, text: Option<&str>, out: &mut TasteOut) {
    match text.map(Taste::import) {
        Some(Ok(taste)) => replace_taste(state, taste, copy::BROUGHT, out),
        Some(Err(error)) => state.note_in_editor(copy::of_foreign_file(&error)),
        None => state.note_in_editor(copy::FILE_UNREADABLE),
    }
}

/// Offers the taste as a file.
pub(super) fn export_taste(state: &mut TasteState, out: &mut TasteOut) {
    match state.taste.export() {
        Ok(text) => out.effect(TasteEffect::Offer { name: FILE, text }),
        Err(error) => state.note_in_editor(copy::of_failed_export(&error)),
    }
}

/// Offers the taste that could not be read as a file.
pub(super) fn export_quarantined(record: &TasteRecord, out: &mut TasteOut) {
    if let Some(text) = record.quarantined() {
        out.effect(TasteEffect::Offer {
            name: QUARANTINED_FILE,
            text: text.into(),
        });
    }
}
