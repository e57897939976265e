//! A person's own table of tracks: brought, read, kept, drawn from and removed.
//!
//! Owns what is known of the library, the stages of an import and the life of the worker that does the work; the tracks
//! themselves never come to the page, but in the lists that are drawn from them. Start at [`update`]. `state` is what
//! is remembered, `client` the worker as the page knows it, `importing` leads from a file to a kept table, `composing`
//! from a request to a list, `answers` has what follows from the worker's words, `view` draws, `copy` has the words.

mod answers;
mod client;
mod composing;
mod copy;
mod effect;
mod event;
mod given;
mod importing;
mod news;
mod stage;
mod state;
#[cfg(test)]
mod tests;
mod view;

pub use client::LibraryOut;
pub use effect::LibraryEffect;
pub use event::LibraryEvent;
pub use given::LibraryGiven;
pub use news::LibraryNews;
pub use state::LibraryState;
pub use view::{ImportReportView, LibraryView, view};

use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::source::TrackSource;
use crate::domain::quantity::Millis;
use crate::flow::bridge::library::{ImportReport, LibraryFault, LibrarySummary};
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::now::Now;
use crate::flow::kit::store::{Key, StoreEffect, StoreEvent};
use crate::flow::library::stage::ImportStage;

/// Takes an event of the library.
pub fn update(
    state: &mut LibraryState,
    event: LibraryEvent,
    given: &LibraryGiven<'_>,
    now: Now,
    out: &mut LibraryOut,
) {
    let now = now.monotonic;
    let LibraryState { import, client, .. } = state;
    match event {
        LibraryEvent::Restored(text) => restore_summary(state, text, out),
        LibraryEvent::Stored(stored) => record_stored(&stored),
        LibraryEvent::SourcesChanged => warm_up_worker(state, given, now, out),
        LibraryEvent::TasteChanged => {
            client.taste_changed();
            client.tell_taste(given.taste, out);
        }
        LibraryEvent::Compose {
            request,
            list_request,
        } => {
            let wanted = (request, list_request);
            composing::request_list(&mut state.pending, client, wanted, now, out);
            answers::send_list_request(state, given, out);
        }
        LibraryEvent::TableChosen { name, bytes } => {
            choose_table(state, (name, Vec::new()), bytes, given, now, out);
        }
        LibraryEvent::ColumnsAssigned(columns) => {
            read_again(state, columns, given, now, out);
        }
        LibraryEvent::ImportKeep => importing::begin_keeping(import, client, now, out),
        LibraryEvent::LeftOutWanted => importing::offer_left_out(import, out),
        LibraryEvent::ImportRetry => read_again(state, Vec::new(), given, now, out),
        LibraryEvent::ImportCancel => importing::cancel_import(import, client, out),
        LibraryEvent::Remove => importing::begin_removal(import, client, now, out),
        LibraryEvent::Worker(event) => answers::update_worker(state, event, given, now, out),
        LibraryEvent::WorkerSaid(said) => {
            client.heard_worker(now);
            answers::worker_said(state, said, given, now, out);
        }
        LibraryEvent::TableUnavailable(seq) => {
            answers::question_failed(state, seq, LibraryFault::FileGone, now, out);
        }
    }
}

/// Takes the kept summary. A damaged one is said once, and kept no more: the next visit has nothing to say. A whole one
/// of another form is left alone, since a newer version of this page may have written it.
fn restore_summary(state: &mut LibraryState, text: Option<String>, out: &mut LibraryOut) {
    let Some(text) = text else {
        return;
    };
    match serde_json::from_str::<LibrarySummary>(&text) {
        Ok(summary) => state.summary = Some(summary),
        Err(error) => {
            log::warn!("the library's summary can't be read: {error}");
            out.news(NoticeChange::Unreadable(copy::UNREADABLE_SUMMARY));
            if !error.is_data() {
                out.effect(StoreEffect::Remove(Key::LibrarySummary));
            }
        }
    }
}

/// Logs a summary that could not be removed. Nothing hangs on it: the next visit says once more what this one said.
fn record_stored(stored: &StoreEvent) {
    if let StoreEvent::NotWritten(key, fault) = stored {
        log::warn!("{} is still kept: {fault}", key.name());
    }
}

/// Starts the worker before anybody asks, so that a list need not wait for it.
fn warm_up_worker(
    state: &mut LibraryState,
    given: &LibraryGiven<'_>,
    now: Millis,
    out: &mut LibraryOut,
) {
    let is_wanted =
        state.can_be_used(given.capabilities) && given.sources != TrackSource::Catalogue;
    if is_wanted && !given.capabilities.save_data {
        state.client.ensure_started(now, out);
    }
}

fn choose_table(
    state: &mut LibraryState,
    (file, columns): (String, Vec<(TableColumn, u16)>),
    bytes: u64,
    given: &LibraryGiven<'_>,
    now: Millis,
    out: &mut LibraryOut,
) {
    let LibraryState { import, client, .. } = state;
    match importing::refuse_table(given.capabilities.simd, bytes) {
        Some(reason) => {
            *import = ImportStage::Refused {
                file,
                reason: reason.into(),
                report: ImportReport::default(),
            };
        }
        None => importing::begin_import(import, client, (file, columns), now, out),
    }
}

/// Reads the file that was refused once more, with the columns that a person has assigned if there are any.
fn read_again(
    state: &mut LibraryState,
    columns: Vec<(TableColumn, u16)>,
    given: &LibraryGiven<'_>,
    now: Millis,
    out: &mut LibraryOut,
) {
    if let ImportStage::Refused { file, .. } = &mut state.import {
        let file = std::mem::take(file);
        choose_table(state, (file, columns), 0, given, now, out);
    }
}
