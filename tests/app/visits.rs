//! From one visit to the next: what comes back, what can't be read, and what is said when nothing can be kept.

use crate::disk::Disk;
use crate::seeing::{HAPPY, face};
use crate::story::Story;
use feelharmonic::domain::music::goal::Goal;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::flow::app::Effect;
use feelharmonic::flow::kit::notice::Remedy;
use feelharmonic::flow::kit::store::{Key, StoreFault};
use feelharmonic::flow::music::choices::Choice;
use feelharmonic::flow::sight::device::{CameraDevice, CameraId};
use feelharmonic::flow::sight::fault::CameraFault;
use feelharmonic::flow::sight::{SightEffect, SightEvent};
use feelharmonic::flow::taste::{TasteEffect, TasteEvent, TasteSaveState};
use rstest::rstest;

#[test]
fn list_taste_pin_choices_and_camera_survive_a_reload() {
    let mut story = Story::with_camera();
    story
        .tell(SightEvent::ChooseDevice(CameraId("rear".into())))
        .feel(-0.63, -0.27)
        .choose(Choice::Goal(Goal::Lift))
        .choose(Choice::HideExplicit(true))
        .judge(1, ThumbVerdict::Up)
        .judge(4, ThumbVerdict::Down)
        .toggle_pin();
    let mut next = story.next_visit();
    assert_eq!(next.view().music.tracks, story.view().music.tracks);
    assert_eq!(next.view().music.route, story.view().music.route);
    assert_eq!(next.view().music.choices, story.view().music.choices);
    assert!(next.rows()[1].liked && next.view().music.tracks.pinned);
    assert_eq!(next.taught(), story.taught());
    assert_eq!(next.said(), "");
    next.tell(SightEvent::StartCamera);
    let device = Some(CameraId("rear".into()));
    assert!(next.did(SightEffect::OpenCamera { device }));
}

#[test]
fn a_kept_list_is_pinned_against_the_first_face_too() {
    let mut story = Story::opened();
    story.feel(-0.8, -0.5).toggle_pin();
    let mut next = story.next_visit();
    next.start_camera()
        .reader_is_ready()
        .show(&[face(HAPPY)], 6);
    assert_eq!(next.emotion(), "Happy");
    assert_eq!(next.titles(), story.titles());
}

#[test]
fn a_list_of_the_last_visit_comes_also_after_the_catalogue_but_not_over_a_newer_one() {
    let mut story = Story::opened();
    story.feel(0.8, 0.5);
    let mut next = Story::opened_on_slow_disk(story.disk.clone());
    assert_ne!(next.titles(), story.titles());
    next.disk_answers();
    assert_eq!(next.titles(), story.titles());
    let mut quicker = Story::opened_on_slow_disk(story.disk.clone());
    quicker.feel(-0.8, -0.5);
    let list = quicker.titles();
    assert_eq!(quicker.disk_answers().titles(), list);
}

#[test]
fn nothing_is_written_before_it_is_known_what_was_kept() {
    let mut story = Story::opened_on_slow_disk(Disk::default());
    assert_eq!(story.titles().len(), 10);
    story
        .judge(0, ThumbVerdict::Up)
        .choose(Choice::Goal(Goal::Calm))
        .toggle_pin();
    let is_write = |effect: &Effect| format!("{effect:?}").contains("Put(");
    assert!(!story.effects.iter().any(is_write));
    story.disk_answers();
    for key in [Key::List, Key::Choices, Key::Taste] {
        assert!(story.disk.get(key).is_some(), "{key:?}");
    }
}

#[rstest]
#[case("{")]
#[case(r#"{"format":"another","version":1,"feedback":[]}"#)]
fn a_taste_that_cannot_be_read_is_set_aside_and_the_list_comes_without_it(#[case] text: &str) {
    let disk = Disk::with([(Key::Taste, text.into())]);
    let mut story = Story::opened_on(disk);
    assert!(story.said().contains("can't be used"));
    assert_eq!(story.disk.get(Key::QuarantinedTaste).as_deref(), Some(text));
    assert_eq!(story.titles().len(), 10);
    let offer = TasteEffect::Offer {
        name: "feelharmonic-taste-unread.txt",
        text: text.into(),
    };
    story.open_taste().tell(TasteEvent::QuarantinedExport);
    assert!(story.taste().has_quarantined && story.did(offer));
    // It is set aside once: the next visit says nothing, and what is taught then is kept.
    let mut next = story.next_visit();
    assert_eq!(next.said(), "");
    next.judge(0, ThumbVerdict::Up).open_taste();
    assert_eq!(next.taste().save_state, TasteSaveState::Saved);
    assert_eq!(next.disk.get(Key::QuarantinedTaste).as_deref(), Some(text));
    next.tell(TasteEvent::QuarantinedDrop);
    assert!(!next.taste().has_quarantined);
    assert_eq!(next.disk.get(Key::QuarantinedTaste), None);
}

