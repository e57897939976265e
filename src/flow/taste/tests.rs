//! Stories of the taste alone: what is taught, taken back, kept, set aside and joined.

use super::*;
use crate::domain::mood::place::Place;
use crate::domain::music::annotation::Annotation;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::feedback::Feedback;
use crate::domain::quantity::{Bpm, Fraction, UnixMillis};
use crate::flow::kit::notice::{Notice, Notices, Remedy};
use crate::flow::kit::store::{StoreEffect, StoreFault};
use rstest::rstest;

/// A tab: its taste, and what it has asked for and told.
#[derive(Default)]
struct Story {
    state: TasteState,
    out: TasteOut,
    notices: Notices,
    told: Vec<TasteNews>,
    judged: u32,
    time: f64,
}

impl Story {
    fn of(taste: Option<&str>, quarantined: Option<&str>) -> Self {
        let mut story = Self::default();
        story.tell(TasteEvent::Restored {
            taste: taste.map(Into::into),
            quarantined: quarantined.map(Into::into),
        });
        story
    }

    fn new() -> Self {
        Self::of(None, None)
    }

    fn tell(&mut self, event: TasteEvent) -> &mut Self {
        update(&mut self.state, event, Now::default(), &mut self.out);
        for news in self.out.news.drain(..) {
            if let TasteNews::Notice(change) = news {
                self.notices.apply(change);
            } else {
                self.told.push(news);
            }
        }
        self
    }

    fn judge(&mut self, track: &str, verdict: ThumbVerdict) -> &mut Self {
        self.judge_again(track, verdict, false)
    }

    fn judge_again(&mut self, track: &str, verdict: ThumbVerdict, was_liked: bool) -> &mut Self {
        self.judged += 1;
        self.time += 10.0;
        let judgement = Judgement {
            number: self.judged,
            feedback: feedback(track, verdict, self.time),
            title: track.into(),
            was_liked,
        };
        self.tell(TasteEvent::Judged(judgement))
    }

    /// Carries every write out as the shell does, with `disk` as the kept taste.
    fn write(&mut self, disk: &mut String) -> &mut Self {
        while let Some((base, wrote)) = self.take_merge() {
            if *disk == base {
                disk.clone_from(&wrote);
                self.tell(TasteEvent::Stored(StoreEvent::Written(Key::Taste)));
            } else {
                *disk = merge_records(&base, &wrote, disk).unwrap();
                let stored = disk.clone();
                self.tell(TasteEvent::Stored(StoreEvent::Merged {
                    key: Key::Taste,
                    wrote,
                    stored,
                }));
            }
        }
        self
    }

    /// The base and text of the next write of the taste.
    fn take_merge(&mut self) -> Option<(String, String)> {
        let at =
            self.out.effects.iter().position(|effect| {
                matches!(effect, TasteEffect::Store(StoreEffect::Merge { .. }))
            })?;
        match self.out.effects.remove(at) {
            TasteEffect::Store(StoreEffect::Merge { key, base, text }) => {
                assert_eq!(key, Key::Taste);
                Some((base, text))
            }
            _ => None,
        }
    }

    fn did(&self, effect: &TasteEffect) -> bool {
        self.out.effects.contains(effect)
    }

    fn put_quarantined(&self) -> Option<&str> {
        self.out
            .effects
            .iter()
            .rev()
            .find_map(|effect| match effect {
                TasteEffect::Store(StoreEffect::Put(Key::QuarantinedTaste, text)) => Some(&**text),
                _ => None,
            })
    }

    fn said(&self) -> Option<&str> {
        self.notices.shown().map(|notice| &*notice.what)
    }

    fn tracks(&self) -> Vec<String> {
        let log = self.state.taste().log();
        log.iter().map(|thumb| thumb.title.clone()).collect()
    }

    fn view(&self) -> TasteView {
        view(&self.state).unwrap()
    }

    fn save_state(&self) -> TasteSaveState {
        self.state.record.save_state()
    }
}

fn feedback(track: &str, verdict: ThumbVerdict, at: f64) -> Feedback {
    Feedback {
        verdict,
        track: TrackId::of_names("Artist", track),
        title: track.into(),
        artist: format!("Artist of {track}"),
        genre: "polka".into(),
        year: 1990,
        valence: Fraction::clamped(0.9),
        energy: Fraction::clamped(0.6),
        danceability: Fraction::clamped(0.5),
        tempo: Bpm::clamped(120.0),
        acousticness: Fraction::clamped(0.1),
        instrumentalness: Fraction::clamped(0.1),
        annotation: Annotation::default(),
        mood: Place::MIDDLE,
        at: UnixMillis(at),
    }
}

