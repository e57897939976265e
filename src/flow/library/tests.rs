//! Stories of the library alone: a table brought, lists drawn by the worker, its life and its death.

use super::*;
use crate::domain::mood::place::Place;
use crate::domain::music::affinity::Affinity;
use crate::domain::music::filter::Filter;
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::intent::Intent;
use crate::domain::music::list_request::{ListRequest, RequestId};
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::taste::Taste;
use crate::flow::bridge::library::{
    FromLibraryWorker, LIBRARY_WORKER_VERSION, LeftOutRow, SampleTrack, ToLibraryWorker,
};
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::link::{LinkEffect, LinkEvent, LinkWake, Seq};
use crate::flow::kit::notice::Notices;
use rstest::rstest;

/// A page with nothing but its library.
struct Story {
    state: LibraryState,
    out: LibraryOut,
    now: Now,
    notices: Notices,
    told: Vec<LibraryNews>,
    capabilities: Capabilities,
    taste: Taste,
    sources: TrackSource,
}

impl Story {
    fn new() -> Self {
        Self {
            state: LibraryState::default(),
            out: LibraryOut::new(),
            now: Now::default(),
            notices: Notices::default(),
            told: Vec::new(),
            capabilities: Capabilities {
                simd: true,
                ..Capabilities::default()
            },
            taste: Taste::default(),
            sources: TrackSource::Both,
        }
    }

    /// A visit of somebody who has brought a table before, with the worker warmed up.
    fn with_library() -> Self {
        let mut story = Self::new();
        let text = serde_json::to_string(&summary()).unwrap();
        story
            .tell(LibraryEvent::Restored(Some(text)))
            .tell(LibraryEvent::SourcesChanged);
        assert!(story.has_started());
        story.ready();
        story
    }

    fn tell(&mut self, event: LibraryEvent) -> &mut Self {
        let given = LibraryGiven {
            capabilities: self.capabilities,
            taste: &self.taste,
            sources: self.sources,
        };
        update(&mut self.state, event, &given, self.now, &mut self.out);
        for news in self.out.news.drain(..) {
            if let LibraryNews::Notice(change) = news {
                self.notices.apply(change);
            } else {
                self.told.push(news);
            }
        }
        self
    }

    fn hear(&mut self, said: FromLibraryWorker) -> &mut Self {
        self.tell(LibraryEvent::WorkerSaid(said))
    }

    fn ready(&mut self) -> &mut Self {
        self.tell(LibraryEvent::Worker(LinkEvent::Ready {
            version: LIBRARY_WORKER_VERSION,
        }))
    }

    fn choose_table(&mut self, name: &str) -> &mut Self {
        self.tell(LibraryEvent::TableChosen {
            name: name.into(),
            bytes: 1000,
        })
    }

    fn import(&mut self, seq: Seq) -> &mut Self {
        self.hear(FromLibraryWorker::Imported {
            seq,
            summary: summary(),
            report: ImportReport::default(),
        })
    }

    fn compose(&mut self, request: u32) -> &mut Self {
        self.tell(LibraryEvent::Compose {
            request: RequestId(request),
            list_request: Box::new(list_request()),
        })
    }

    fn compose_failed(&mut self, fault: LibraryFault) -> &mut Self {
        let seq = self.asked_for_list();
        self.hear(FromLibraryWorker::Failed { seq, fault })
    }

    /// Time passes until the watch has looked so often; it looks every five seconds.
    fn pass(&mut self, looks: u32) -> &mut Self {
        for _ in 0..looks {
            self.now = self.now.plus(Millis::from_secs(5.001));
            let timer = self.newest(|effect| match effect {
                LibraryEffect::Worker(LinkEffect::WakeAfter(_, timer)) => Some(*timer),
                _ => None,
            });
            let timer: LinkWake = timer.unwrap_or_default();
            self.tell(LibraryEvent::Worker(LinkEvent::Woke(timer)));
        }
        self
    }

    fn newest<T>(&self, of: impl Fn(&LibraryEffect) -> Option<T>) -> Option<T> {
        self.out.effects.iter().rev().find_map(of)
    }

    fn sent_table(&self) -> Option<Seq> {
        self.newest(|effect| match effect {
            LibraryEffect::SendTable { seq, .. } => Some(*seq),
            _ => None,
        })
    }

    fn asked_for_list(&self) -> Option<Seq> {
        self.newest(|effect| match effect {
            LibraryEffect::Tell(ToLibraryWorker::Compose { seq, .. }) => Some(*seq),
            _ => None,
        })
    }