#[test]
fn a_taste_of_a_later_version_is_left_as_it_is() {
    let text = r#"{"format":"feelharmonic-taste","version":9,"feedback":[]}"#;
    let mut story = Story::opened_on(Disk::with([(Key::Taste, text.into())]));
    assert!(story.said().starts_with("A newer version"));
    story.judge(0, ThumbVerdict::Up).open_taste();
    assert!(story.rows()[0].liked, "it counts until the page is closed");
    assert_eq!(story.disk.get(Key::Taste).as_deref(), Some(text));
    assert_eq!(story.disk.get(Key::QuarantinedTaste), None);
    assert_eq!(story.taste().save_state, TasteSaveState::NotSaved);
}

#[test]
fn all_records_that_cannot_be_read_are_said_in_one_sentence() {
    let story = Story::opened_on(Disk::with([
        (Key::Settings, "{".into()),
        (Key::LibrarySummary, "{".into()),
        (Key::Choices, "{".into()),
        (Key::List, r#"{"version":1}"#.into()),
    ]));
    assert_eq!(
        story.said(),
        "From your last visit, your choice of camera, what your own music holds, your goal and filters and the list \
         could not be read."
    );
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.next_visit().said().matches("list").count(), 0);
}

#[test]
fn what_cannot_be_kept_is_said_once_and_takes_no_undo_away() {
    let mut story = Story::opened();
    story.disk.break_with(StoreFault::Full);
    story.judge(0, ThumbVerdict::Down);
    let undo = story.said();
    assert!(
        undo.contains("won't come again"),
        "an undo is not taken away"
    );
    story.dismiss_notice().judge(0, ThumbVerdict::Up);
    let notice = story.notice().unwrap();
    assert_eq!(notice.what, "What you taught could not be kept.");
    assert!(notice.advice.contains("The disk is full"));
    story.dismiss_notice().judge(1, ThumbVerdict::Up);
    assert_eq!(story.said(), "", "once is enough");
}

#[test]
fn a_lost_choice_of_camera_is_told_unless_something_weightier_is() {
    let mut story = Story::opened();
    let rear = || SightEvent::ChooseDevice(CameraId("rear".into()));
    story.disk.break_with(StoreFault::Failed);
    story
        .tell(SightEvent::StartCamera)
        .tell(SightEvent::CameraFailed(CameraFault::NotFound))
        .tell(rear());
    assert_eq!(story.said(), "No camera");
    story.dismiss_notice().tell(rear());
    assert_eq!(story.said(), "The choice of camera could not be kept.");
}

#[rstest]
#[case(StoreFault::Blocked, "This browser keeps nothing for this page")]
#[case(
    StoreFault::NewerVersion,
    "What you kept was written by a newer version"
)]
#[case(StoreFault::LockHeld, "What was kept can't be read: another tab")]
fn where_nothing_can_be_read_that_is_said_and_everything_else_works(
    #[case] fault: StoreFault,
    #[case] words: &str,
) {
    let disk = Disk::default();
    disk.remember_thumbs(154);
    disk.break_with(fault);
    let mut story = Story::opened_on(disk);
    assert!(story.said().starts_with(words), "{}", story.said());
    story
        .tell(SightEvent::DevicesListed(vec![CameraDevice {
            id: CameraId("front".into()),
            label: "Front".into(),
        }]))
        .judge(0, ThumbVerdict::Up)
        .feel(0.8, 0.5);
    assert_eq!(story.heading(), "For a joyful mood");
    assert_eq!(story.taught().len(), 1);
}

#[test]
fn thumbs_that_the_browser_has_lost_are_missed_and_come_back_from_a_file() {
    let mut story = Story::opened();
    story.judge(0, ThumbVerdict::Up).judge(1, ThumbVerdict::Up);
    let file = story.export_taste();
    story.disk.lose_records();
    let mut next = story.next_visit();
    assert_eq!(
        next.said(),
        "There were 2 thumbs here, and this browser has lost them."
    );
    assert_eq!(next.notice().unwrap().remedy, Some(Remedy::BringTaste));
    next.press_notice().tell(TasteEvent::Brought(Some(file)));
    assert_eq!(next.taught(), story.taught());
    assert_eq!(next.next_visit().said(), "");
}