fn written(key: Key) -> TasteEvent {
    TasteEvent::Stored(StoreEvent::Written(key))
}

fn not_written(key: Key, fault: StoreFault) -> TasteEvent {
    TasteEvent::Stored(StoreEvent::NotWritten(key, fault))
}

const LATER: &str = r#"{"format":"feelharmonic-taste","version":9,"feedback":[]}"#;

#[rstest]
#[case(ThumbVerdict::Down, "“A” won't come again.")]
#[case(ThumbVerdict::Skip, "Skipped “A”.")]
fn what_is_not_wanted_is_learned_said_and_can_be_taken_back(
    #[case] verdict: ThumbVerdict,
    #[case] words: &str,
) {
    let mut story = Story::new();
    story.judge("A", verdict);
    assert_eq!(story.tracks(), ["A"]);
    assert_eq!(story.said(), Some(words));
    let remedy = story.notices.shown().and_then(|notice| notice.remedy);
    assert_eq!(remedy, Some(Remedy::Undo));
    story.told.clear();
    story.tell(TasteEvent::Undo);
    assert!(story.state.taste().is_empty());
    assert_eq!(story.said(), None);
    let undone = TasteNews::Undone { judgement: Some(1) };
    assert_eq!(story.told, [undone, TasteNews::Changed]);
    story.tell(TasteEvent::Undo);
    assert_eq!(story.told.len(), 2, "there is nothing left to take back");
}

#[test]
fn a_thumb_up_says_nothing_and_a_second_one_takes_it_back() {
    let mut story = Story::new();
    story.judge("A", ThumbVerdict::Up);
    assert_eq!((story.said(), story.tracks().len()), (None, 1));
    story.judge_again("A", ThumbVerdict::Up, true);
    assert!(story.state.taste().is_empty());
}

#[test]
fn a_thumb_up_or_what_outdates_it_ends_the_undo_before() {
    let mut story = Story::new();
    story
        .judge("A", ThumbVerdict::Down)
        .judge("B", ThumbVerdict::Up);
    assert_eq!(story.said(), None);
    story.tell(TasteEvent::Undo);
    assert_eq!(story.tracks(), ["A", "B"]);
    story
        .judge("C", ThumbVerdict::Skip)
        .tell(TasteEvent::UndoOutdated)
        .tell(TasteEvent::Undo);
    assert_eq!(story.tracks(), ["A", "B", "C"]);
    assert_eq!(story.said(), None);
}

#[test]
fn what_was_taught_survives_a_reload() {
    let mut disk = String::new();
    let mut story = Story::new();
    story
        .judge("A", ThumbVerdict::Up)
        .judge("B", ThumbVerdict::Down)
        .write(&mut disk);
    let next = Story::of(Some(&disk), None);
    assert_eq!(next.tracks(), ["A", "B"]);
    assert_eq!(next.said(), None);
    assert!(next.told.contains(&TasteNews::Changed));
}

#[test]
fn thumbs_before_it_is_known_what_was_kept_are_written_after_that_and_can_still_be_taken_back() {
    let mut story = Story::default();
    story.judge("B", ThumbVerdict::Down);
    assert_eq!(story.take_merge(), None);
    let mut disk = String::new();
    Story::new().judge("A", ThumbVerdict::Up).write(&mut disk);
    story.tell(TasteEvent::Restored {
        taste: Some(disk.clone()),
        quarantined: None,
    });
    assert_eq!(story.tracks(), ["A", "B"]);
    let (base, text) = story.take_merge().unwrap();
    assert_eq!(base, disk);
    assert!(text.contains("\"A\"") && text.contains("\"B\""));

    let mut first_visit = Story::default();
    first_visit
        .judge("A", ThumbVerdict::Down)
        .tell(TasteEvent::Restored {
            taste: None,
            quarantined: None,
        });
    assert!(first_visit.take_merge().unwrap().1.contains("\"A\""));
    first_visit.tell(TasteEvent::Undo);
    assert!(first_visit.state.taste().is_empty());
}

#[test]
fn nothing_counts_as_kept_before_it_is() {
    let mut disk = String::new();
    let mut story = Story::new();
    assert_eq!(story.save_state(), TasteSaveState::Saved);
    story.judge("A", ThumbVerdict::Up);
    assert_eq!(story.save_state(), TasteSaveState::Saving);
    assert!(!story.did(&TasteEffect::Witness(1)));
    story.write(&mut disk);
    assert_eq!(story.save_state(), TasteSaveState::Saved);
    assert!(story.did(&TasteEffect::Witness(1)));
}

