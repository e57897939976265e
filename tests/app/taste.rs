//! Thumbs and skips: what they teach, what the list makes of it, what is kept, and what is taken back.

use crate::disk::Disk;
use crate::story::Story;
use feelharmonic::domain::music::goal::Goal;
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::music::taste::explain::Preference;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::flow::kit::notice::Remedy;
use feelharmonic::flow::kit::store::Key;
use feelharmonic::flow::music::choices::Choice;
use feelharmonic::flow::taste::{LearnedView, TasteEvent, TasteSaveState};
use rstest::rstest;

#[rstest]
#[case(ThumbVerdict::Down, "won't come again.")]
#[case(ThumbVerdict::Skip, "Skipped")]
fn a_track_that_is_not_wanted_leaves_at_once_and_undo_brings_it_back(
    #[case] verdict: ThumbVerdict,
    #[case] words: &str,
) {
    let mut story = Story::opened();
    story.feel(-0.63, -0.27).choose(Choice::Goal(Goal::Lift));
    let before = story.view().music.tracks;
    let gone = before.tracks[3].title.clone();
    story.judge(3, verdict);
    let after = story.titles();
    assert_eq!(after.len(), 10, "another track takes its place");
    assert!(!after.contains(&gone));
    for at in [0, 1, 2, 4, 5, 6, 7, 8, 9] {
        assert_eq!(after[at], before.tracks[at].title);
    }
    assert!(story.rows()[3].reason.contains("step 4 of 10"));
    assert!(story.said().contains(words) && story.said().contains(&gone));
    assert_eq!(story.notice().unwrap().remedy, Some(Remedy::Undo));
    assert_eq!(story.taught(), [gone.as_str()]);
    assert!(story.disk.get(Key::Taste).unwrap().contains(&gone));
    story.press_notice();
    assert_eq!(story.view().music.tracks, before);
    assert_eq!(story.said(), "");
    assert!(story.taught().is_empty());
    let kept = Taste::import(&story.disk.get(Key::Taste).unwrap()).unwrap();
    assert!(kept.is_empty(), "it is taken back on the disk as well");
}

#[test]
fn what_got_a_thumb_down_does_not_come_again() {
    let mut story = Story::opened();
    story.feel(0.8, 0.5);
    let gone = story.titles()[0].clone();
    story.judge(0, ThumbVerdict::Down);
    for _ in 0..12 {
        story.want_new_list();
        assert!(!story.titles().contains(&gone));
    }
    let mut next = story.next_visit();
    for _ in 0..12 {
        next.want_new_list();
        assert!(!next.titles().contains(&gone), "nor in the next visit");
    }
}

#[test]
fn an_undo_after_the_list_has_changed_leaves_the_new_list() {
    let mut story = Story::opened();
    story.judge(0, ThumbVerdict::Down).feel(-0.8, -0.6);
    let list = story.titles();
    story.undo();
    assert_eq!(story.titles(), list);
    assert!(story.taught().is_empty());
}

#[test]
fn a_thumb_up_marks_the_track_and_its_button_takes_it_back() {
    let mut story = Story::opened();
    let list = story.titles();
    story.judge(2, ThumbVerdict::Up);
    assert!(story.rows()[2].liked);
    assert_eq!(
        (story.titles(), story.said()),
        (list.clone(), String::new())
    );
    assert_eq!(story.taught(), [list[2].clone()]);
    story.judge(2, ThumbVerdict::Up);
    assert!(!story.rows()[2].liked);
    assert!(story.taught().is_empty());
}

#[test]
fn the_explanation_of_a_track_follows_its_thumb() {
    let mut story = Story::opened();
    let (first, second) = (story.rows()[0].id.clone(), story.rows()[1].id.clone());
    assert!(story.explain(&first).unwrap().taste.is_empty());
    story.judge(0, ThumbVerdict::Up);
    let explanation = story.view().music.explanation.unwrap();
    assert_eq!(explanation.id, first);
    let mut lines = explanation.taste.iter();
    assert!(lines.any(|line| line.words.starts_with("You ") && line.hundredths > 0));
    assert_eq!(story.explain(&second).unwrap().id, second);
    story.judge(1, ThumbVerdict::Down);
    let explanation = story.view().music.explanation;
    assert_eq!(explanation, None, "what left is explained no more");
}

