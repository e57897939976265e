//! Thumbs and skips, what replaces a track, and taking them back.

use super::story::{FIRST_THUMB, Story};
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::music::choices::{Choice, GenreRule};
use crate::flow::music::event::MusicEvent;
use crate::flow::music::news::MusicNews;
use rstest::rstest;

#[rstest]
#[case(ThumbVerdict::Down)]
#[case(ThumbVerdict::Skip)]
fn a_track_that_is_not_wanted_leaves_at_once_and_undo_brings_it_back(
    #[case] verdict: ThumbVerdict,
) {
    let mut story = Story::opened();
    story.feel(-0.63, -0.27).choose(Choice::Goal(Goal::Lift));
    let before = story.view().tracks;
    story.judge(3, verdict);
    let after = story.titles();
    assert_eq!(after.len(), 10, "another track takes its place");
    assert!(!after.contains(&before.tracks[3].title));
    for at in [0, 1, 2, 4, 5, 6, 7, 8, 9] {
        assert_eq!(after[at], before.tracks[at].title);
    }
    assert!(story.rows()[3].reason.contains("step 4 of 10"));
    story.undo();
    assert_eq!(story.view().tracks, before);
    assert!(story.taste.is_empty());
}

#[test]
fn a_judgement_says_what_was_judged_and_each_has_a_number_of_its_own() {
    let mut story = Story::opened();
    let first = story.rows()[0].clone();
    story.judge(0, ThumbVerdict::Up).judge(0, ThumbVerdict::Up);
    let judged: Vec<_> = story
        .news
        .iter()
        .filter_map(|news| match news {
            MusicNews::Judged(judgement) => Some(judgement.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(judged.len(), 2);
    assert_eq!(judged[0].title, first.title);
    assert_eq!(judged[0].feedback.track, first.id);
    assert_eq!(judged[0].feedback.at, FIRST_THUMB);
    assert_eq!((judged[0].was_liked, judged[1].was_liked), (false, true));
    assert_ne!(judged[0].number, judged[1].number);
}

#[test]
fn what_is_not_in_the_list_is_not_judged() {
    let mut story = Story::opened();
    let gone = story.rows()[0].id.clone();
    story.judge(0, ThumbVerdict::Skip).news.clear();
    story.tell(MusicEvent::Judge(gone, ThumbVerdict::Down));
    assert_eq!(story.news, []);
}

#[test]
fn what_got_a_thumb_down_does_not_come_again() {
    let mut story = Story::opened();
    story.feel(0.8, 0.5);
    let gone = story.titles()[0].clone();
    story.judge(0, ThumbVerdict::Down);
    for _ in 0..12 {
        story.tell(MusicEvent::NewListWanted);
        assert!(!story.titles().contains(&gone));
    }
}

#[test]
fn a_small_choice_closes_the_slot() {
    let mut story = Story::opened();
    // The genre with the fewest tracks still fills a list of fifty only in part.
    let genre = story.view().choices.genres[0].0.clone();
    story
        .choose(Choice::Length(ListLength::Minutes(180)))
        .choose(Choice::Genre(genre, GenreRule::Only));
    let before = story.titles();
    story.judge(0, ThumbVerdict::Down);
    let now = story.titles();
    assert!(now.len() == before.len() || now[..] == before[1..]);
}

#[test]
fn an_undo_after_the_list_has_changed_leaves_the_new_list() {
    let mut story = Story::opened();
    story.judge(0, ThumbVerdict::Down).feel(-0.8, -0.6);
    let list = story.titles();
    story.undo();
    assert_eq!(story.titles(), list);
    assert!(story.taste.is_empty());
}

#[test]
fn an_undo_of_another_judgement_leaves_the_list() {
    let mut story = Story::opened();
    story
        .judge(0, ThumbVerdict::Down)
        .judge(0, ThumbVerdict::Down);
    let list = story.titles();
    story.tell(MusicEvent::JudgementUndone(1));
    assert_eq!(story.titles(), list);
}

#[test]
fn a_thumb_up_stays_in_the_list_and_its_button_takes_it_back() {
    let mut story = Story::opened();
    let list = story.titles();
    story.judge(2, ThumbVerdict::Up);
    assert!(story.rows()[2].liked);
    assert_eq!(story.titles(), list);
    assert_eq!(story.notice(), None);
    story.judge(2, ThumbVerdict::Up);
    assert!(!story.rows()[2].liked);
    assert!(story.taste.is_empty());
    assert_eq!(story.listings(), 1, "the tracks are the same");
}

#[test]
fn the_marks_of_the_list_are_those_of_the_taste() {
    let mut story = Story::opened();
    story.judge(0, ThumbVerdict::Up);
    let taste = std::mem::take(&mut story.taste);
    story.tell(MusicEvent::TasteChanged);
    assert!(!story.rows()[0].liked, "everything is forgotten");
    story.taste = taste;
    story.tell(MusicEvent::TasteChanged);
    assert!(story.rows()[0].liked, "and comes back");
}
