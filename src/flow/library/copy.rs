//! The words of the library for people.

use crate::flow::bridge::library::{ImportReport, LibraryFault, LibrarySummary, SampleTrack};
use crate::flow::kit::notice::Notice;
use crate::flow::library::stage::ImportStage;

/// The reason for refusing a table where the worker can't run.
pub(super) const BROWSER_TOO_OLD: &str = "This browser is too old to read it; update the browser";
/// The reason for refusing a file that no such table reaches.
pub(super) const FILE_TOO_LARGE: &str =
    "The file is larger than a gigabyte, so it is not such a table";
/// The name of the summary where records are listed that can't be read.
pub(super) const UNREADABLE_SUMMARY: &str = "what your own music holds";
/// The note on a library that a newer version has kept.
pub(super) const NEWER_VERSION: &str =
    "A newer version of this page has kept your music. Load this page again to use it.";

/// The notice about a library that can't be read back.
pub(super) fn unreadable_library() -> Notice {
    Notice::new(
        "Your own music can't be read back.",
        "It was damaged. Bring your file once more; until then lists are drawn from Feelharmonic's own.",
    )
}

/// A fault as the reason for refusing a table.
pub(super) const fn of_fault(fault: LibraryFault) -> &'static str {
    match fault {
        LibraryFault::Crashed | LibraryFault::Confused => {
            "Reading it has stopped: the reader could not be started, or ran out of memory"
        }
        LibraryFault::FileGone => {
            "The file could not be read to its end; it may have been moved or changed"
        }
        LibraryFault::NoRoom => "This browser has no room for it",
        LibraryFault::NotKept => "This browser keeps nothing for this page",
        LibraryFault::Damaged => "What was kept before can't be read back",
        LibraryFault::NewerVersion => "What was kept before is of a newer version of this page",
    }
}

/// The library that is kept, in a sentence.
pub(super) fn of_summary(summary: &LibrarySummary) -> String {
    format!(
        "{} tracks from {} are kept. Another file takes their place.",
        summary.tracks, summary.file
    )
}

/// The stage of an import in a sentence, without its progress; empty if there is nothing to say.
pub(super) fn of_stage(stage: &ImportStage) -> String {
    match stage {
        ImportStage::Idle => String::new(),
        ImportStage::Reading {
            is_stopping: true, ..
        } => "Stopping…".into(),
        ImportStage::Reading { file, .. } => format!("Reading {file}…"),
        ImportStage::Previewed { file, .. } => {
            format!("{file} was read. Look at the first tracks, then keep them.")
        }
        ImportStage::Keeping { .. } => "Keeping it…".into(),
        ImportStage::Imported(_) => "Your music is kept on this device.".into(),
        ImportStage::Refused { file, reason, .. } => {
            format!("{file} was not taken in. {reason}.")
        }
        ImportStage::Stopped => "Stopped. Nothing was changed.".into(),
        ImportStage::Removing(_) => "Removing it…".into(),
        ImportStage::Removed => "Your music was removed from this device.".into(),
        ImportStage::NotRemoved => "It could not be removed. Try again.".into(),
    }
}

/// The figures of an import, as sentences.
pub(super) fn of_report(report: &ImportReport) -> Vec<String> {
    let rows = |count: u32| if count == 1 { "row" } else { "rows" };
    let mut said = Vec::new();
    if report.tracks > 0 {
        let tracks = if report.tracks == 1 {
            "track"
        } else {
            "tracks"
        };
        said.push(format!("{} {tracks} taken in.", report.tracks));
    }
    if report.repeated > 0 {
        said.push(format!(
            "{} {} of tracks that came before.",
            report.repeated,
            rows(report.repeated)
        ));
    }
    if report.bad > 0 {
        said.push(format!("{} {} left out.", report.bad, rows(report.bad)));
    }
    if !report.lacking.is_empty() {
        said.push(format!(
            "The table has no {}; middling values stand for them.",
            report.lacking.join(", ")
        ));
    }
    said.extend(report.notes.iter().cloned());
    said
}

/// A track as it was understood, in a line.
pub(super) fn of_sample_track(track: &SampleTrack) -> String {
    let [valence, energy, tempo] = track.figures;
    format!(
        "{} by {}: valence {valence} %, energy {energy} %, {tempo} BPM",
        track.title, track.artist
    )
}

/// The rows that were left out and are not listed, if there are any.
pub(super) fn of_more_rows(more: usize) -> Option<String> {
    (more > 0).then(|| format!("And {more} more."))
}
