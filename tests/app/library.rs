//! The person's own table: read by the worker, drawn from, and done without.

use crate::disk::Disk;
use crate::story::{Story, catalogue};
use feelharmonic::domain::music::library::import::ImportSettings;
use feelharmonic::domain::music::list_request::ListRequest;
use feelharmonic::domain::music::source::TrackSource;
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::flow::app::Effect;
use feelharmonic::flow::bridge::library::{
    FromLibraryWorker, ImportReport, LIBRARY_WORKER_VERSION, LibraryFault, LibrarySummary,
    ToLibraryWorker,
};
use feelharmonic::flow::kit::link::{LinkEffect, LinkEvent, Seq};
use feelharmonic::flow::kit::store::Key;
use feelharmonic::flow::library::{LibraryEffect, LibraryEvent};
use feelharmonic::flow::music::choices::Choice;
use feelharmonic::flow::music::view::TrackAccess;
use feelharmonic::workers::library::composer::Composer;
use feelharmonic::workers::library::reading::TableReading;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Range;

/// Three polkas.
pub const THREE: &str = "name,artist,valence,energy,tempo,genre\n\
    Alpha,A,0.9,0.8,120,polka\nBeta,B,0.5,0.5,100,polka\nGamma,C,0.1,0.2,80,polka\n";

/// The library worker: it draws lists as the real one does, and answers when it is told to.
#[derive(Default)]
pub struct LibraryWorker {
    composer: Composer,
    /// The list that was asked for last and has not been drawn.
    question: Option<(Seq, Box<ListRequest>)>,
    removal: Option<Seq>,
    /// The taste as it was told last.
    pub taste: Option<Taste>,
    /// The number under which a table is to be sent.
    pub awaited_table: Option<Seq>,
}

impl LibraryWorker {
    /// Hears what the page says.
    pub fn hear(&mut self, message: &ToLibraryWorker) {
        match travelled(message) {
            ToLibraryWorker::Taste { text } => {
                self.composer.set_taste(&text).unwrap();
                self.taste = Taste::import(&text).ok();
            }
            ToLibraryWorker::Compose { seq, request } => self.question = Some((seq, request)),
            ToLibraryWorker::Remove { seq } => self.removal = Some(seq),
            ToLibraryWorker::Prepare { .. }
            | ToLibraryWorker::Cancel
            | ToLibraryWorker::Keep { .. }
            | ToLibraryWorker::Import { .. } => {}
        }
    }

    /// Takes the table in as its library: what is kept of it.
    fn keep(&mut self, table: &str) -> LibrarySummary {
        let mut reading = TableReading::new(
            "mine.csv".into(),
            table.len() as u64,
            ImportSettings {
                decoders: |_label| None,
                assigned: Vec::new(),
            },
        );
        reading.push(table.as_bytes()).unwrap();
        let (library, summary, _) = reading.finish().unwrap();
        self.composer.set_library(library);
        self.composer.set_catalogue(catalogue());
        summary
    }
}

/// A message as it arrives.
fn travelled<T: Serialize + DeserializeOwned>(message: &T) -> T {
    serde_json::from_str(&serde_json::to_string(message).unwrap()).unwrap()
}

impl Story {
    /// A visit of somebody who has brought that table earlier, with lists from these sources. The worker listens.
    pub fn with_table(table: &str, sources: TrackSource) -> Self {
        let mut worker = LibraryWorker::default();
        let summary = serde_json::to_string(&worker.keep(table)).unwrap();
        let mut story = Self::opened_on(Disk::with([(Key::LibrarySummary, summary)]));
        story.library = worker;
        story.library_listens().choose(Choice::Sources(sources));
        story
    }

    pub fn library_listens(&mut self) -> &mut Self {
        let version = LIBRARY_WORKER_VERSION;
        self.library_says(&FromLibraryWorker::Ready { version })
    }

    pub fn library_says(&mut self, said: &FromLibraryWorker) -> &mut Self {
        self.tell(LibraryEvent::WorkerSaid(travelled(said)))
    }

    pub fn library_is_lost(&mut self) -> &mut Self {
        self.tell(LibraryEvent::Worker(LinkEvent::Lost))
    }

    /// The list that was asked for last, on its way back.
    pub fn drawn_list(&mut self) -> Option<FromLibraryWorker> {
        let (seq, request) = self.library.question.take()?;
        let list = self.library.composer.compose(&request);
        Some(FromLibraryWorker::Composed { seq, list })
    }

