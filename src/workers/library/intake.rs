//! The chosen file, read to its end, and kept when that is asked for; what is kept, read back and removed.

use crate::domain::music::library::Library;
use crate::domain::music::library::import::ImportSettings;
use crate::domain::quantity::Millis;
use crate::flow::bridge::library::{ImportReport, LibraryFault, LibrarySummary};
use crate::flow::kit::store::StoreFault;
use crate::shell::store::Store;
use crate::web::clock::monotonic_time;
use crate::web::pieces::FilePieces;
use crate::web::{Error, timer};
use crate::workers::library::reading::{ImportRefusal, TableReading};
use std::cell::Cell;
use web_sys::File;

/// After so long without a pause, messages are let in: "stop" must be heard.
const BREATH_EVERY: Millis = Millis(80.0);

/// A table that was read, and waits for the word to be kept.
pub(super) type ReadTable = (Library, LibrarySummary, ImportReport);

/// Reads `file`, unless `stop` is set meanwhile. `progress` is told how far it is, in hundredths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a file's length is a whole number"
)]
pub(super) async fn import_file(
    file: &File,
    settings: ImportSettings,
    stop: &Cell<bool>,
    progress: impl Fn(u8),
) -> Result<ReadTable, ImportEnd> {
    let mut reading = TableReading::new(file.name(), file.size() as u64, settings);
    let mut pieces = FilePieces::of(file);
    let mut breath = monotonic_time();
    let mut told = 0;
    while let Some(piece) = pieces.next().await.map_err(|error| file_gone(&error))? {
        let percent = reading.push(&piece)?;
        if percent > told {
            told = percent;
            progress(percent);
        }
        if monotonic_time().0 - breath.0 > BREATH_EVERY.0 {
            timer::sleep_for(Millis(0.0)).await;
            breath = monotonic_time();
        }
        if stop.get() {
            return Err(ImportEnd::Stopped);
        }
    }
    let read = reading.finish()?;
    timer::sleep_for(Millis(0.0)).await;
    if stop.get() {
        return Err(ImportEnd::Stopped);
    }
    Ok(read)
}

/// The end of an import that keeps nothing.
pub(super) enum ImportEnd {
    Stopped,
    Refused(ImportRefusal),
    Failed(LibraryFault),
}

impl From<ImportRefusal> for ImportEnd {
    fn from(refusal: ImportRefusal) -> Self {
        Self::Refused(refusal)
    }
}

fn file_gone(error: &Error) -> ImportEnd {
    log::warn!("the file can't be read: {error}");
    ImportEnd::Failed(LibraryFault::FileGone)
}

fn not_kept(fault: StoreFault) -> LibraryFault {
    log::warn!("the library can't be kept: {fault}");
    match fault {
        StoreFault::Full => LibraryFault::NoRoom,
        _ => LibraryFault::NotKept,
    }
}

/// The library that is kept, as bytes.
pub(super) async fn read_kept_library() -> Result<Option<Vec<u8>>, StoreFault> {
    store()?.read_library().await
}

/// Keeps what was read.
pub(super) async fn keep_library(
    library: &Library,
    summary: &LibrarySummary,
) -> Result<(), LibraryFault> {
    let store = store().map_err(not_kept)?;
    let kept = store.put_library(&library.to_bytes(), summary).await;
    kept.map_err(not_kept)
}

/// Keeps no library any more.
pub(super) async fn remove_library() -> Result<(), StoreFault> {
    store()?.remove_library().await
}

fn store() -> Result<Store, StoreFault> {
    Store::of_this_page().map_err(|_no_worker| StoreFault::Blocked)
}
