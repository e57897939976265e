//! The worker's life and answers, and what follows from them for import, library and lists.

use crate::domain::music::source::TrackSource;
use crate::domain::quantity::Millis;
use crate::flow::bridge::library::{
    FromLibraryWorker, ImportReport, LibraryFault, LibrarySummary, ToLibraryWorker,
};
use crate::flow::kit::link::{LinkEvent, LinkNews, Seq};
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::store::{Key, StoreEffect};
use crate::flow::library::client::LibraryOut;
use crate::flow::library::composing;
use crate::flow::library::copy;
use crate::flow::library::given::LibraryGiven;
use crate::flow::library::importing;
use crate::flow::library::news::LibraryNews;
use crate::flow::library::stage::ImportStage;
use crate::flow::library::state::LibraryState;

/// Sends the question for a list that waits, if the worker listens.
pub(super) fn send_list_request(
    state: &mut LibraryState,
    given: &LibraryGiven<'_>,
    out: &mut LibraryOut,
) {
    if let Some(pending) = &state.pending {
        composing::send_list_request(pending, &mut state.client, given.taste, out);
    }
}

/// Takes what the shell reports of the worker's life.
pub(super) fn update_worker(
    state: &mut LibraryState,
    event: LinkEvent,
    given: &LibraryGiven<'_>,
    now: Millis,
    out: &mut LibraryOut,
) {
    if matches!(event, LinkEvent::Ready { .. }) && state.client.is_ready() {
        return;
    }
    for news in state.client.update_link(event, now, out) {
        match news {
            LinkNews::Ready => worker_ready(state, given, out),
            LinkNews::Failed { .. } => {
                state.import.import_failed(LibraryFault::Crashed);
                composing::give_up_list(&mut state.pending, out);
            }
            LinkNews::OutOfDate => out.news(LibraryNews::OutOfDate),
        }
    }
}

/// Sends all that waits; if nothing does, a list will be wanted sooner or later.
fn worker_ready(state: &mut LibraryState, given: &LibraryGiven<'_>, out: &mut LibraryOut) {
    importing::send_import_question(&state.import, &state.client, out);
    send_list_request(state, given, out);
    let is_idle = state.pending.is_none() && state.import.awaited().is_none();
    let sources = given.sources;
    if is_idle && state.has_library() && sources != TrackSource::Catalogue {
        out.effect(ToLibraryWorker::Prepare { sources });
    }
}

/// Takes what the worker said.
pub(super) fn worker_said(
    state: &mut LibraryState,
    said: FromLibraryWorker,
    given: &LibraryGiven<'_>,
    now: Millis,
    out: &mut LibraryOut,
) {
    let LibraryState { import, client, .. } = state;
    match said {
        FromLibraryWorker::Ready { version } => {
            update_worker(state, LinkEvent::Ready { version }, given, now, out);
        }
        FromLibraryWorker::Progress { seq, percent } => import.import_progressed(seq, percent),
        FromLibraryWorker::Previewed { seq, report } => {
            client.question_answered(seq, now);
            import.import_previewed(seq, report);
        }
        FromLibraryWorker::Imported {
            seq,
            summary,
            report,
        } => {
            client.question_answered(seq, now);
            library_imported(state, seq, summary, report, out);
        }
        FromLibraryWorker::Refused {
            seq,
            reason,
            report,
        } => {
            client.question_answered(seq, now);
            import.import_refused(seq, reason, report);
        }
        FromLibraryWorker::Cancelled { seq } => {
            client.question_answered(seq, now);
            if import.awaits(seq) {
                *import = ImportStage::Stopped;
            }
        }
        FromLibraryWorker::Composed { seq, list } => {
            client.question_answered(seq, now);
            composing::list_composed(&mut state.pending, seq, list, out);
        }
        FromLibraryWorker::Removed { seq } => {
            client.question_answered(seq, now);
            library_removed(state, seq, out);
        }
        FromLibraryWorker::Failed { seq: None, fault } => {
            log::error!("the library worker can't go on: {fault:?}");
            update_worker(state, LinkEvent::Lost, given, now, out);
        }
        FromLibraryWorker::Failed {
            seq: Some(seq),
            fault,
        } => question_failed(state, seq, fault, now, out),
    }
}

/// The table is kept, also if stopping it came too late.
fn library_imported(
    state: &mut LibraryState,
    seq: Seq,
    summary: LibrarySummary,
    report: ImportReport,
    out: &mut LibraryOut,
) {
    state.summary = Some(summary);
    state.is_of_newer_version = false;
    if state.import.awaits(seq) {
        state.import = ImportStage::Imported(report);
    }
    out.news(LibraryNews::Changed { removed: false });
}

/// No library is kept any more: the worker is done without.
fn library_removed(state: &mut LibraryState, seq: Seq, out: &mut LibraryOut) {
    if state.import.awaits(seq) {
        state.import = ImportStage::Removed;
        state.client.end_worker(out);
        forget_library(state, out);
    }
}

fn forget_library(state: &mut LibraryState, out: &mut LibraryOut) {
    state.summary = None;
    state.is_of_newer_version = false;
    state.pending = None;
    out.news(LibraryNews::Changed { removed: true });
}

/// Ends what waits for the answer to `seq`, since there will be none.
pub(super) fn question_failed(
    state: &mut LibraryState,
    seq: Seq,
    fault: LibraryFault,
    now: Millis,
    out: &mut LibraryOut,
) {
    state.client.question_answered(seq, now);
    if state.import.awaits(seq) {
        state.import.import_failed(fault);
    }
    if state
        .pending
        .as_ref()
        .is_some_and(|pending| pending.seq == seq)
    {
        cannot_compose(state, fault, out);
    }
}

/// A library that is damaged is said once and left out from now on; its bytes stay until another takes their place. One
/// of a newer version is left alone.
fn cannot_compose(state: &mut LibraryState, fault: LibraryFault, out: &mut LibraryOut) {
    match fault {
        LibraryFault::Damaged => {
            out.effect(StoreEffect::Remove(Key::LibrarySummary));
            out.news(NoticeChange::SayUnlessUndoable(copy::unreadable_library()));
            forget_library(state, out);
        }
        LibraryFault::NewerVersion => {
            state.is_of_newer_version = true;
            composing::give_up_list(&mut state.pending, out);
        }
        _ => composing::give_up_list(&mut state.pending, out),
    }
}
