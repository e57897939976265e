//! The taste: taught by thumbs and skips, taken back, edited, kept, joined with what other tabs teach.
//!
//! Owns the taste and its record; what a list makes of it is the music's affair. Start at [`update`]. `state` is what
//! is remembered, `record` what is kept and what may be written, [`merge_records`] what the shell keeps where two tabs
//! have written, `editing` what "Your taste" does, `view` draws it, `copy` has the words.

mod copy;
mod editing;
mod effect;
mod event;
mod merge;
mod news;
mod record;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub use effect::TasteEffect;
pub use event::TasteEvent;
pub use merge::merge_records;
pub use news::TasteNews;
pub use record::{TasteOut, TasteSaveState};
pub use state::TasteState;
pub use view::{LearnedView, TasteView, view};

use crate::domain::music::taste::Taste;
use crate::domain::music::taste::feedback::{Judgement, ThumbVerdict};
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::now::Now;
use crate::flow::kit::store::{Key, StoreEvent};
use crate::flow::taste::record::RestoredTaste;
use crate::flow::taste::state::UndoPoint;

/// Takes an event of the taste. Thumbs carry the time they were given at, so that none is needed here.
pub fn update(state: &mut TasteState, event: TasteEvent, _now: Now, out: &mut TasteOut) {
    match event {
        TasteEvent::Restored { taste, quarantined } => {
            restore_taste(state, taste, quarantined, out);
        }
        TasteEvent::Stored(stored) => record_stored(state, stored, out),
        TasteEvent::WitnessRead(thumbs) => compare_witness(state, thumbs, out),
        TasteEvent::Judged(judgement) => learn_judgement(state, judgement, out),
        TasteEvent::Undo => undo_change(state, out),
        TasteEvent::UndoOutdated => state.outdate_undo(out),
        TasteEvent::EditorShown(is_shown) => {
            state.editor = is_shown.then(Default::default);
            state.refresh_editor();
        }
        TasteEvent::Mute(preference, is_muted) => {
            if is_muted {
                state.taste.mute(preference);
            } else {
                state.taste.unmute(&preference);
            }
            state.outdate_undo(out);
            state.taste_changed(out);
        }
        TasteEvent::Reset => editing::replace_taste(state, Taste::default(), copy::FORGOTTEN, out),
        TasteEvent::Export => editing::export_taste(state, out),
        TasteEvent::QuarantinedExport => editing::export_quarantined(&state.record, out),
        TasteEvent::QuarantinedDrop => state.record.drop_quarantined(&state.taste, out),
        TasteEvent::Brought(text) => editing::bring_taste(state, text.as_deref(), out),
    }
}

/// Takes what was kept. Thumbs that were given before it was known come after it.
fn restore_taste(
    state: &mut TasteState,
    taste: Option<String>,
    quarantined: Option<String>,
    out: &mut TasteOut,
) {
    state.awaits_witness = taste.is_none() && quarantined.is_none();
    if state.awaits_witness {
        out.effect(TasteEffect::ReadWitness);
    }
    let has_early = !state.taste.is_empty();
    match state.record.restore_records(taste, quarantined, out) {
        RestoredTaste::Readable(kept) => {
            let early = std::mem::replace(&mut state.taste, *kept);
            for feedback in early.log() {
                state.taste.learn(feedback.clone());
            }
            state.refresh_editor();
            out.news(TasteNews::Changed);
            if has_early {
                state.record.save_taste(&state.taste, out);
            }
        }
        RestoredTaste::Nothing if has_early => state.record.save_taste(&state.taste, out),
        RestoredTaste::Nothing => {}
        RestoredTaste::Quarantined(error) => {
            log::warn!("the kept taste is set aside: {error}");
            out.news(NoticeChange::Say(copy::of_quarantined(&error)));
        }
        // It was said when it was set aside; now something that can be read takes its place.
        RestoredTaste::QuarantinedEarlier => state.record.save_taste(&state.taste, out),
        RestoredTaste::OfLaterVersion => out.news(NoticeChange::Say(copy::of_later_version())),
    }
}