    /// Lets the worker answer until nothing more is asked; says how many answers there were.
    pub fn library_answers(&mut self) -> usize {
        let mut answers = 0;
        while let Some(list) = self.drawn_list() {
            self.library_says(&list);
            answers += 1;
        }
        answers
    }

    pub fn library_starts(&self) -> usize {
        self.starts(|effect| match effect {
            Effect::Library(LibraryEffect::Worker(effect)) => Some(*effect),
            _ => None,
        })
    }

    fn choose_table(&mut self) -> &mut Self {
        self.tell(LibraryEvent::TableChosen {
            name: "mine.csv".into(),
            bytes: 1000,
        })
    }

    /// The worker has read and kept the table that it was sent.
    fn table_is_read(&mut self, table: &str) -> &mut Self {
        let seq = self.library.awaited_table.take().unwrap();
        let summary = self.library.keep(table);
        let text = serde_json::to_string(&summary).unwrap();
        self.disk.put(Key::LibrarySummary, text);
        self.library_says(&FromLibraryWorker::Imported {
            seq,
            summary,
            report: ImportReport::default(),
        })
    }

    fn sorted_titles(&self) -> Vec<String> {
        let mut titles = self.titles();
        titles.sort();
        titles
    }

    fn offers_genre(&self, genre: &str) -> bool {
        let genres = self.view().music.choices.genres;
        genres.iter().any(|(name, _)| name == genre)
    }
}

/// Forty tracks by forty artists.
fn forty() -> String {
    let rows = (0..40_u8).map(|at| {
        let (valence, energy) = (f32::from(at % 8) / 7.0, f32::from(at / 8) / 4.0);
        format!("Track {at},Artist {at},{valence},{energy},100,polka\n")
    });
    let header = std::iter::once("name,artist,valence,energy,tempo,genre\n".to_owned());
    header.chain(rows).collect()
}

#[test]
fn a_table_is_read_drawn_from_and_removed() {
    let mut story = Story::opened();
    assert_eq!(story.view().music.choices.sources, None);
    story.choose_table();
    assert_eq!(story.library_starts(), 1);
    assert_eq!(story.library.awaited_table, None, "it does not listen yet");
    story.library_listens().table_is_read(THREE);
    let said = "3 tracks from mine.csv are kept. Another file takes their place.";
    assert_eq!(story.view().library.kept.as_deref(), Some(said));
    assert!(story.offers_genre("polka"));
    assert_eq!(story.library_answers(), 1, "the list is drawn once more");
    story.choose(Choice::Sources(TrackSource::Own));
    story.library_answers();
    assert_eq!(story.sorted_titles(), ["Alpha", "Beta", "Gamma"]);
    story.tell(LibraryEvent::Remove);
    let seq = story.library.removal.take().unwrap();
    story.disk.remove(Key::LibrarySummary);
    story.library_says(&FromLibraryWorker::Removed { seq });
    assert_eq!(story.view().library.kept, None);
    assert_eq!(
        story.view().library.said,
        "Your music was removed from this device."
    );
    assert!(story.did(LibraryEffect::Worker(LinkEffect::End)));
    assert_eq!(story.titles().len(), 10, "from the catalogue again");
    assert!(!story.offers_genre("polka"));
    assert_eq!(story.view().music.choices.sources, None);
    assert_eq!(story.next_visit().view().library.kept, None);
}

#[test]
fn with_their_own_music_alone_the_list_is_drawn_by_the_worker() {
    let mut story = Story::with_table(THREE, TrackSource::Own);
    assert!(story.library.taste.is_some(), "it knows the taste before");
    assert_eq!(story.titles().len(), 10, "until it answers, the list stays");
    assert_eq!(story.library_answers(), 1);
    assert_eq!(story.sorted_titles(), ["Alpha", "Beta", "Gamma"]);
    let row = story.rows().remove(0);
    assert_eq!(row.access, TrackAccess::None);
    assert!(row.open_url.contains("/search/"));
    assert_eq!(story.play(&row.id).player(), None);
}

