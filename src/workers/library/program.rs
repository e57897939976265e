//! The library worker's own program: one question after another, but "stop" at once.
//!
//! Pure: it runs in the run loop of every bundle, its shell (`serve`) reads, keeps and fetches what it asks for, and
//! what comes of that is an event. A question waits until the one before is answered.

use crate::domain::music::catalogue::Catalogue;
use crate::domain::music::library::Library;
use crate::domain::music::library::stored::StoredLibraryError;
use crate::flow::bridge::library::{
    FromLibraryWorker, ImportReport, LibraryFault, LibrarySummary, ToLibraryWorker,
};
use crate::flow::kit::Now;
use crate::flow::kit::link::Seq;
use crate::flow::kit::store::StoreFault;
use crate::shell::run_loop::Program;
use crate::workers::library::composer::Composer;
use crate::workers::library::reading::ImportRefusal;
use std::collections::VecDeque;

/// An event of the library worker.
#[derive(Debug)]
pub enum WorkerEvent {
    /// The page says something.
    PageSaid(ToLibraryWorker),
    /// So much of the table has been read, in hundredths.
    Progressed(u8),
    /// The import has ended.
    ImportEnded(Result<ImportedTable, ImportEnd>),
    /// The kept library was read, as bytes; there may be none.
    LibraryRead(Result<Option<Vec<u8>>, StoreFault>),
    /// The catalogue has come; without it there are still the person's own tracks.
    CatalogueFetched(Option<String>),
    /// The library is kept no more, or could not be removed.
    Removed(Result<(), StoreFault>),
}

/// A request of the library worker to its shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkerEffect {
    /// Read the file that came with this question and keep it → [`WorkerEvent::Progressed`],
    /// [`WorkerEvent::ImportEnded`].
    Import(Seq),
    /// Stop reading it, if it is not too late → [`WorkerEvent::ImportEnded`].
    StopImport,
    /// Read the kept library → [`WorkerEvent::LibraryRead`].
    ReadLibrary,
    /// Fetch the catalogue → [`WorkerEvent::CatalogueFetched`].
    FetchCatalogue,
    /// Keep no library any more → [`WorkerEvent::Removed`].
    Remove,
}

/// A table that was read and kept.
#[derive(Debug)]
pub struct ImportedTable {
    /// The tracks of the table.
    pub library: Library,
    /// The table in short.
    pub summary: LibrarySummary,
    /// The figures of the import.
    pub report: ImportReport,
}

/// The end of an import that keeps nothing.
#[derive(Debug)]
pub enum ImportEnd {
    /// The import was stopped.
    Stopped,
    /// The table can't be used.
    Refused(ImportRefusal),
    /// The table could not be read or kept.
    Failed(LibraryFault),
}

