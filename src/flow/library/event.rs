//! The events of the library.

use crate::domain::music::library::columns::TableColumn;
use crate::domain::music::list_request::{ListRequest, RequestId};
use crate::flow::bridge::library::FromLibraryWorker;
use crate::flow::kit::link::{LinkEvent, Seq};
use crate::flow::kit::store::StoreEvent;

/// An event of the library.
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryEvent {
    /// The summary that was kept, as it was written; none if none was, or if it can't be known.
    Restored(Option<String>),
    /// The outcome of writing or removing a record.
    Stored(StoreEvent),
    /// The choice of sources became known, or is another one now.
    SourcesChanged,
    /// The taste is another one now.
    TasteChanged,
    /// A list is wanted; a request before this one does not count any more.
    Compose {
        /// The number that its answer carries.
        request: RequestId,
        /// The list's mood, length, sources and the like.
        list_request: Box<ListRequest>,
    },
    /// A table was chosen; the shell keeps the file until `LibraryEffect::SendTable` asks for it.
    TableChosen {
        /// The name of the file.
        name: String,
        /// The length of the file.
        bytes: u64,
    },
    /// The chosen table is to be read once more.
    ImportRetry,
    /// The import is to stop, or what it has read is not to be kept.
    ImportCancel,
    /// The table that was read is to be kept.
    ImportKeep,
    /// The table is to be read once more, with these columns at these positions.
    ColumnsAssigned(Vec<(TableColumn, u16)>),
    /// The rows that were left out are wanted as a file.
    LeftOutWanted,
    /// The library is to be removed.
    Remove,
    /// The worker's life has changed, as the shell sees it.
    Worker(LinkEvent),
    /// The worker said something. Its `Ready` counts here as well as in [`Self::Worker`].
    WorkerSaid(FromLibraryWorker),
    /// The chosen file could not be sent: it is not there any more.
    TableUnavailable(Seq),
}