#[test]
fn the_first_list_of_a_visit_does_not_wait_for_the_worker() {
    let mut story = Story::with_table(THREE, TrackSource::Both);
    story.library_answers();
    let mut next = Story::opened_on(Disk::with([(
        Key::LibrarySummary,
        story.disk.get(Key::LibrarySummary).unwrap(),
    )]));
    assert_eq!(next.titles().len(), 10);
    assert_eq!(next.library_starts(), 1, "it is warmed up");
    next.feel(0.8, 0.5).library_listens();
    assert!(next.drawn_list().is_some(), "but the next one does");
}

#[test]
fn a_thumb_down_on_their_own_music_closes_the_slot_until_the_worker_answers() {
    let mut story = Story::with_table(THREE, TrackSource::Own);
    story.library_answers();
    let before = story.titles();
    story.judge(0, ThumbVerdict::Down);
    assert_eq!(story.titles(), before[1..]);
    let known = story.library.taste.as_ref().unwrap().log();
    assert_eq!(known[0].title, before[0], "it learns of the thumb first");
    assert_eq!(story.library_answers(), 1);
    assert_eq!(story.titles(), before[1..], "there is no other track");
    story.press_notice();
    assert_eq!(story.titles(), before);
    assert!(story.library.taste.as_ref().unwrap().is_empty());
}

#[test]
fn several_tracks_that_leave_at_once_are_replaced_each_in_its_place() {
    let mut story = Story::with_table(&forty(), TrackSource::Own);
    story.library_answers();
    let before = story.titles();
    assert_eq!(before.len(), 10);
    // The last first, so that places move: the tracks 8, 2 and 3 of the first list.
    story
        .judge(8, ThumbVerdict::Down)
        .judge(2, ThumbVerdict::Skip)
        .judge(2, ThumbVerdict::Down);
    assert_eq!(story.titles().len(), 7);
    assert_eq!(story.library_answers(), 3);
    let after = story.titles();
    assert_eq!(after.len(), 10);
    for (at, title) in after.iter().enumerate() {
        let replaced = [2, 3, 8].contains(&at);
        assert_eq!(before.contains(title), !replaced, "place {at}: {title}");
    }
}

#[test]
fn an_undo_between_takes_the_last_one_back_and_still_fills_the_slot_before() {
    let mut story = Story::with_table(&forty(), TrackSource::Own);
    story.library_answers();
    let before = story.titles();
    story
        .judge(1, ThumbVerdict::Down)
        .judge(5, ThumbVerdict::Down)
        .undo();
    story.library_answers();
    let after = story.titles();
    let same = |range: Range<usize>| after[range.clone()] == before[range];
    assert_eq!(after.len(), 10);
    assert!(after[1] != before[1] && same(0..1) && same(2..10));
}

#[test]
fn without_the_worker_the_list_comes_from_the_catalogue_and_that_is_said() {
    let mut story = Story::with_table(THREE, TrackSource::Both);
    story.feel(0.8, 0.5).library_is_lost();
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.heading(), "For a joyful mood");
    assert_eq!(story.said(), "Your own music could not be searched.");
    story.feel(-0.8, -0.5).library_is_lost();
    let list = story.titles();
    story.forget_effects().feel(0.6, -0.5);
    assert_eq!(story.library_starts(), 0, "it is given up");
    assert_ne!(story.titles(), list);
}

#[test]
fn a_worker_that_says_nothing_is_given_up_and_the_list_comes_all_the_same() {
    let mut story = Story::with_table(THREE, TrackSource::Both);
    story.library_answers();
    story.feel(0.8, 0.5).wait(20.0);
    assert_ne!(story.heading(), "For a joyful mood");
    story.wait(12.0);
    assert_eq!(story.heading(), "For a joyful mood");
    assert_eq!(story.said(), "Your own music could not be searched.");
}

#[test]
fn a_library_that_cannot_be_read_back_is_left_out_of_lists_from_then_on() {
    let mut story = Story::with_table(THREE, TrackSource::Own);
    let Some(FromLibraryWorker::Composed { seq, .. }) = story.drawn_list() else {
        panic!("a list is wanted");
    };
    story.library_says(&FromLibraryWorker::Failed {
        seq: Some(seq),
        fault: LibraryFault::Damaged,
    });
    assert_eq!(story.said(), "Your own music can't be read back.");
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.view().music.choices.sources, None);
    let mut next = story.next_visit();
    assert_eq!(next.said(), "", "it is said once");
    assert_eq!(next.feel(0.8, 0.5).heading(), "For a joyful mood");
}
