//! Lists of the person's own tracks, which the library draws.

use super::story::{Story, own_tracks};
use crate::domain::emotion::EmotionScores;
use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::Track;
use crate::domain::music::intent::Intent;
use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::music::choices::Choice;
use crate::flow::music::event::MusicEvent;
use crate::flow::music::news::MusicNews;
use crate::flow::music::view::TrackAccess;

fn three() -> Vec<Track> {
    own_tracks(&["Alpha".into(), "Beta".into(), "Gamma".into()])
}

fn forty() -> Vec<Track> {
    let titles: Vec<_> = (0..40).map(|at| format!("Track {at}")).collect();
    own_tracks(&titles)
}

#[test]
fn with_their_own_music_alone_the_list_is_drawn_by_the_library() {
    let mut story = Story::with_library(three(), TrackSource::Own);
    assert!(story.news.contains(&MusicNews::SourcesChanged));
    assert_eq!(story.titles().len(), 10, "until it answers, the list stays");
    let answer = story.answer();
    let mut titles = story.tell(answer).titles();
    titles.sort();
    assert_eq!(titles, ["Alpha", "Beta", "Gamma"]);
    let choices = story.view().choices;
    assert!(choices.genres.iter().any(|(name, _)| name == "polka"));
    assert_eq!(choices.sources, Some(TrackSource::Own));
    let row = story.rows()[0].clone();
    assert_eq!(row.access, TrackAccess::None);
    assert!(row.open_url.contains("/search/"));
    story.tell(MusicEvent::Play(row.id));
    assert_eq!(story.player(), None);
}

#[test]
fn the_first_list_of_a_visit_does_not_wait_for_the_library() {
    let mut story = Story::unopened_with_library(three());
    story.fetch_catalogue();
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.wanted(), None);
    story.feel(0.8, 0.5);
    assert!(story.wanted().is_some());
}

#[test]
fn a_library_that_cannot_be_searched_is_not_asked() {
    let mut story = Story::with_library(three(), TrackSource::Both);
    story.answer_all();
    story.can_use_library = false;
    let list = story.titles();
    story.feel(0.6, -0.5);
    assert_eq!(story.wanted(), None);
    assert_ne!(story.titles(), list);
}

#[test]
fn an_expression_asks_for_more_than_its_place_and_a_hand_for_what_its_place_does() {
    let mut story = Story::with_library(three(), TrackSource::Both);
    // Angry is the first of the seven.
    let scores = EmotionScores::new([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]).unwrap();
    story.tell(MusicEvent::FollowMood {
        mood: Place::clamped(-0.5, 0.6).as_mood(),
        expression: Some(scores),
    });
    let (_, request) = story.wanted().unwrap();
    assert_eq!(request.start, Intent::for_emotions(&scores));
    assert_eq!(request.from, Place::clamped(-0.5, 0.6));
    story.feel(-0.5, 0.6);
    let (_, request) = story.wanted().unwrap();
    let mood = Place::clamped(-0.5, 0.6).as_mood();
    assert_eq!(request.start, Intent::for_mood(&mood));
}

#[test]
fn a_late_list_does_not_count() {
    let mut story = Story::with_library(three(), TrackSource::Own);
    let late = story.answer();
    story.feel(0.9, 0.6);
    let list = story.titles();
    assert_eq!(story.tell(late).titles(), list);
    let answer = story.answer();
    assert_eq!(story.tell(answer).titles().len(), 3);
}

#[test]
fn a_thumb_down_on_their_own_music_closes_the_slot_and_fills_it_when_the_answer_comes() {
    let mut story = Story::with_library(three(), TrackSource::Own);
    story.answer_all();
    let before = story.titles();
    story.judge(0, ThumbVerdict::Down);
    assert_eq!(story.titles(), before[1..]);
    assert_eq!(story.answer_all(), 1);
    assert_eq!(story.titles(), before[1..], "there is no other track");
    assert_eq!(story.undo().titles(), before);
}

