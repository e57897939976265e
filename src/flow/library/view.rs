//! The library as the page draws it.

use crate::flow::bridge::library::ImportReport;
use crate::flow::library::copy;
use crate::flow::library::stage::ImportStage;
use crate::flow::library::state::LibraryState;

/// A person's own library, and where its import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryView {
    /// The kept library in a sentence; none if there is none.
    pub kept: Option<String>,
    /// A note on the library beside that.
    pub note: Option<&'static str>,
    /// True if bytes are kept that can't be read back, and may be removed.
    pub has_damaged: bool,
    /// The import's stage in a sentence, without its progress; empty if there is nothing to say.
    pub said: String,
    /// The share that has been read, in hundredths; none while nothing is read.
    pub percent: Option<u8>,
    /// True while something is under way, so that nothing else can be begun.
    pub is_busy: bool,
    /// True if the same file can be tried again.
    pub can_retry: bool,
    /// The outcome of the import.
    pub report: Option<ImportReportView>,
}

/// The outcome of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReportView {
    /// The figures of the import, as sentences.
    pub figures: Vec<String>,
    /// The first rows that were left out, each as a sentence without its full stop.
    pub bad_rows: Vec<String>,
    /// The number of further rows, as a sentence.
    pub more: Option<String>,
}

/// Projects the library for the page.
#[must_use]
pub fn view(state: &LibraryState) -> LibraryView {
    let import = &state.import;
    LibraryView {
        kept: state.summary.as_ref().map(copy::of_summary),
        note: match (state.is_of_newer_version, state.has_damaged) {
            (true, _) => Some(copy::NEWER_VERSION),
            (false, true) => Some(copy::DAMAGED),
            (false, false) => None,
        },
        has_damaged: state.has_damaged,
        said: copy::of_stage(import),
        percent: match import {
            ImportStage::Reading { percent, .. } => Some(*percent),
            _ => None,
        },
        is_busy: import.awaited().is_some(),
        can_retry: matches!(import, ImportStage::Refused { .. }),
        report: match import {
            ImportStage::Imported(report) | ImportStage::Refused { report, .. } => {
                Some(report_view(report))
            }
            _ => None,
        },
    }
}

fn report_view(report: &ImportReport) -> ImportReportView {
    let bad = usize::try_from(report.bad).unwrap_or(usize::MAX);
    let more = if report.listed.is_empty() {
        0
    } else {
        bad.saturating_sub(report.listed.len())
    };
    ImportReportView {
        figures: copy::of_report(report),
        bad_rows: report.listed.clone(),
        more: copy::of_more_rows(more),
    }
}