#[test]
fn one_write_is_under_way_at_a_time_and_the_newest_comes_last() {
    let mut story = Story::new();
    story
        .judge("A", ThumbVerdict::Up)
        .judge("B", ThumbVerdict::Up);
    let (base, first) = story.take_merge().unwrap();
    assert_eq!(base, "");
    assert_eq!(story.take_merge(), None);
    story.tell(written(Key::Taste));
    let (base, second) = story.take_merge().unwrap();
    assert_eq!(base, first);
    assert!(second.contains("\"B\""));
}

#[test]
fn a_loss_behind_an_undo_is_said_when_that_goes_unless_it_was_kept_meanwhile() {
    let full = not_written(Key::Taste, StoreFault::Full);
    let mut story = Story::new();
    story.judge("A", ThumbVerdict::Down).tell(full.clone());
    story.notices.take();
    assert_eq!(story.said(), Some("What you taught could not be kept."));

    let mut story = Story::new();
    story.judge("A", ThumbVerdict::Down).tell(full);
    story.judge("B", ThumbVerdict::Down);
    story.tell(written(Key::Taste));
    story.notices.take();
    assert_eq!(story.said(), None);
}

#[test]
fn a_taste_that_cannot_be_kept_is_said_once_but_not_over_an_undo() {
    let mut story = Story::new();
    story.judge("A", ThumbVerdict::Down);
    let full = not_written(Key::Taste, StoreFault::Full);
    story.tell(full.clone());
    assert_eq!(story.said(), Some("“A” won't come again."));
    story.notices.apply(NoticeChange::Clear);
    story.judge("B", ThumbVerdict::Up).tell(full.clone());
    assert_eq!(story.said(), Some("What you taught could not be kept."));
    assert!(
        story
            .notices
            .shown()
            .unwrap()
            .advice
            .contains("disk is full")
    );
    assert_eq!(story.save_state(), TasteSaveState::NotSaved);
    story.notices.apply(NoticeChange::Clear);
    story.judge("C", ThumbVerdict::Up).tell(full);
    assert_eq!(story.said(), None, "once is enough");
}

#[test]
fn the_next_save_takes_along_what_could_not_be_kept() {
    let mut story = Story::new();
    story.judge("A", ThumbVerdict::Up).take_merge();
    story
        .tell(not_written(Key::Taste, StoreFault::LockHeld))
        .judge("B", ThumbVerdict::Up);
    let (base, text) = story.take_merge().unwrap();
    assert_eq!(base, "");
    assert!(text.contains("\"A\"") && text.contains("\"B\""));
    story.tell(written(Key::Taste));
    assert_eq!(story.save_state(), TasteSaveState::Saved);
}

#[rstest]
#[case("{")]
#[case(r#"{"format":"feelharmonic-taste","version":1}"#)]
#[case(r#"{"format":"another","version":1,"feedback":[]}"#)]
fn a_taste_that_cannot_be_read_is_set_aside_and_said(#[case] text: &str) {
    let mut story = Story::of(Some(text), None);
    assert!(story.said().unwrap().contains("can't be used"));
    assert_eq!(story.put_quarantined(), Some(text));
    story.judge("A", ThumbVerdict::Up);
    assert_eq!(
        story.take_merge(),
        None,
        "nothing takes its place before it is on the disk"
    );
    assert_eq!(story.save_state(), TasteSaveState::Saving);
    story.tell(written(Key::QuarantinedTaste));
    let (base, taste) = story.take_merge().unwrap();
    assert_eq!(base, text, "another tab's taste would be joined, not lost");
    assert!(taste.contains("\"A\""));
    story
        .tell(TasteEvent::EditorShown(true))
        .tell(TasteEvent::QuarantinedExport);
    assert!(story.view().has_quarantined);
    assert!(story.did(&TasteEffect::Offer {
        name: "feelharmonic-taste-unread.txt",
        text: text.into()
    }));
    story.tell(TasteEvent::QuarantinedDrop);
    assert!(!story.view().has_quarantined);
    let remove = StoreEffect::Remove(Key::QuarantinedTaste);
    assert!(story.did(&TasteEffect::Store(remove)));
}

#[test]
fn it_is_set_aside_once_and_the_next_visit_finds_it_no_more() {
    let mut disk = String::from("{");
    let mut story = Story::of(Some("{"), None);
    story.tell(written(Key::QuarantinedTaste)).write(&mut disk);
    let mut next = Story::of(Some(&disk), Some("{"));
    assert_eq!((next.said(), next.put_quarantined()), (None, None));
    assert!(
        next.tell(TasteEvent::EditorShown(true))
            .view()
            .has_quarantined
    );
}

