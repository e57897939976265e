//! What is kept of the library between visits, as far as the page has a part in it: the summary, what stands in its
//! place where the table is damaged, and the number of tracks that a second database remembers.

use crate::flow::bridge::library::LibrarySummary;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::store::{Counted, KeptRecord, Key, StoreEffect, StoreEvent};
use crate::flow::library::client::LibraryOut;
use crate::flow::library::copy;
use crate::flow::library::state::LibraryState;

/// The summary of a library that can't be read back: it stands there until that is removed, or another takes its place.
const DAMAGED: &str = r#"{"damaged":true}"#;

/// Takes the kept summary. A damaged one is said once; the next visit only offers to remove what is kept.
pub(super) fn restore_summary(state: &mut LibraryState, kept: KeptRecord, out: &mut LibraryOut) {
    match kept {
        KeptRecord::Absent => {
            state.awaits_witness = true;
            out.effect(StoreEffect::Recall(Counted::Tracks));
        }
        KeptRecord::Unread => {}
        KeptRecord::OfLaterVersion => note_newer_version(state, out),
        KeptRecord::Text(text) if text == DAMAGED => state.has_damaged = true,
        KeptRecord::Text(text) => match serde_json::from_str::<LibrarySummary>(&text) {
            Ok(summary) => {
                remember_tracks(summary.tracks, out);
                state.summary = Some(summary);
            }
            Err(error) => {
                log::warn!("the library's summary can't be read: {error}");
                out.news(NoticeChange::Unreadable(copy::UNREADABLE_SUMMARY));
                mark_damaged(state, out);
            }
        },
    }
}

/// Notes that a newer version of the page has kept the library, and says so: it is left alone.
pub(super) fn note_newer_version(state: &mut LibraryState, out: &mut LibraryOut) {
    state.is_of_newer_version = true;
    out.news(NoticeChange::OfLaterVersion(copy::LIBRARY));
}

/// Notes, also for later visits, that what is kept can't be read back.
pub(super) fn mark_damaged(state: &mut LibraryState, out: &mut LibraryOut) {
    state.has_damaged = true;
    out.effect(StoreEffect::Put(Key::LibrarySummary, DAMAGED.into()));
}

/// Removes what is kept of a damaged library. Its bytes go last: as long as they are there, that is known.
pub(super) fn drop_damaged(state: &mut LibraryState, out: &mut LibraryOut) {
    if std::mem::take(&mut state.has_damaged) {
        out.effect(StoreEffect::Remove(Key::Library));
    }
}

/// Has the second database remember the number of tracks that are kept.
pub(super) fn remember_tracks(tracks: u32, out: &mut LibraryOut) {
    out.effect(StoreEffect::Remember(Counted::Tracks, tracks));
}

/// Takes the outcome of what was asked of the store.
pub(super) fn record_stored(state: &mut LibraryState, stored: &StoreEvent, out: &mut LibraryOut) {
    match *stored {
        StoreEvent::Recalled(Counted::Tracks, tracks) => compare_witness(state, tracks, out),
        StoreEvent::Written(Key::Library) => {
            out.effect(StoreEffect::Remove(Key::LibrarySummary));
            remember_tracks(0, out);
        }
        StoreEvent::NotWritten(key, fault) => {
            log::warn!("{} could not be changed: {fault}", key.name());
            // Nothing hangs on the summary: the next visit says once more what this one said.
            state.has_damaged |= key == Key::Library;
        }
        _ => {}
    }
}

/// Says that a table was lost. Where nothing could be read, that has been said, and nothing is known to be lost.
fn compare_witness(state: &mut LibraryState, tracks: Option<u32>, out: &mut LibraryOut) {
    let is_asked = std::mem::take(&mut state.awaits_witness);
    if let Some(tracks) = tracks.filter(|tracks| is_asked && *tracks > 0) {
        out.news(NoticeChange::SayInTurn(copy::lost_library(tracks)));
        // Once is enough: no table can be brought back but by its file.
        remember_tracks(0, out);
    }
}
