//! The effects of the library.

use crate::domain::music::library::columns::TableColumn;
use crate::flow::bridge::library::ToLibraryWorker;
use crate::flow::kit::link::{LinkEffect, Seq};
use crate::flow::kit::store::StoreEffect;

/// A request of the library to the shell.
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryEffect {
    /// A record to write or remove → `LibraryEvent::Stored`.
    Store(StoreEffect),
    /// The worker's life → `LibraryEvent::Worker`.
    Worker(LinkEffect),
    /// A message to the worker → `LibraryEvent::WorkerSaid`.
    Tell(ToLibraryWorker),
    /// The chosen table's file, to be sent with [`ToLibraryWorker::Import`];
    /// `LibraryEvent::TableUnavailable` if that fails.
    SendTable {
        /// The number of the question.
        seq: Seq,
        /// The columns that a person has assigned, with their positions.
        columns: Vec<(TableColumn, u16)>,
    },
    /// A file to offer for saving.
    Offer {
        /// The name of the file.
        name: &'static str,
        /// The text of the file.
        text: String,
    },
}

impl From<StoreEffect> for LibraryEffect {
    fn from(effect: StoreEffect) -> Self {
        Self::Store(effect)
    }
}

impl From<LinkEffect> for LibraryEffect {
    fn from(effect: LinkEffect) -> Self {
        Self::Worker(effect)
    }
}

impl From<ToLibraryWorker> for LibraryEffect {
    fn from(message: ToLibraryWorker) -> Self {
        Self::Tell(message)
    }
}
