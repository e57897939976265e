//! What the root does by itself: it hands on what was kept, and projects no more than was touched.

use super::*;
use crate::flow::app::touched::Section;
use crate::flow::app::view::project_changes;
use crate::flow::kit::Now;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::store::{Key, Records, StoreEffect, StoreEvent, StoreFault};
use crate::flow::mood::MoodEvent;
use crate::flow::music::event::MusicEvent;
use crate::flow::sight::SightEvent;

fn tell(state: &mut State, event: impl Into<Event>) -> Vec<Effect> {
    let mut effects = Vec::new();
    update(state, event.into(), Now::default(), &mut effects);
    effects
}

fn opened() -> State {
    let mut state = State::default();
    let effects = tell(
        &mut state,
        Event::Opened {
            capabilities: Capabilities::default(),
            seed: 1,
        },
    );
    let read = Effect::Store(StoreEffect::Read(Key::OF_PAGE.into()));
    assert!(effects.contains(&read));
    state
}

#[test]
fn a_frame_on_its_way_projects_nothing() {
    let mut state = opened();
    assert!(!state.take_touched().is_empty());
    tell(&mut state, SightEvent::AnimationFrame);
    assert!(state.take_touched().is_empty());
}

#[test]
fn a_mood_that_does_not_settle_projects_nothing_of_the_music() {
    let mut state = opened();
    state.take_touched();
    tell(&mut state, MoodEvent::HandReleased);
    let touched = state.take_touched();
    assert!(touched.has(Section::Mood) && !touched.has(Section::Music));
    let changes = project_changes(&state, touched, Now::default());
    assert!(changes.mood.is_some() && changes.music.is_none() && changes.taste.is_none());
}

#[test]
fn words_become_a_mood_that_the_list_follows() {
    let mut state = opened();
    tell(
        &mut state,
        MusicEvent::CatalogueFetched(Some(CATALOGUE.into())),
    );
    state.take_touched();
    tell(&mut state, MoodEvent::Worded("calm".into()));
    assert!(state.take_touched().has(Section::Music));
    let view = view::view(&state, Now::default());
    assert_eq!(view.music.tracks.heading, "For a serene mood");
}

#[test]
fn what_cannot_be_read_is_said_and_the_page_goes_on() {
    let mut state = opened();
    let fault = StoreFault::Blocked;
    tell(&mut state, Event::Store(StoreEvent::Read(Err(fault))));
    let view = view::view(&state, Now::default());
    let what = view.notice.map(|notice| notice.what).unwrap_or_default();
    assert!(
        what.starts_with("This browser keeps nothing for this page"),
        "{what}"
    );
    tell(&mut state, Event::NoticeDismissed);
    assert!(view::view(&state, Now::default()).notice.is_none());
}

#[test]
fn records_go_to_those_they_belong_to() {
    let mut state = opened();
    let mut records = Records::default();
    records.put(
        Key::LibrarySummary,
        r#"{"file":"mine.csv","tracks":3,"genres":[]}"#.into(),
    );
    tell(&mut state, Event::Store(StoreEvent::Read(Ok(records))));
    let view = view::view(&state, Now::default());
    assert_eq!(
        view.library.kept.as_deref(),
        Some("3 tracks from mine.csv are kept. Another file takes their place.")
    );
    // And the choice of sources is there, since there is a library.
    assert!(view.music.choices.sources.is_some());
}

#[test]
fn only_the_taste_is_joined_of_what_two_tabs_write() {
    assert_eq!(
        merge_records(Key::List, "a", "b", "c").as_deref(),
        Some("b")
    );
    assert_eq!(merge_records(Key::Taste, "", "no taste", "nor this"), None);
}

const CATALOGUE: &str = include_str!("../../../public/catalogue.txt");