fn record_stored(state: &mut TasteState, stored: StoreEvent, out: &mut TasteOut) {
    let record = &mut state.record;
    match stored {
        StoreEvent::Written(Key::Taste) => {
            record.taste_written(out);
            remember_witness(state, out);
        }
        StoreEvent::Merged {
            key: Key::Taste,
            wrote,
            stored,
        } => merge_taste(state, &wrote, stored, out),
        StoreEvent::NotWritten(Key::Taste, fault) => record.taste_not_written(fault, out),
        StoreEvent::Written(Key::QuarantinedTaste) => {
            record.quarantined_written(&state.taste, out);
        }
        StoreEvent::NotWritten(Key::QuarantinedTaste, fault) => {
            if record.quarantined_not_written(fault, out) {
                state.note_in_editor(copy::NOT_DELETED);
            }
        }
        StoreEvent::Read(_)
        | StoreEvent::Written(_)
        | StoreEvent::NotWritten(..)
        | StoreEvent::Merged { .. } => {}
    }
}

/// Joins what another tab taught: from now on it counts here as well, whatever was said meanwhile, and is not taken
/// back with what was said here.
fn merge_taste(state: &mut TasteState, wrote: &str, stored: String, out: &mut TasteOut) {
    if let (Ok(wrote), Ok(theirs)) = (Taste::import(wrote), Taste::import(&stored)) {
        state.taste = state.taste.merged(&wrote, &theirs);
        for undo in &mut state.undo {
            undo.taste = undo.taste.merged(&wrote, &theirs);
        }
    }
    if state.record.taste_merged(stored, out) {
        state.record.save_taste(&state.taste, out);
    }
    state.refresh_editor();
    remember_witness(state, out);
    out.news(TasteNews::Changed);
}

fn remember_witness(state: &TasteState, out: &mut TasteOut) {
    let thumbs = u32::try_from(state.taste.log().len()).unwrap_or(u32::MAX);
    out.effect(TasteEffect::Witness(thumbs));
}

/// Says what was lost. Where nothing could be read, that has been said, and nothing is known to be lost.
fn compare_witness(state: &mut TasteState, thumbs: Option<u32>, out: &mut TasteOut) {
    let is_asked = std::mem::take(&mut state.awaits_witness);
    if let Some(thumbs) = thumbs.filter(|thumbs| is_asked && *thumbs > 0) {
        let notice = copy::of_lost_thumbs(thumbs);
        out.news(NoticeChange::SayIfSilent(notice));
    }
}

fn learn_judgement(state: &mut TasteState, judgement: Judgement, out: &mut TasteOut) {
    let Judgement {
        number,
        feedback,
        title,
        was_liked,
    } = judgement;
    match feedback.verdict {
        ThumbVerdict::Up => {
            // Its button takes it back: an undo of something earlier would mix both up.
            state.outdate_undo(out);
            if was_liked {
                state.taste.withdraw(&feedback.track);
            } else {
                state.taste.learn(feedback);
            }
        }
        verdict @ (ThumbVerdict::Down | ThumbVerdict::Song | ThumbVerdict::Skip) => {
            state.remember_undo(Some(number));
            state.taste.learn(feedback);
            let notice = copy::of_dismissal(verdict, &title);
            out.news(NoticeChange::Say(notice));
        }
    }
    state.taste_changed(out);
}

fn undo_change(state: &mut TasteState, out: &mut TasteOut) {
    let Some(UndoPoint { taste, judgement }) = state.undo.pop() else {
        return;
    };
    state.taste = taste;
    state.note_in_editor(copy::TAKEN_BACK);
    out.news(NoticeChange::ClearUndo);
    if !state.undo.is_empty() {
        out.news(NoticeChange::Say(copy::of_taken_back()));
    }
    out.news(TasteNews::Undone { judgement });
    state.taste_changed(out);
}
