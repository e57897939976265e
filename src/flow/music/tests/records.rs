//! What is kept between visits: the choices and the list.

use super::story::Story;
use crate::domain::music::goal::Goal;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::kit::store::{KeptRecord, Key, StoreEvent, StoreFault};
use crate::flow::music::choices::Choice;
use crate::flow::music::event::{MusicEvent, MusicRecords};
use crate::flow::music::news::MusicNews;
use rstest::rstest;

/// A page whose records are not read yet.
fn unrestored() -> Story {
    let mut story = Story::default();
    story.fetch_catalogue();
    story
}

#[test]
fn choices_are_kept_and_come_back() {
    let mut story = Story::opened();
    story
        .choose(Choice::Goal(Goal::Calm))
        .choose(Choice::HideExplicit(true));
    let next = Story::of(story.records(), Taste::default());
    let choices = next.view().choices;
    assert_eq!((choices.goal, choices.hide_explicit), (Goal::Calm, true));
    assert!(next.news.contains(&MusicNews::SourcesChanged));
}

#[test]
fn a_choice_that_is_made_before_the_records_are_read_is_added_to_them() {
    let mut story = Story::opened();
    story.choose(Choice::HideExplicit(true)).feel(0.8, 0.5);
    let mut next = unrestored();
    next.choose(Choice::Goal(Goal::Calm));
    assert_eq!(next.kept(Key::Choices), None);
    next.tell(MusicEvent::Restored(story.records()));
    let choices = next.view().choices;
    assert_eq!((choices.goal, choices.hide_explicit), (Goal::Calm, true));
    assert!(next.kept(Key::Choices).unwrap().contains("calm"));
    assert_eq!(next.view().tracks.heading, "Towards calm");
}

#[test]
fn list_thumbs_and_pin_survive_a_reload() {
    let mut story = Story::opened();
    story
        .feel(-0.63, -0.27)
        .choose(Choice::Goal(Goal::Lift))
        .judge(1, ThumbVerdict::Up)
        .judge(4, ThumbVerdict::Down)
        .tell(MusicEvent::PinToggled);
    let next = Story::of(story.records(), story.taste.clone());
    assert_eq!(next.view().tracks, story.view().tracks);
    assert_eq!(next.view().route, story.view().route);
    assert_eq!(next.notice(), None);
}

#[test]
fn who_is_quicker_than_the_memory_of_a_first_visit_can_still_take_a_thumb_back() {
    let mut story = unrestored();
    let before = story.titles();
    story
        .judge(2, ThumbVerdict::Down)
        .tell(MusicEvent::Restored(MusicRecords::default()));
    assert_ne!(story.titles(), before);
    story.undo();
    assert_eq!(story.titles(), before);
}

#[test]
fn a_first_list_that_did_not_know_the_taste_is_drawn_again() {
    let mut story = unrestored();
    let known = MusicRecords {
        has_taste: true,
        ..MusicRecords::default()
    };
    story.tell(MusicEvent::Restored(known));
    assert_eq!(story.listings(), 2);
}

#[test]
fn a_list_of_the_last_visit_comes_also_after_the_catalogue_but_not_over_a_newer_one() {
    let mut story = Story::opened();
    story.feel(0.8, 0.5);
    let late = MusicEvent::Restored(story.records());
    let mut opening = unrestored();
    assert_eq!(opening.tell(late.clone()).titles(), story.titles());
    let mut newer = unrestored();
    newer.feel(-0.8, -0.5);
    let heading = newer.view().tracks.heading;
    assert_eq!(newer.tell(late).view().tracks.heading, heading);
}

#[test]
fn nothing_is_written_before_it_is_known_what_was_kept() {
    let mut story = unrestored();
    assert_eq!(story.titles().len(), 10);
    story.tell(MusicEvent::PinToggled);
    assert_eq!(story.kept(Key::List), None);
    story.tell(MusicEvent::Restored(MusicRecords::default()));
    assert!(story.kept(Key::List).is_some());
}

#[test]
fn records_that_cannot_be_read_are_named_and_begin_anew() {
    let records = MusicRecords {
        choices: KeptRecord::Text("{".into()),
        list: KeptRecord::Text(r#"{"version":1}"#.into()),
        has_taste: false,
    };
    let story = Story::of(records, Taste::default());
    let said = story.said();
    assert!(
        said.contains("your goal and filters and the list"),
        "{said}"
    );
    assert_eq!(story.titles().len(), 10);
    let next = Story::of(story.records(), Taste::default());
    assert_eq!(next.notice(), None, "they are said once");
}

#[test]
fn records_of_a_later_version_are_left_alone_and_said() {
    let records = MusicRecords {
        choices: KeptRecord::OfLaterVersion,
        list: KeptRecord::OfLaterVersion,
        has_taste: false,
    };
    let mut story = Story::of(records, Taste::default());
    let said = "A newer version of this page has kept your goal and filters and the list.";
    assert_eq!(story.said(), said);
    story.choose(Choice::Goal(Goal::Calm)).feel(0.8, 0.5);
    assert_eq!(
        story.view().choices.goal,
        Goal::Calm,
        "until the page is closed"
    );
    assert_eq!(
        (story.kept(Key::Choices), story.kept(Key::List)),
        (None, None)
    );
}

#[test]
fn where_the_reading_fails_nothing_is_written_over_until_it_succeeds() {
    let mut before = Story::opened();
    before.choose(Choice::HideExplicit(true)).feel(0.8, 0.5);
    let unread = MusicRecords {
        choices: KeptRecord::Unread,
        list: KeptRecord::Unread,
        has_taste: false,
    };
    let mut story = Story::of(unread, Taste::default());
    assert_eq!(story.titles().len(), 10, "music comes all the same");
    story.choose(Choice::Goal(Goal::Calm)).feel(-0.8, -0.5);
    assert_eq!(
        (story.kept(Key::Choices), story.kept(Key::List)),
        (None, None)
    );
    story.tell(MusicEvent::Restored(before.records()));
    let choices = story.view().choices;
    assert_eq!((choices.goal, choices.hide_explicit), (Goal::Calm, true));
    assert!(story.kept(Key::Choices).unwrap().contains("calm"));
    assert!(story.kept(Key::List).is_some());
}

#[test]
fn the_list_of_the_first_release_can_be_read() {
    let list = r#"{"version":1,"purpose":{"mood":{"valence":0.5,"arousal":0.25},"goal":"match","length":"ten","seed":9},
        "pinned":true,"shown":[],"tracks":[]}"#;
    let records = MusicRecords {
        list: KeptRecord::Text(list.into()),
        ..MusicRecords::default()
    };
    let story = Story::of(records, Taste::default());
    assert_eq!(story.notice(), None);
    assert!(story.view().tracks.pinned);
    assert!(story.view().tracks.heading.starts_with("For a"));
}

#[rstest]
#[case(Key::Choices, "Your goal and filters could not be kept.")]
#[case(Key::List, "The list could not be kept.")]
fn a_record_that_cannot_be_written_is_said(#[case] key: Key, #[case] said: &str) {
    let mut story = Story::opened();
    let refused = StoreEvent::NotWritten(key, StoreFault::Full);
    story.tell(MusicEvent::Stored(refused));
    assert_eq!(story.said(), said);
    assert!(story.notice().unwrap().advice.contains("The disk is full"));
}