impl From<ImportRefusal> for ImportEnd {
    fn from(refusal: ImportRefusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The worker's state: the questions that wait, and what they are answered with.
#[derive(Debug, Default)]
pub struct LibraryProgram {
    waiting: VecDeque<ToLibraryWorker>,
    /// The question that is being answered.
    current: Option<ToLibraryWorker>,
    /// True once the newest import is to stop.
    must_stop: bool,
    composer: Composer,
    is_loaded: bool,
    /// The answer that waits until the catalogue is there too.
    answer: Option<FromLibraryWorker>,
    said: Vec<FromLibraryWorker>,
}

impl Program for LibraryProgram {
    type Event = WorkerEvent;
    type Effect = WorkerEffect;
    type View = Vec<FromLibraryWorker>;

    fn update(&mut self, event: WorkerEvent, _now: Now, effects: &mut Vec<WorkerEffect>) {
        match event {
            WorkerEvent::PageSaid(message) => self.take_message(message, effects),
            WorkerEvent::Progressed(percent) => {
                if let Some(ToLibraryWorker::Import { seq }) = self.current {
                    self.said.push(FromLibraryWorker::Progress { seq, percent });
                }
            }
            WorkerEvent::ImportEnded(ended) => self.end_import(ended, effects),
            WorkerEvent::LibraryRead(read) => self.take_library(read, effects),
            WorkerEvent::CatalogueFetched(text) => self.take_catalogue(text.as_deref()),
            WorkerEvent::Removed(removed) => self.end_removal(removed),
        }
        while self.current.is_none()
            && let Some(question) = self.waiting.pop_front()
        {
            self.begin_answer(question, effects);
        }
    }

    fn view(&mut self, _now: Now) -> Vec<FromLibraryWorker> {
        std::mem::take(&mut self.said)
    }
}

impl LibraryProgram {
    fn take_message(&mut self, message: ToLibraryWorker, effects: &mut Vec<WorkerEffect>) {
        match message {
            ToLibraryWorker::Cancel => {
                self.must_stop = true;
                if matches!(self.current, Some(ToLibraryWorker::Import { .. })) {
                    effects.push(WorkerEffect::StopImport);
                }
                return;
            }
            ToLibraryWorker::Import { .. } => self.must_stop = false,
            _ => {}
        }
        self.waiting.push_back(message);
    }

    fn begin_answer(&mut self, question: ToLibraryWorker, effects: &mut Vec<WorkerEffect>) {
        match question {
            ToLibraryWorker::Import { seq } if self.must_stop => {
                self.said.push(FromLibraryWorker::Cancelled { seq });
            }
            ToLibraryWorker::Import { seq } => {
                effects.push(WorkerEffect::Import(seq));
                self.current = Some(question);
            }
            ToLibraryWorker::Remove { .. } => {
                effects.push(WorkerEffect::Remove);
                self.current = Some(question);
            }
            ToLibraryWorker::Prepare { .. } | ToLibraryWorker::Compose { .. } => {
                if self.is_loaded {
                    self.draw(question);
                } else {
                    effects.push(WorkerEffect::ReadLibrary);
                    self.current = Some(question);
                }
            }
            ToLibraryWorker::Taste { text } => {
                if let Err(error) = self.composer.set_taste(&text) {
                    log::error!("the page's taste can't be read: {error}");
                }
            }
            // Heard at once; by now there is nothing left to stop.
            ToLibraryWorker::Cancel => {}
        }
    }

    /// Answers what is drawn from catalogue and library, which are at hand.
    fn draw(&mut self, question: ToLibraryWorker) {
        match question {
            ToLibraryWorker::Prepare { sources } => {
                self.composer.prepare_pool(sources, &[]);
            }
            ToLibraryWorker::Compose { seq, request } => {
                let list = self.composer.compose(&request);
                self.said.push(FromLibraryWorker::Composed { seq, list });
            }
            _ => {}
        }
    }

    fn take_library(
        &mut self,
        read: Result<Option<Vec<u8>>, StoreFault>,
        effects: &mut Vec<WorkerEffect>,
    ) {
        match read_library(read) {
            Ok(library) => {
                self.composer.set_library(library);
                effects.push(WorkerEffect::FetchCatalogue);
            }
            Err(fault) => match self.current.take() {
                Some(ToLibraryWorker::Compose { seq, .. }) => self.fail_question(seq, fault),
                _ => log::warn!("the library is not at hand: {fault:?}"),
            },
        }
    }

    /// The last of what lists are drawn from: from now on everything is at hand.
    fn take_catalogue(&mut self, text: Option<&str>) {
        match text.map(Catalogue::parse) {
            Some(Ok(catalogue)) => self.composer.set_catalogue(catalogue.tracks().to_vec()),
            Some(Err(error)) => log::warn!("no catalogue: {error}"),
            None => {}
        }
        self.is_loaded = true;
        self.said.extend(self.answer.take());
        if let Some(question) = self.current.take() {
            self.draw(question);
        }
    }

    fn end_import(
        &mut self,
        ended: Result<ImportedTable, ImportEnd>,
        effects: &mut Vec<WorkerEffect>,
    ) {
        let Some(ToLibraryWorker::Import { seq }) = self.current else {
            return;
        };
        let answer = match ended {
            Ok(table) => {
                self.composer.set_library(table.library);
                let imported = FromLibraryWorker::Imported {
                    seq,
                    summary: table.summary,
                    report: table.report,
                };
                if !self.is_loaded {
                    // The question stays the current one until the catalogue is there too.
                    self.answer = Some(imported);
                    return effects.push(WorkerEffect::FetchCatalogue);
                }
                imported
            }
            Err(ImportEnd::Stopped) => FromLibraryWorker::Cancelled { seq },
            Err(ImportEnd::Refused(ImportRefusal { reason, report })) => {
                FromLibraryWorker::Refused {
                    seq,
                    reason,
                    report,
                }
            }
            Err(ImportEnd::Failed(fault)) => FromLibraryWorker::Failed {
                seq: Some(seq),
                fault,
            },
        };
        self.current = None;
        self.said.push(answer);
    }

    fn end_removal(&mut self, removed: Result<(), StoreFault>) {
        let Some(ToLibraryWorker::Remove { seq }) = self.current.take() else {
            return;
        };
        match removed {
            Ok(()) => self.said.push(FromLibraryWorker::Removed { seq }),
            Err(error) => {
                log::error!("the library can't be removed: {error}");
                self.fail_question(seq, LibraryFault::NotKept);
            }
        }
    }

    fn fail_question(&mut self, seq: Seq, fault: LibraryFault) {
        let seq = Some(seq);
        self.said.push(FromLibraryWorker::Failed { seq, fault });
    }
}

/// The kept library; an empty one where none is kept.
fn read_library(read: Result<Option<Vec<u8>>, StoreFault>) -> Result<Library, LibraryFault> {
    let bytes = read.map_err(|error| {
        log::error!("the library can't be read: {error}");
        LibraryFault::NotKept
    })?;
    let library = bytes.map(|bytes| Library::from_bytes(&bytes)).transpose();
    let library = library.map_err(|error| {
        log::error!("{error}");
        match error {
            StoredLibraryError::NewerVersion => LibraryFault::NewerVersion,
            StoredLibraryError::Foreign | StoredLibraryError::Damaged => LibraryFault::Damaged,
        }
    })?;
    Ok(library.unwrap_or_default())
}

#[cfg(test)]
mod tests;
