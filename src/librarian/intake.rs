//! A chosen file read to its end and kept; what is kept read back, and removed.

use crate::domain::music::library::Library;
use crate::domain::quantity::Millis;
use crate::flow::kit::store::StoreFault;
use crate::flow_old::music::exchange::{Card, LibrarianFault, Report};
use crate::librarian::reading::{Reading, Refusal};
use crate::shell::store::Store;
use crate::web::clock::monotonic;
use crate::web::pieces::Pieces;
use crate::web::{Error, timer};
use std::cell::Cell;
use web_sys::File;

/// After so long without a pause, messages are let in: "stop" must be heard.
const BREATH_EVERY: Millis = Millis(80.0);

/// Reads `file` and keeps it as the library, unless `stop` is set meanwhile. `progress` is told how far it is, in
/// hundredths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a file's length is a whole number"
)]
pub(super) async fn take_in(
    file: &File,
    stop: &Cell<bool>,
    progress: impl Fn(u8),
) -> Result<(Library, Card, Report), End> {
    let mut reading = Reading::new(file.name(), file.size() as u64);
    let mut pieces = Pieces::of(file);
    let mut breath = monotonic();
    let mut told = 0;
    while let Some(piece) = pieces.next().await.map_err(|error| gone(&error))? {
        let percent = reading.push(&piece)?;
        if percent > told {
            told = percent;
            progress(percent);
        }
        if monotonic().0 - breath.0 > BREATH_EVERY.0 {
            timer::sleep(Millis(0.0)).await;
            breath = monotonic();
        }
        if stop.get() {
            return Err(End::Stopped);
        }
    }
    let (library, card, report) = reading.finish()?;
    timer::sleep(Millis(0.0)).await;
    if stop.get() {
        return Err(End::Stopped);
    }
    keep(&library, &card).await.map_err(not_kept)?;
    Ok((library, card, report))
}

/// How an import ends that keeps nothing.
pub(super) enum End {
    Stopped,
    Refused(Refusal),
    Failed(LibrarianFault),
}

impl From<Refusal> for End {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn gone(error: &Error) -> End {
    log::warn!("the file can't be read: {error}");
    End::Failed(LibrarianFault::FileGone)
}

fn not_kept(fault: StoreFault) -> End {
    log::warn!("the library can't be kept: {fault}");
    End::Failed(match fault {
        StoreFault::Full => LibrarianFault::NoRoom,
        _ => LibrarianFault::NotKept,
    })
}

/// The library that is kept, as bytes.
pub(super) async fn kept() -> Result<Option<Vec<u8>>, StoreFault> {
    store()?.read_library().await
}

async fn keep(library: &Library, card: &Card) -> Result<(), StoreFault> {
    store()?.put_library(&library.to_bytes(), card).await
}

/// Keeps no library any more.
pub(super) async fn remove() -> Result<(), StoreFault> {
    store()?.remove_library().await
}

fn store() -> Result<Store, StoreFault> {
    Store::of_this_page().map_err(|_no_worker| StoreFault::Blocked)
}
