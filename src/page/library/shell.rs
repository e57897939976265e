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
    /// An empty shell, whose library worker will start from `worker`, the address of its bundle.
    #[must_use]
    pub fn new(worker: &'static str) -> Self {
        Self {
            worker: WorkerBridge::new(worker, LIBRARY_WORKER),
            table: RefCell::default(),
        }
    }
}
