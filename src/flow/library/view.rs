//! The library as the page draws it.

use crate::flow::bridge::library::{ImportReport, LeftOutRow};
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
    /// The import's stage in a sentence, without its progress; empty if there is nothing to say.
    pub said: String,
    /// The share that has been read, in hundredths; none while nothing is read.
    pub percent: Option<u8>,
    /// True while something is under way, so that nothing else can be begun.
    pub is_busy: bool,
    /// True if the same file can be tried again.
    pub can_retry: bool,
    /// True if what was read waits for the word to be kept.
    pub can_keep: bool,
    /// The outcome of the import.
    pub report: Option<ImportReportView>,
}

/// The outcome of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReportView {
    /// The figures of the import, as sentences.
    pub figures: Vec<String>,
    /// The first tracks as they were understood, each in a line.
    pub sample: Vec<String>,
    /// The first rows that were left out.
    pub bad_rows: Vec<LeftOutRow>,
    /// The names of the header that don't lead to the needed columns, for a person to assign.
    pub unknown_header: Vec<String>,
    /// The number of further rows, as a sentence.
    pub more: Option<String>,
}

/// Projects the library for the page.
#[must_use]
pub fn view(state: &LibraryState) -> LibraryView {
    let import = &state.import;
    LibraryView {
        kept: state.summary.as_ref().map(copy::of_summary),
        note: state.is_of_newer_version.then_some(copy::NEWER_VERSION),
        said: copy::of_stage(import),
        percent: match import {
            ImportStage::Reading { percent, .. } => Some(*percent),
            _ => None,
        },
        is_busy: import.awaited().is_some(),
        can_retry: matches!(import, ImportStage::Refused { .. }),
        can_keep: matches!(import, ImportStage::Previewed { .. }),
        report: import
            .report()
            .map(|report| report_view(report, matches!(import, ImportStage::Previewed { .. }))),
    }
}

fn report_view(report: &ImportReport, is_preview: bool) -> ImportReportView {
    let bad = usize::try_from(report.bad).unwrap_or(usize::MAX);
    let more = if report.listed.is_empty() {
        0
    } else {
        bad.saturating_sub(report.listed.len())
    };
    ImportReportView {
        figures: copy::of_report(report),
        sample: if is_preview {
            report.sample.iter().map(copy::of_sample_track).collect()
        } else {
            Vec::new()
        },
        bad_rows: report.listed.clone(),
        unknown_header: report.unknown_header.clone(),
        more: copy::of_more_rows(more),
    }
}