    fn asked_for_removal(&self) -> Option<Seq> {
        self.newest(|effect| match effect {
            LibraryEffect::Tell(ToLibraryWorker::Remove { seq }) => Some(*seq),
            _ => None,
        })
    }

    fn has_started(&self) -> bool {
        let start = |effect: &LibraryEffect| match effect {
            LibraryEffect::Worker(LinkEffect::Start { .. }) => Some(()),
            _ => None,
        };
        self.newest(start).is_some()
    }

    fn did(&self, effect: impl Into<LibraryEffect>) -> bool {
        self.out.effects.contains(&effect.into())
    }

    fn stage(&self) -> &ImportStage {
        &self.state.import
    }

    fn said(&self) -> Option<&str> {
        self.notices.shown().map(|notice| &*notice.what)
    }
}

fn summary() -> LibrarySummary {
    LibrarySummary {
        file: "mine.csv".into(),
        tracks: 3,
        genres: vec!["polka".into()],
    }
}

fn list_request() -> ListRequest {
    ListRequest {
        start: Intent::for_mood(&Place::MIDDLE.as_mood()),
        from: Place::MIDDLE,
        goal: Goal::Match,
        length: ListLength::Ten,
        filter: Filter::default(),
        sources: TrackSource::Both,
        affinity: Affinity::NONE,
        external_tracks: Vec::new(),
        recent: Vec::new(),
        seed: 1,
    }
}

fn cannot_compose(request: u32) -> LibraryNews {
    LibraryNews::CannotCompose {
        request: RequestId(request),
    }
}

const CHANGED: LibraryNews = LibraryNews::Changed { removed: false };
const REMOVED: LibraryNews = LibraryNews::Changed { removed: true };

#[test]
fn a_table_is_read_summed_up_kept_and_removed() {
    let mut story = Story::new();
    story.choose_table("mine.csv");
    assert!(story.has_started());
    assert_eq!(
        story.sent_table(),
        None,
        "nothing is sent before it listens"
    );
    assert_eq!(view(&story.state).said, "Reading mine.csv…");
    story.ready();
    let seq = story.sent_table().unwrap();
    story.hear(FromLibraryWorker::Progress { seq, percent: 40 });
    let seen = view(&story.state);
    assert_eq!((seen.percent, seen.is_busy), (Some(40), true));
    let report = ImportReport {
        tracks: 3,
        bad: 2,
        listed: vec![LeftOutRow {
            line: 3,
            reason: "the energy is missing".into(),
            text: "A,B,0.5,,100".into(),
        }],
        left_out: "name,artist,valence,energy,tempo\nA,B,0.5,,100\n".into(),
        sample: vec![SampleTrack {
            title: "A".into(),
            artist: "B".into(),
            figures: [50, 60, 120],
        }],
        ..ImportReport::default()
    };
    let previewed = report.clone();
    story.hear(FromLibraryWorker::Previewed {
        seq,
        report: previewed,
    });
    let seen = view(&story.state);
    assert!(seen.can_keep && seen.kept.is_none(), "nothing is kept yet");
    let sample = seen.report.unwrap().sample;
    assert_eq!(sample, ["A by B: valence 50 %, energy 60 %, 120 BPM"]);
    story.tell(LibraryEvent::LeftOutWanted);
    assert!(story.out.effects.iter().any(
        |effect| matches!(effect, LibraryEffect::Offer { text, .. } if text.ends_with("A,B,0.5,,100\n"))
    ));

    story.tell(LibraryEvent::ImportKeep);
    let seq = story.state.import.awaited().unwrap();
    assert!(story.did(ToLibraryWorker::Keep { seq }));
    story.hear(FromLibraryWorker::Imported {
        seq,
        summary: summary(),
        report,
    });
    let seen = view(&story.state);
    assert_eq!(
        seen.kept.as_deref(),
        Some("3 tracks from mine.csv are kept. Another file takes their place.")
    );
    assert_eq!(seen.said, "Your music is kept on this device.");
    let seen = seen.report.unwrap();
    assert_eq!(seen.figures, ["3 tracks taken in.", "2 rows left out."]);
    assert_eq!(seen.bad_rows[0].line, 3);
    assert!(seen.sample.is_empty(), "it was looked at before");
    assert_eq!(seen.more.as_deref(), Some("And 1 more."));
    assert_eq!(story.state.genres(), ["polka"]);
    assert_eq!(story.told, [CHANGED]);
    assert!(story.state.can_be_used(story.capabilities));

    story.tell(LibraryEvent::Remove);
    let seq = story.asked_for_removal().unwrap();
    story.hear(FromLibraryWorker::Removed { seq });
    assert_eq!(*story.stage(), ImportStage::Removed);
    assert_eq!(view(&story.state).kept, None);
    assert!(story.did(LinkEffect::End));
    assert_eq!(story.told, [CHANGED, REMOVED]);
}

