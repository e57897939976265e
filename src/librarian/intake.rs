//! A chosen file read to its end and kept; what is kept read back, and removed.

use crate::domain::music::library::Library;
use crate::domain::quantity::Millis;
use crate::flow_old::music::exchange::{Card, LIBRARY_BYTES, LIBRARY_CARD, LibrarianFault, Report};
use crate::librarian::reading::{Reading, Refusal};
use crate::web::clock::monotonic;
use crate::web::database::Database;
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
    keep(&library, &card)
        .await
        .map_err(|error| not_kept(&error))?;
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

fn not_kept(error: &Error) -> End {
    log::warn!("the library can't be kept: {error}");
    End::Failed(if error.name() == Some("QuotaExceededError") {
        LibrarianFault::NoRoom
    } else {
        LibrarianFault::NotKept
    })
}

/// The library that is kept, as bytes.
pub(super) async fn kept() -> Result<Option<Vec<u8>>, Error> {
    Database::open().await?.bytes(LIBRARY_BYTES).await
}

async fn keep(library: &Library, card: &Card) -> Result<(), Error> {
    let text = serde_json::to_string(card).map_err(|error| Error::Malformed(error.to_string()))?;
    Database::open()
        .await?
        .put_both((LIBRARY_BYTES, &library.to_bytes()), (LIBRARY_CARD, &text))
        .await
}

/// Keeps no library any more.
pub(super) async fn remove() -> Result<(), Error> {
    Database::open()
        .await?
        .remove(&[LIBRARY_BYTES, LIBRARY_CARD])
        .await
}
