//! Stories of the library worker: its questions in order, an import that is stopped, and what it can't read.

use super::*;
use crate::domain::mood::place::Place;
use crate::domain::music::affinity::Affinity;
use crate::domain::music::filter::Filter;
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::intent::Intent;
use crate::domain::music::list_request::ListRequest;
use crate::domain::music::source::TrackSource;
use crate::workers::library::reading::TableReading;
use rstest::rstest;

const TABLE: &str = "name,artist,valence,energy,tempo\nAlpha,A,0.9,0.8,120\nBeta,B,0.5,0.5,100\n";

/// A worker, what it has asked of its shell, and what it has said.
#[derive(Default)]
struct Story {
    program: LibraryProgram,
    effects: Vec<WorkerEffect>,
    said: Vec<FromLibraryWorker>,
}

impl Story {
    fn tell(&mut self, event: WorkerEvent) -> &mut Self {
        self.program
            .update(event, Now::default(), &mut self.effects);
        self.said.extend(self.program.view(Now::default()));
        self
    }

    fn hear(&mut self, said: ToLibraryWorker) -> &mut Self {
        self.tell(WorkerEvent::PageSaid(said))
    }

    fn take_effects(&mut self) -> Vec<WorkerEffect> {
        std::mem::take(&mut self.effects)
    }
}

fn import(seq: u64) -> ToLibraryWorker {
    ToLibraryWorker::Import { seq: Seq(seq) }
}

fn compose(seq: u64) -> ToLibraryWorker {
    let request = ListRequest {
        start: Intent::for_mood(&Place::MIDDLE.as_mood()),
        from: Place::MIDDLE,
        goal: Goal::Match,
        length: ListLength::Ten,
        filter: Filter::default(),
        sources: TrackSource::Own,
        affinity: Affinity::NONE,
        external_tracks: Vec::new(),
        recent: Vec::new(),
        seed: 1,
    };
    ToLibraryWorker::Compose {
        seq: Seq(seq),
        request: Box::new(request),
    }
}

fn imported() -> ImportedTable {
    let mut reading = TableReading::new("mine.csv".into(), TABLE.len() as u64);
    reading.push(TABLE.as_bytes()).unwrap();
    let (library, summary, report) = reading.finish().unwrap();
    ImportedTable {
        library,
        summary,
        report,
    }
}

/// The number of tracks in the list that was drawn last.
fn drawn(said: &[FromLibraryWorker]) -> Option<usize> {
    match said.last()? {
        FromLibraryWorker::Composed { list, .. } => Some(list.as_ref().map_or(0, Vec::len)),
        _ => None,
    }
}

#[test]
fn one_question_is_answered_after_another() {
    let mut story = Story::default();
    story.hear(import(1)).hear(compose(2));
    assert_eq!(story.take_effects(), [WorkerEffect::Import(Seq(1))]);
    story.tell(WorkerEvent::Progressed(50));
    assert_eq!(story.said.len(), 1, "the list waits");
    story.tell(WorkerEvent::ImportEnded(Ok(imported())));
    assert_eq!(story.take_effects(), [WorkerEffect::FetchCatalogue]);
    assert_eq!(
        story.said.len(),
        1,
        "so does the import, until all is at hand"
    );
    story.tell(WorkerEvent::CatalogueFetched(None));
    assert!(matches!(
        story.said[1],
        FromLibraryWorker::Imported { seq: Seq(1), .. }
    ));
    assert_eq!(drawn(&story.said), Some(2));
}