#[test]
fn an_import_can_be_stopped_and_one_that_was_done_first_counts() {
    let mut story = Story::new();
    story
        .choose_table("mine.csv")
        .tell(LibraryEvent::ImportCancel);
    assert_eq!(*story.stage(), ImportStage::Stopped, "it had not begun");
    story.ready().choose_table("mine.csv");
    let seq = story.sent_table().unwrap();
    story.tell(LibraryEvent::ImportCancel);
    assert!(story.did(ToLibraryWorker::Cancel));
    assert_eq!(view(&story.state).said, "Stopping…");
    story.hear(FromLibraryWorker::Cancelled { seq });
    assert_eq!(*story.stage(), ImportStage::Stopped);
    story.choose_table("mine.csv");
    let seq = story.sent_table().unwrap();
    story.tell(LibraryEvent::ImportCancel).import(seq);
    assert!(matches!(story.stage(), ImportStage::Imported(_)));
}

#[test]
fn a_table_that_is_none_is_refused_in_words_and_what_was_kept_stays() {
    let mut story = Story::with_library();
    story.choose_table("photo.jpg");
    let seq = story.sent_table().unwrap();
    story.hear(FromLibraryWorker::Refused {
        seq,
        reason: "This is not a text file".into(),
        report: ImportReport::default(),
    });
    let seen = view(&story.state);
    assert_eq!(
        seen.said,
        "photo.jpg was not taken in. This is not a text file."
    );
    assert!(seen.can_retry && seen.kept.is_some());
}

#[test]
fn what_was_read_is_let_go_of_without_being_kept() {
    let mut story = Story::with_library();
    story.ready().choose_table("mine.csv");
    let seq = story.sent_table().unwrap();
    story.hear(FromLibraryWorker::Previewed {
        seq,
        report: ImportReport::default(),
    });
    story.tell(LibraryEvent::ImportCancel);
    assert!(story.did(ToLibraryWorker::Cancel));
    let seen = view(&story.state);
    assert_eq!(seen.said, "Stopped. Nothing was changed.");
    assert!(seen.kept.is_some());
}

#[test]
fn columns_of_an_unknown_header_are_assigned_and_the_file_read_again() {
    let mut story = Story::new();
    story.choose_table("mine.csv").ready();
    let seq = story.sent_table().unwrap();
    story.hear(FromLibraryWorker::Refused {
        seq,
        reason: "There is no column for title".into(),
        report: ImportReport {
            unknown_header: vec!["lied".into(), "wer".into()],
            ..ImportReport::default()
        },
    });
    let seen = view(&story.state).report.unwrap();
    assert_eq!(seen.unknown_header, ["lied", "wer"]);
    story.out.effects.clear();
    let columns = vec![(TableColumn::Title, 0), (TableColumn::Artist, 1)];
    story.tell(LibraryEvent::ColumnsAssigned(columns.clone()));
    let seq = story.state.import.awaited().unwrap();
    assert!(
        story
            .out
            .effects
            .contains(&LibraryEffect::SendTable { seq, columns })
    );
}

#[test]
fn a_file_that_is_gone_is_said() {
    let mut story = Story::new();
    story.choose_table("mine.csv").ready();
    let seq = story.sent_table().unwrap();
    story.tell(LibraryEvent::TableUnavailable(seq));
    assert!(view(&story.state).said.contains("moved or changed"));
}

#[rstest]
#[case(LibraryEvent::Worker(LinkEvent::Lost))]
#[case(LibraryEvent::WorkerSaid(FromLibraryWorker::Failed { seq: None, fault: LibraryFault::Crashed }))]
fn a_worker_that_dies_while_reading_is_started_again_on_demand(#[case] death: LibraryEvent) {
    let mut story = Story::new();
    story.choose_table("mine.csv").ready();
    let first = story.sent_table().unwrap();
    story.tell(death);
    assert!(view(&story.state).said.contains("Reading it has stopped"));
    assert!(story.did(LinkEffect::End));
    story.out.effects.clear();
    story.tell(LibraryEvent::ImportRetry);
    assert!(story.has_started());
    story.ready();
    let seq = story.sent_table().unwrap();
    assert_ne!(seq, first);
    story.import(seq);
    assert!(matches!(story.stage(), ImportStage::Imported(_)));
}

