//! The import of a table and the removal of the library, as far as the worker's answers lead.

use crate::domain::music::library::columns::TableColumn;
use crate::domain::quantity::Millis;
use crate::flow::bridge::library::{ImportReport, LibraryFault, ToLibraryWorker};
use crate::flow::kit::link::Seq;
use crate::flow::library::client::{LibraryClient, LibraryOut};
use crate::flow::library::copy;
use crate::flow::library::effect::LibraryEffect;
use crate::flow::library::stage::ImportStage;

/// The most bytes that are read: as the reader itself has it.
const MOST_BYTES: u64 = 1 << 30;

/// The reason why a table of so many bytes can't even be begun with.
pub(super) const fn refuse_table(has_simd: bool, bytes: u64) -> Option<&'static str> {
    if !has_simd {
        Some(copy::BROWSER_TOO_OLD)
    } else if bytes > MOST_BYTES {
        Some(copy::FILE_TOO_LARGE)
    } else {
        None
    }
}

/// Begins to read a table: at once, or as soon as the worker listens.
pub(super) fn begin_import(
    stage: &mut ImportStage,
    client: &mut LibraryClient,
    (file, columns): (String, Vec<(TableColumn, u16)>),
    now: Millis,
    out: &mut LibraryOut,
) {
    if let Some(older) = stage.awaited() {
        client.withdraw_question(older);
    }
    client.forgive_failures();
    *stage = ImportStage::Reading {
        seq: client.number_question(now, out),
        file,
        percent: 0,
        columns,
        is_stopping: false,
    };
    send_import_question(stage, client, out);
}

/// Begins to remove the library, unless an answer is awaited.
pub(super) fn begin_removal(
    stage: &mut ImportStage,
    client: &mut LibraryClient,
    now: Millis,
    out: &mut LibraryOut,
) {
    if stage.awaited().is_none() {
        *stage = ImportStage::Removing(client.number_question(now, out));
        send_import_question(stage, client, out);
    }
}

/// Sends what waits for the worker, if it listens.
pub(super) fn send_import_question(
    stage: &ImportStage,
    client: &LibraryClient,
    out: &mut LibraryOut,
) {
    if !client.is_ready() {
        return;
    }
    match stage {
        ImportStage::Reading { seq, columns, .. } => out.effect(LibraryEffect::SendTable {
            seq: *seq,
            columns: columns.clone(),
        }),
        ImportStage::Keeping { seq, .. } => out.effect(ToLibraryWorker::Keep { seq: *seq }),
        ImportStage::Removing(seq) => out.effect(ToLibraryWorker::Remove { seq: *seq }),
        _ => {}
    }
}

/// Begins to keep the table that was read.
pub(super) fn begin_keeping(
    stage: &mut ImportStage,
    client: &mut LibraryClient,
    now: Millis,
    out: &mut LibraryOut,
) {
    if let ImportStage::Previewed { file, .. } = stage {
        let file = std::mem::take(file);
        *stage = ImportStage::Keeping {
            seq: client.number_question(now, out),
            file,
        };
        send_import_question(stage, client, out);
    }
}

/// Offers the rows that were left out as a file, to be mended and brought again.
pub(super) fn offer_left_out(stage: &ImportStage, out: &mut LibraryOut) {
    if let Some(report) = stage.report()
        && !report.left_out.is_empty()
    {
        out.effect(LibraryEffect::Offer {
            name: "left-out-rows.csv",
            text: report.left_out.clone(),
        });
    }
}

/// Stops the import. Whether it still could be, the worker's answer says.
pub(super) fn cancel_import(
    stage: &mut ImportStage,
    client: &mut LibraryClient,
    out: &mut LibraryOut,
) {
    match stage {
        ImportStage::Reading { is_stopping, .. } if client.is_ready() => {
            *is_stopping = true;
            out.effect(ToLibraryWorker::Cancel);
        }
        ImportStage::Reading { seq, .. } => {
            client.withdraw_question(*seq);
            *stage = ImportStage::Stopped;
        }
        ImportStage::Previewed { .. } => {
            out.effect(ToLibraryWorker::Cancel);
            *stage = ImportStage::Stopped;
        }
        _ => {}
    }
}

impl ImportStage {
    /// Takes the progress of the import `seq`, in hundredths.
    pub(super) fn import_progressed(&mut self, seq: Seq, so_far: u8) {
        if let Self::Reading {
            seq: own, percent, ..
        } = self
            && *own == seq
        {
            *percent = so_far.min(100);
        }
    }

    /// The figures of the table that was read last.
    pub(super) const fn report(&self) -> Option<&ImportReport> {
        match self {
            Self::Previewed { report, .. }
            | Self::Imported(report)
            | Self::Refused { report, .. } => Some(report),
            _ => None,
        }
    }

    /// Shows what the import `seq` has read, before it is kept.
    pub(super) fn import_previewed(&mut self, seq: Seq, report: ImportReport) {
        if let Self::Reading { seq: own, file, .. } = self
            && *own == seq
        {
            let file = std::mem::take(file);
            *self = Self::Previewed { file, report };
        }
    }

    /// Ends the import `seq` with a refusal.
    pub(super) fn import_refused(&mut self, seq: Seq, reason: String, report: ImportReport) {
        if let Self::Reading { seq: own, file, .. } | Self::Keeping { seq: own, file } = self
            && *own == seq
        {
            let file = std::mem::take(file);
            *self = Self::Refused {
                file,
                reason,
                report,
            };
        }
    }

    /// Ends whatever is awaited, since something went wrong.
    pub(super) fn import_failed(&mut self, fault: LibraryFault) {
        match self {
            Self::Reading { seq, .. } | Self::Keeping { seq, .. } => {
                let seq = *seq;
                self.import_refused(seq, copy::of_fault(fault).into(), ImportReport::default());
            }
            Self::Removing(_) => *self = Self::NotRemoved,
            _ => {}
        }
    }
}