#[test]
fn an_import_is_stopped_at_once_and_one_that_waits_is_not_begun() {
    let mut story = Story::default();
    story.hear(import(1)).hear(ToLibraryWorker::Cancel);
    assert_eq!(
        story.take_effects(),
        [WorkerEffect::Import(Seq(1)), WorkerEffect::StopImport]
    );
    story.tell(WorkerEvent::ImportEnded(Err(ImportEnd::Stopped)));
    assert_eq!(story.said, [FromLibraryWorker::Cancelled { seq: Seq(1) }]);

    let mut busy = Story::default();
    busy.hear(compose(1))
        .hear(import(2))
        .hear(ToLibraryWorker::Cancel);
    busy.tell(WorkerEvent::LibraryRead(Ok(None)))
        .tell(WorkerEvent::CatalogueFetched(None));
    assert_eq!(busy.said[1], FromLibraryWorker::Cancelled { seq: Seq(2) });
    assert!(!busy.effects.contains(&WorkerEffect::Import(Seq(2))));
    // The next one is another matter.
    busy.hear(import(3));
    assert!(busy.effects.contains(&WorkerEffect::Import(Seq(3))));
}

#[test]
fn the_library_is_read_once() {
    let mut story = Story::default();
    let bytes = imported().library.to_bytes();
    let sources = TrackSource::Own;
    story.hear(ToLibraryWorker::Prepare { sources });
    assert_eq!(story.take_effects(), [WorkerEffect::ReadLibrary]);
    story
        .tell(WorkerEvent::LibraryRead(Ok(Some(bytes))))
        .tell(WorkerEvent::CatalogueFetched(None));
    assert_eq!(story.take_effects(), [WorkerEffect::FetchCatalogue]);
    story.hear(compose(1));
    assert_eq!(
        (drawn(&story.said), story.take_effects().len()),
        (Some(2), 0)
    );
}

#[rstest]
#[case(Ok(Some(b"feelharmonic-library-9\n".to_vec())), LibraryFault::NewerVersion)]
#[case(Ok(Some(b"feelharmonic-library-1\n".to_vec())), LibraryFault::Damaged)]
#[case(Ok(Some(b"hello".to_vec())), LibraryFault::Damaged)]
#[case(Err(StoreFault::Failed), LibraryFault::NotKept)]
fn a_library_that_cannot_be_read_is_said_and_looked_for_again(
    #[case] read: Result<Option<Vec<u8>>, StoreFault>,
    #[case] fault: LibraryFault,
) {
    let mut story = Story::default();
    story.hear(compose(1)).tell(WorkerEvent::LibraryRead(read));
    let seq = Some(Seq(1));
    assert_eq!(story.said, [FromLibraryWorker::Failed { seq, fault }]);
    story.take_effects();
    story.hear(compose(2));
    assert_eq!(story.take_effects(), [WorkerEffect::ReadLibrary]);
}

#[test]
fn what_ends_badly_is_answered_and_the_next_question_has_its_turn() {
    let mut story = Story::default();
    story
        .hear(import(1))
        .hear(ToLibraryWorker::Remove { seq: Seq(2) });
    let fault = LibraryFault::NoRoom;
    story.tell(WorkerEvent::ImportEnded(Err(ImportEnd::Failed(fault))));
    assert_eq!(story.take_effects().last(), Some(&WorkerEffect::Remove));
    story.tell(WorkerEvent::Removed(Err(StoreFault::Failed)));
    let failed = |seq, fault| FromLibraryWorker::Failed {
        seq: Some(Seq(seq)),
        fault,
    };
    assert_eq!(
        story.said,
        [failed(1, fault), failed(2, LibraryFault::NotKept)]
    );
    story.hear(ToLibraryWorker::Remove { seq: Seq(3) });
    story.tell(WorkerEvent::Removed(Ok(())));
    let removed = FromLibraryWorker::Removed { seq: Seq(3) };
    assert_eq!(story.said.last(), Some(&removed));
}

#[test]
fn the_kept_table_says_the_version_of_its_key() {
    let format = crate::flow::kit::store::Key::Library.format();
    let mut bytes = imported().library.to_bytes();
    assert!(!format.is_later(&bytes));
    let version = bytes.iter().position(|byte| *byte == b'\n').unwrap() - 1;
    bytes[version] += 1;
    assert!(format.is_later(&bytes));
}