#[test]
fn a_worker_that_says_nothing_is_given_up() {
    let mut story = Story::new();
    story.choose_table("mine.csv").ready().pass(4);
    let seq = story.sent_table().unwrap();
    story
        .hear(FromLibraryWorker::Progress { seq, percent: 1 })
        .pass(4);
    assert!(
        matches!(story.stage(), ImportStage::Reading { .. }),
        "it was heard meanwhile"
    );
    story.pass(2);
    assert!(matches!(story.stage(), ImportStage::Refused { .. }));
}

#[test]
fn a_worker_that_does_not_start_is_given_up() {
    let mut story = Story::new();
    story.choose_table("mine.csv").pass(6);
    assert!(matches!(story.stage(), ImportStage::Refused { .. }));
}

#[rstest]
#[case(1000, false, "too old")]
#[case(2_000_000_000, true, "gigabyte")]
fn what_cannot_be_read_here_is_refused_before_anything_starts(
    #[case] bytes: u64,
    #[case] simd: bool,
    #[case] words: &str,
) {
    let mut story = Story::new();
    story.capabilities.simd = simd;
    let name = "mine.csv".into();
    story.tell(LibraryEvent::TableChosen { name, bytes });
    assert!(view(&story.state).said.contains(words));
    assert!(!story.has_started());
}

#[test]
fn a_worker_of_another_version_asks_for_the_page_to_be_loaded_again() {
    let mut story = Story::new();
    story
        .choose_table("mine.csv")
        .hear(FromLibraryWorker::Ready { version: 0 });
    assert_eq!(story.told, [LibraryNews::OutOfDate]);
    assert!(story.did(LinkEffect::End));
}

#[test]
fn a_readiness_that_is_told_twice_counts_once() {
    let mut story = Story::new();
    story.choose_table("mine.csv").ready();
    story.hear(FromLibraryWorker::Ready {
        version: LIBRARY_WORKER_VERSION,
    });
    let sent = |effect: &&LibraryEffect| matches!(effect, LibraryEffect::SendTable { .. });
    assert_eq!(story.out.effects.iter().filter(sent).count(), 1);
}

#[rstest]
#[case(TrackSource::Both, false, true)]
#[case(TrackSource::Own, false, true)]
#[case(TrackSource::Catalogue, false, false)]
#[case(TrackSource::Both, true, false)]
fn the_worker_is_warmed_up_where_it_will_be_needed(
    #[case] sources: TrackSource,
    #[case] save_data: bool,
    #[case] is_started: bool,
) {
    let mut story = Story::new();
    story.sources = sources;
    story.capabilities.save_data = save_data;
    let text = serde_json::to_string(&summary()).unwrap();
    story
        .tell(LibraryEvent::Restored(Some(text)))
        .tell(LibraryEvent::SourcesChanged);
    assert_eq!(story.has_started(), is_started);
    story.ready();
    let prepare = ToLibraryWorker::Prepare { sources };
    assert_eq!(story.did(prepare), sources != TrackSource::Catalogue);
}

#[test]
fn without_a_library_nothing_is_started() {
    let mut story = Story::new();
    story
        .tell(LibraryEvent::Restored(None))
        .tell(LibraryEvent::SourcesChanged);
    assert!(!story.has_started());
}

#[test]
fn the_worker_knows_the_taste_before_it_draws_and_hears_of_every_change() {
    let mut story = Story::with_library();
    story.out.effects.clear();
    story.compose(1);
    let told = |effect: &&LibraryEffect| {
        matches!(effect, LibraryEffect::Tell(ToLibraryWorker::Taste { .. }))
    };
    assert!(told(&story.out.effects.first().unwrap()));
    assert!(story.asked_for_list().is_some());
    story.compose(2);
    assert_eq!(story.out.effects.iter().filter(told).count(), 1);
    story.tell(LibraryEvent::TasteChanged);
    assert_eq!(story.out.effects.iter().filter(told).count(), 2);
    // A worker that was started again knows nothing.
    story.tell(LibraryEvent::Worker(LinkEvent::Lost));
    story.out.effects.clear();
    story.compose(3).ready();
    assert_eq!(story.out.effects.iter().filter(told).count(), 1);
}

#[test]
fn a_list_is_drawn_and_a_late_one_does_not_count() {
    let mut story = Story::with_library();
    story.compose(1);
    let late = story.asked_for_list().unwrap();
    story.compose(2);
    let seq = story.asked_for_list().unwrap();
    story.hear(FromLibraryWorker::Composed {
        seq: late,
        list: Ok(Vec::new()),
    });
    assert_eq!(story.told, []);
    story.hear(FromLibraryWorker::Composed {
        seq,
        list: Err(NothingLeft::Filtered),
    });
    let composed = LibraryNews::Composed {
        request: RequestId(2),
        list: Err(NothingLeft::Filtered),
    };
    assert_eq!(story.told, [composed]);
}