#[test]
fn several_tracks_that_leave_at_once_are_replaced_one_after_another_each_in_its_place() {
    let mut story = Story::with_library(forty(), TrackSource::Own);
    story.answer_all();
    let before = story.titles();
    assert_eq!(before.len(), 10);
    // The last first, so that places move: the tracks 8, 2 and 3 of the first list.
    story
        .judge(8, ThumbVerdict::Down)
        .judge(2, ThumbVerdict::Skip)
        .judge(2, ThumbVerdict::Down);
    assert_eq!(story.titles().len(), 7);
    assert_eq!(story.answer_all(), 3);
    let after = story.titles();
    assert_eq!(after.len(), 10);
    for (at, title) in after.iter().enumerate() {
        let replaced = [2, 3, 8].contains(&at);
        assert_eq!(before.contains(title), !replaced, "place {at}: {title}");
    }
}

#[test]
fn an_undo_between_takes_the_last_one_back_and_still_fills_the_slot_before() {
    let mut story = Story::with_library(forty(), TrackSource::Own);
    story.answer_all();
    let before = story.titles();
    story
        .judge(1, ThumbVerdict::Down)
        .judge(5, ThumbVerdict::Down)
        .undo();
    story.answer_all();
    let after = story.titles();
    assert_eq!(after.len(), 10);
    assert_ne!(after[1], before[1]);
    assert_eq!((&after[..1], &after[2..]), (&before[..1], &before[2..]));
}

#[test]
fn a_new_list_has_no_open_slots_of_the_one_before() {
    let mut story = Story::with_library(forty(), TrackSource::Own);
    story.answer_all();
    story
        .judge(1, ThumbVerdict::Skip)
        .judge(1, ThumbVerdict::Skip)
        .tell(MusicEvent::NewListWanted);
    assert_eq!(story.answer_all(), 1);
    assert_eq!(story.titles().len(), 10);
}

#[test]
fn a_thumb_down_while_a_list_is_on_its_way_does_not_stop_it() {
    let mut story = Story::with_library(three(), TrackSource::Own);
    let answer = story.answer();
    story.judge(0, ThumbVerdict::Down).undo();
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.tell(answer).titles().len(), 3);
}

#[test]
fn without_the_library_the_list_comes_from_the_catalogue_and_that_is_said() {
    let mut story = Story::with_library(three(), TrackSource::Both);
    story.feel(0.8, 0.5);
    let (request, _) = story.wanted().unwrap();
    let late = story.answer();
    story.tell(MusicEvent::ComposeWithoutLibrary { request });
    let list = story.titles();
    assert_eq!(list.len(), 10);
    assert_eq!(story.view().tracks.heading, "For a joyful mood");
    assert_eq!(story.said(), "Your own music could not be searched.");
    assert_eq!(story.tell(late).titles(), list);
}

#[test]
fn a_table_that_comes_leaves_a_pinned_list_alone_and_draws_another_one_again() {
    let mut story = Story::opened();
    story.library = three();
    story.can_use_library = true;
    story.tell(MusicEvent::PinToggled);
    story.tell(MusicEvent::LibraryChanged { removed: false });
    assert_eq!(story.wanted(), None);
    story.tell(MusicEvent::PinToggled);
    story.tell(MusicEvent::LibraryChanged { removed: false });
    assert!(story.wanted().is_some());
}

#[test]
fn without_a_library_the_sources_are_both_again() {
    let mut story = Story::with_library(three(), TrackSource::Own);
    story.answer_all();
    story.library.clear();
    story.tell(MusicEvent::LibraryChanged { removed: true });
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.state.sources(), TrackSource::Both);
    assert_eq!(story.view().choices.sources, None);
    story.choose(Choice::Sources(TrackSource::Catalogue));
    story.tell(MusicEvent::LibraryChanged { removed: true });
    assert_eq!(story.state.sources(), TrackSource::Both);
}