#[test]
fn what_an_earlier_visit_has_set_aside_already_does_not_grow() {
    let mut disk = String::from("{");
    let mut story = Story::of(Some("{"), Some("other\n{\nmore"));
    assert_eq!((story.said(), story.put_quarantined()), (None, None));
    story.write(&mut disk);
    assert!(Taste::import(&disk).unwrap().is_empty());
    let other = Story::of(Some("{"), Some("{}"));
    assert_eq!(other.put_quarantined(), Some("{}\n{"));
}

#[test]
fn what_cannot_be_set_aside_is_not_written_over_unless_the_person_lets_it_go() {
    let mut story = Story::of(Some("{"), None);
    story.notices.apply(NoticeChange::Clear);
    story.tell(not_written(Key::QuarantinedTaste, StoreFault::Full));
    assert!(story.said().unwrap().contains("could not be set aside"));
    assert_eq!(story.save_state(), TasteSaveState::NotSaved);
    story.out.effects.clear();
    story.judge("A", ThumbVerdict::Up);
    assert_eq!(story.put_quarantined(), Some("{"), "it is tried once more");
    assert_eq!(story.take_merge(), None);
    story
        .tell(not_written(Key::QuarantinedTaste, StoreFault::Full))
        .tell(TasteEvent::QuarantinedDrop);
    assert!(story.take_merge().unwrap().1.contains("\"A\""));
}

#[test]
fn a_quarantined_taste_that_cannot_be_deleted_is_still_there() {
    let mut story = Story::of(None, Some("{"));
    story
        .tell(TasteEvent::EditorShown(true))
        .tell(TasteEvent::QuarantinedDrop);
    assert!(!story.view().has_quarantined);
    story.tell(not_written(Key::QuarantinedTaste, StoreFault::Failed));
    assert!(story.view().has_quarantined);
    assert!(story.view().note.unwrap().contains("could not be deleted"));
}

#[test]
fn a_taste_of_a_later_version_is_left_alone_and_said() {
    let mut story = Story::of(Some(LATER), None);
    assert!(story.said().unwrap().starts_with("A newer version"));
    story.judge("A", ThumbVerdict::Up).tell(TasteEvent::Reset);
    assert_eq!(story.take_merge(), None);
    assert_eq!(story.put_quarantined(), None);
    assert_eq!(story.save_state(), TasteSaveState::NotSaved);
}

#[test]
fn a_browser_that_has_lost_the_taste_is_told_by_the_second_database() {
    let mut story = Story::new();
    assert!(story.did(&TasteEffect::ReadWitness));
    story.tell(TasteEvent::WitnessRead(Some(154)));
    let notice = story.notices.shown().unwrap();
    assert_eq!(
        notice.what,
        "There were 154 thumbs here, and this browser has lost them."
    );
    assert_eq!(notice.remedy, Some(Remedy::BringTaste));
}

#[rstest]
#[case(None)]
#[case(Some(0))]
fn a_first_visit_has_lost_nothing(#[case] thumbs: Option<u32>) {
    let mut story = Story::new();
    story.tell(TasteEvent::WitnessRead(thumbs));
    assert_eq!(story.said(), None);
}

#[test]
fn nothing_is_lost_where_something_is_kept_or_the_reason_is_known() {
    let empty = Taste::default().export().unwrap();
    for (taste, quarantined) in [(Some(&*empty), None), (None, Some("{"))] {
        let mut story = Story::of(taste, quarantined);
        assert!(!story.did(&TasteEffect::ReadWitness));
        story.tell(TasteEvent::WitnessRead(Some(154)));
        assert_eq!(story.said(), None);
    }
    let mut story = Story::new();
    let reason = Notice::new("A newer version of this page is open.", "");
    story.notices.apply(NoticeChange::Say(reason));
    story.tell(TasteEvent::WitnessRead(Some(154)));
    assert!(story.said().unwrap().starts_with("A newer version"));
}