#[test]
fn a_list_and_an_import_can_be_under_way_together() {
    let mut story = Story::with_library();
    story.compose(1).choose_table("other.csv");
    let (list, table) = (story.asked_for_list().unwrap(), story.sent_table().unwrap());
    story.hear(FromLibraryWorker::Composed {
        seq: list,
        list: Ok(Vec::new()),
    });
    assert!(matches!(story.stage(), ImportStage::Reading { .. }));
    story.compose(2).import(table);
    assert!(matches!(story.stage(), ImportStage::Imported(_)));
    let seq = story.asked_for_list().unwrap();
    story.hear(FromLibraryWorker::Composed {
        seq,
        list: Ok(Vec::new()),
    });
    assert_eq!(story.told.len(), 3);
}

#[test]
fn a_worker_that_is_lost_twice_is_relied_on_no_more_until_a_table_is_brought() {
    let mut story = Story::with_library();
    let can = story.capabilities;
    let lost = || LibraryEvent::Worker(LinkEvent::Lost);
    story.compose(1).tell(lost());
    assert_eq!(story.told, [cannot_compose(1)]);
    assert!(story.state.can_be_used(can), "it is tried once more");
    story.now = story.now.plus(Millis::from_secs(100_000.0));
    story.compose(2).tell(lost());
    assert_eq!(story.told, [cannot_compose(1), cannot_compose(2)]);
    assert!(!story.state.can_be_used(can));
    story.out.effects.clear();
    story.tell(LibraryEvent::SourcesChanged);
    assert!(!story.has_started(), "it is given up");
    story.choose_table("mine.csv");
    assert!(story.has_started() && story.state.can_be_used(can));
}

#[test]
fn a_list_that_cannot_be_drawn_leaves_the_worker_as_it_is() {
    let mut story = Story::with_library();
    story.compose(1).compose_failed(LibraryFault::NotKept);
    assert_eq!(story.told, [cannot_compose(1)]);
    assert!(story.state.can_be_used(story.capabilities));
}

#[test]
fn a_damaged_library_is_said_once_and_left_out_from_then_on() {
    let mut story = Story::with_library();
    story.compose(1).compose_failed(LibraryFault::Damaged);
    assert_eq!(story.said(), Some("Your own music can't be read back."));
    assert!(story.did(StoreEffect::Remove(Key::LibrarySummary)));
    assert_eq!(story.told, [REMOVED]);
    assert!(!story.state.has_library());
}

#[test]
fn a_library_of_a_newer_version_is_left_alone_and_said_in_its_sheet() {
    let mut story = Story::with_library();
    story.compose(1).compose_failed(LibraryFault::NewerVersion);
    assert_eq!(story.told, [cannot_compose(1)]);
    assert!(!story.did(StoreEffect::Remove(Key::LibrarySummary)));
    assert!(!story.state.can_be_used(story.capabilities));
    assert!(view(&story.state).note.unwrap().starts_with("A newer"));
    story.choose_table("mine.csv");
    let seq = story.sent_table().unwrap();
    story.import(seq);
    assert_eq!(view(&story.state).note, None);
}

#[test]
fn a_summary_that_cannot_be_read_is_said_once() {
    let mut story = Story::new();
    story.tell(LibraryEvent::Restored(Some("{".into())));
    assert!(story.said().unwrap().contains("what your own music holds"));
    assert!(story.did(StoreEffect::Remove(Key::LibrarySummary)));
    assert!(!story.state.has_library());
}

#[test]
fn a_summary_of_another_form_is_left_to_the_version_that_wrote_it() {
    let mut story = Story::new();
    story.tell(LibraryEvent::Restored(Some(r#"{"songs":7}"#.into())));
    assert!(story.said().unwrap().contains("what your own music holds"));
    assert!(!story.did(StoreEffect::Remove(Key::LibrarySummary)));
}

#[test]
fn a_library_that_cannot_be_removed_is_still_there() {
    let mut story = Story::with_library();
    story.tell(LibraryEvent::Remove);
    let seq = story.asked_for_removal();
    let fault = LibraryFault::NotKept;
    story.hear(FromLibraryWorker::Failed { seq, fault });
    assert_eq!(*story.stage(), ImportStage::NotRemoved);
    assert!(story.state.has_library());
}
