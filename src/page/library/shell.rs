//! The browser's things that the library holds: its worker, and the table for it.

use crate::flow::bridge::library::LIBRARY_WORKER;
use crate::shell::worker::WorkerBridge;
use crate::web::chosen_file::ChosenFile;
use std::cell::RefCell;

/// The browser's things that the library holds.
#[derive(Debug)]
pub struct LibraryShell {
    pub(super) worker: WorkerBridge,
    /// The table that was chosen last, until the worker asks for it.
    pub(super) table: RefCell<Option<ChosenFile>>,
}

impl LibraryShell {
    /// An empty shell, whose library worker is not started yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            worker: WorkerBridge::new(LIBRARY_WORKER),
            table: RefCell::default(),
        }
    }
}

impl Default for LibraryShell {
    fn default() -> Self {
        Self::new()
    }
}