#[test]
fn what_was_learned_can_be_seen_left_out_and_used_again() {
    let mut disk = String::new();
    let mut story = Story::new();
    assert_eq!(view(&story.state), None);
    story
        .judge("A", ThumbVerdict::Up)
        .tell(TasteEvent::EditorShown(true));
    let of_artist = |story: &Story| {
        let mut learned = story.view().learned.into_iter();
        learned.find(|one| one.name == "Artist of A").unwrap()
    };
    let seen = of_artist(&story);
    assert_eq!((seen.kind, seen.is_muted), ("Artist", false));
    assert!(seen.words.starts_with("you like it") && seen.strength > 0.0);
    let artist = Preference::Artist("Artist of A".into());
    story
        .tell(TasteEvent::Mute(artist.clone(), true))
        .write(&mut disk);
    assert!(of_artist(&story).is_muted);
    let mut next = Story::of(Some(&disk), None);
    next.tell(TasteEvent::EditorShown(true));
    assert!(of_artist(&next).is_muted, "it stays left out");
    story.tell(TasteEvent::Mute(artist, false));
    assert!(!of_artist(&story).is_muted);
    story.tell(TasteEvent::EditorShown(false));
    assert_eq!(view(&story.state), None);
}

#[test]
fn forgetting_everything_can_be_taken_back() {
    let mut story = Story::new();
    story
        .judge("A", ThumbVerdict::Up)
        .tell(TasteEvent::EditorShown(true))
        .tell(TasteEvent::Reset);
    let seen = story.view();
    assert!(seen.learned.is_empty() && seen.can_undo);
    assert_eq!(
        seen.note.as_deref(),
        Some("Everything you taught is forgotten.")
    );
    story.tell(TasteEvent::Undo);
    assert_eq!(story.tracks(), ["A"]);
    let seen = story.view();
    assert!(!seen.learned.is_empty() && !seen.can_undo);
    assert_eq!(seen.note.as_deref(), Some("Taken back."));
    assert!(story.told.contains(&TasteNews::Undone { judgement: None }));
}

#[test]
fn a_taste_is_saved_as_a_file_and_read_from_it() {
    let mut story = Story::new();
    story.judge("A", ThumbVerdict::Up).tell(TasteEvent::Export);
    let text = story.out.effects.iter().find_map(|effect| match effect {
        TasteEffect::Offer { name, text } => {
            assert_eq!(*name, "feelharmonic-taste.json");
            Some(text.clone())
        }
        _ => None,
    });
    let mut other = Story::new();
    other
        .tell(TasteEvent::EditorShown(true))
        .tell(TasteEvent::Brought(text));
    assert_eq!(other.state.taste(), story.state.taste());
    assert!(other.view().can_undo);
    other.tell(TasteEvent::Brought(Some("{}".into())));
    let note = other.view().note.unwrap();
    assert!(note.starts_with("Nothing was changed"), "{note}");
    other.tell(TasteEvent::Brought(None));
    assert_eq!(other.state.taste(), story.state.taste());
}

#[test]
fn what_two_tabs_teach_at_the_same_time_is_kept_together() {
    let mut disk = String::new();
    let (mut one, mut other) = (Story::new(), Story::new());
    other.time = 1.0;
    one.judge("A", ThumbVerdict::Up).write(&mut disk);
    other.judge("B", ThumbVerdict::Down).write(&mut disk);
    assert_eq!(other.tracks(), ["A", "B"], "it hears of the first");
    assert!(other.told.contains(&TasteNews::Changed));
    // Taking one's own back leaves the other tab's.
    other.tell(TasteEvent::Undo).write(&mut disk);
    assert_eq!(other.tracks(), ["A"]);
    one.judge("C", ThumbVerdict::Skip).write(&mut disk);
    assert_eq!(one.tracks(), ["A", "C"]);
    // What is forgotten in one is not brought back by the other.
    other.tell(TasteEvent::Reset).write(&mut disk);
    assert_eq!(other.tracks(), ["C"], "said after what the other knew");
    one.judge("D", ThumbVerdict::Up).write(&mut disk);
    assert_eq!(one.tracks(), ["C", "D"]);
}

#[test]
fn what_is_taught_while_a_merge_is_on_its_way_is_kept_too() {
    let mut disk = String::new();
    let (mut one, mut other) = (Story::new(), Story::new());
    other.time = 1.0;
    one.judge("A", ThumbVerdict::Up).write(&mut disk);
    other
        .judge("B", ThumbVerdict::Up)
        .judge("C", ThumbVerdict::Up);
    other.write(&mut disk);
    assert_eq!(other.tracks(), ["A", "B", "C"]);
    assert_eq!(Story::of(Some(&disk), None).tracks(), ["A", "B", "C"]);
    assert_eq!(other.save_state(), TasteSaveState::Saved);
}

#[test]
fn another_tabs_taste_that_cannot_be_read_is_not_written_over() {
    let mut story = Story::new();
    let (_, ours) = story.judge("A", ThumbVerdict::Up).take_merge().unwrap();
    assert_eq!(merge_records("", &ours, LATER), None);
    assert_eq!(merge_records("no taste", &ours, &ours), Some(ours.clone()));
}