#[test]
fn who_is_quicker_than_the_disk_can_still_take_a_thumb_back() {
    let mut story = Story::opened_on_slow_disk(Disk::default());
    let before = story.titles();
    story.judge(2, ThumbVerdict::Down);
    let without = story.titles();
    assert_eq!(story.disk.texts(), Vec::<String>::new());
    story.disk_answers();
    assert_eq!(story.titles(), without, "nothing jumps");
    assert!(story.disk.get(Key::Taste).unwrap().contains(&before[2]));
    story.undo();
    assert_eq!(story.titles(), before);
}

#[test]
fn what_was_learned_of_an_artist_can_be_left_out_and_used_again() {
    let mut story = Story::opened();
    assert_eq!(story.view().taste, None);
    let artist = story.rows()[0].artist.clone();
    story.judge(0, ThumbVerdict::Up).open_taste();
    let of_artist = |story: &Story| -> LearnedView {
        let mut learned = story.taste().learned.into_iter();
        learned.find(|one| one.name == artist).unwrap()
    };
    assert_eq!(of_artist(&story).kind, "Artist");
    assert!(!of_artist(&story).is_muted);
    assert_eq!(story.taste().save_state, TasteSaveState::Saved);
    let preference = Preference::Artist(artist.clone());
    story.tell(TasteEvent::Mute(preference.clone(), true));
    assert!(of_artist(&story).is_muted);
    let mut next = story.next_visit();
    assert!(of_artist(next.open_taste()).is_muted, "it stays left out");
    story.tell(TasteEvent::Mute(preference, false));
    assert!(!of_artist(&story).is_muted);
}

#[test]
fn forgetting_everything_takes_the_marks_away_and_can_be_taken_back() {
    let mut story = Story::opened();
    story
        .judge(0, ThumbVerdict::Up)
        .open_taste()
        .tell(TasteEvent::Reset);
    assert!(!story.rows()[0].liked);
    let taste = story.taste();
    assert!(taste.learned.is_empty() && taste.can_undo);
    let note = "Everything you taught is forgotten.";
    assert_eq!(taste.note.as_deref(), Some(note));
    assert_eq!(story.said(), note);
    story.press_notice();
    assert!(story.rows()[0].liked);
    assert!(!story.taste().learned.is_empty());
}

#[test]
fn a_taste_from_a_file_marks_the_list_and_a_file_that_is_none_changes_nothing() {
    let mut story = Story::opened();
    let file = story.judge(0, ThumbVerdict::Up).export_taste();
    let mut other = Story::opened();
    assert!(!other.rows()[0].liked);
    other.open_taste().tell(TasteEvent::Brought(Some(file)));
    assert!(other.rows()[0].liked);
    assert_eq!(other.taught(), story.taught());
    other.tell(TasteEvent::Brought(Some("{}".into())));
    assert!(
        other
            .taste()
            .note
            .unwrap()
            .starts_with("Nothing was changed")
    );
    other.tell(TasteEvent::Brought(None));
    assert_eq!(other.taught(), story.taught());
}

#[test]
fn what_two_tabs_teach_at_the_same_time_is_kept_together() {
    let mut one = Story::opened();
    let mut other = Story::opened_on(one.disk.clone());
    one.feel(0.8, 0.5);
    other.feel(-0.8, -0.5).wait(0.1);
    let (first, second) = (one.titles()[0].clone(), other.titles()[1].clone());
    one.judge(0, ThumbVerdict::Up);
    other.judge(1, ThumbVerdict::Down);
    assert_eq!(
        other.taught(),
        [first.clone(), second],
        "it hears of the first"
    );
    // Taking one's own back leaves the other tab's.
    other.undo();
    assert_eq!(other.taught(), [first.as_str()]);
    let third = one.titles()[2].clone();
    one.wait(5.0).judge(2, ThumbVerdict::Skip);
    assert_eq!(one.taught(), [first.clone(), third.clone()]);
    // What is forgotten in one is not brought back by the other.
    other.tell(TasteEvent::Reset);
    assert_eq!(other.taught(), [third], "said after what the other knew");
    one.wait(5.0).judge(4, ThumbVerdict::Up);
    assert!(!one.taught().contains(&first));
    assert_eq!(one.taught().len(), 2);
}

#[test]
fn a_thumb_of_another_tab_marks_the_same_track_here() {
    let mut one = Story::opened();
    let mut other = Story::opened_on(one.disk.clone());
    assert_eq!(one.titles(), other.titles());
    one.judge(0, ThumbVerdict::Up);
    assert!(!other.rows()[0].liked);
    other.judge(1, ThumbVerdict::Up);
    assert!(other.rows()[0].liked && other.rows()[1].liked);
}
