//! Lists for moods, goals, lengths and filters; the pin, the player and the explanation.

use super::story::Story;
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::kit::notice::Remedy;
use crate::flow::music::choices::{Choice, GenreRule};
use crate::flow::music::effect::MusicEffect;
use crate::flow::music::event::MusicEvent;
use rstest::rstest;

/// The mean valence of some rows, as their explanations show it.
fn brightness(story: &mut Story, rows: std::ops::Range<usize>) -> f32 {
    let count = f32::from(u8::try_from(rows.len()).unwrap());
    let sum: f32 = rows
        .map(|at| {
            let id = story.rows()[at].id.clone();
            let explanation = story.explain(&id).unwrap();
            assert_eq!(explanation.features[0].name, "Brightness");
            explanation.features[0].track.get()
        })
        .sum();
    sum / count
}

#[test]
fn the_first_list_needs_nothing_but_the_catalogue() {
    let mut story = Story::default();
    story.tell(MusicEvent::Opened { seed: 7 });
    assert_eq!(story.effects, [MusicEffect::FetchCatalogue]);
    assert!(story.view().tracks.loading);
    story.fetch_catalogue();
    let view = story.view();
    assert_eq!(view.tracks.tracks.len(), 10);
    assert_eq!(view.tracks.heading, "A bit of everything");
    assert!(!view.tracks.loading);
    assert_eq!(view.player, None);
    assert_eq!(story.listings(), 1);
    assert_eq!(story.state.named_tracks()[0].title, story.titles()[0]);
}

#[test]
fn lift_from_sad_begins_dark_and_ends_bright() {
    let mut story = Story::opened();
    story.feel(-0.63, -0.27).choose(Choice::Goal(Goal::Lift));
    assert_eq!(story.view().tracks.heading, "From gloomy to lively");
    assert_eq!(story.state.heading(), "From gloomy to lively");
    assert_eq!(story.titles().len(), 10);
    let (first, last) = (brightness(&mut story, 0..3), brightness(&mut story, 7..10));
    assert!(first + 0.25 < last, "{first} to {last}");
    let route = story.view().route;
    let sketch = route.sketch.unwrap();
    assert_eq!(sketch.songs.len(), 10);
    assert!(sketch.from.distance(sketch.to) > 0.5);
    assert_eq!(route.words, "10 songs from gloomy to joyful");
    assert_eq!(route.aims.len(), 10);
    let reason = &story.rows()[2].reason;
    assert!(reason.contains("step 3 of 10 towards lively"), "{reason}");
}

#[test]
fn matching_leads_nowhere() {
    let mut story = Story::opened();
    story.feel(0.8, 0.5);
    let route = story.view().route;
    let sketch = route.sketch.unwrap();
    assert_eq!(sketch.from, sketch.to);
    assert_eq!(route.words, "10 songs around joyful");
}

#[test]
fn the_sentence_says_how_the_list_came_about() {
    let mut story = Story::opened();
    let sentence = |story: &mut Story| story.view().tracks.sentence;
    assert_eq!(sentence(&mut story), "A bit of everything");
    story.feel(0.8, 0.5);
    assert_eq!(sentence(&mut story), "As joyful as you say");
    assert_eq!(story.view().tracks.length, "10 songs · 37 min");
    story.choose(Choice::Goal(Goal::Lift));
    assert_eq!(sentence(&mut story), "Staying lively", "already there");
    story.choose(Choice::Goal(Goal::Calm));
    assert_eq!(sentence(&mut story), "From joyful to calm");
    story.tell(MusicEvent::PinToggled);
    assert_eq!(sentence(&mut story), "From joyful to calm · pinned");
}

#[test]
fn the_map_has_a_place_for_every_song_of_the_catalogue() {
    let story = Story::opened();
    assert!(story.view().map.len() > 20);
}

#[rstest]
#[case(ListLength::Twenty, 20)]
#[case(ListLength::Thirty, 30)]
#[case(ListLength::Minutes(60), 16)]
fn a_list_is_as_long_as_was_asked_for(#[case] length: ListLength, #[case] tracks: usize) {
    let mut story = Story::opened();
    story.choose(Choice::Length(length));
    assert_eq!(story.titles().len(), tracks);
}

#[test]
fn a_genre_can_be_kept_to_and_kept_out_and_the_list_comes_back_when_the_filter_goes() {
    let mut story = Story::opened();
    story.feel(0.8, 0.5);
    let open = story.titles();
    let genres = story.view().choices.genres;
    let (one, other) = (genres[0].0.clone(), genres[1].0.clone());
    story.choose(Choice::Genre(one.clone(), GenreRule::Only));
    assert!(story.rows().iter().all(|row| row.details.ends_with(&one)));
    story.choose(Choice::Genre(one.clone(), GenreRule::Never));
    assert!(!story.rows().iter().any(|row| row.details.ends_with(&one)));
    story.choose(Choice::Genre(other, GenreRule::Only));
    assert_eq!(story.view().choices.filters, 2);
    story.choose(Choice::NoFilter);
    assert_eq!(story.titles(), open);
}

#[test]
fn a_filter_that_leaves_nothing_says_so() {
    let mut story = Story::opened();
    let genre = story.view().choices.genres[0].0.clone();
    story.choose(Choice::Genre("no such genre".into(), GenreRule::Only));
    assert!(story.titles().is_empty());
    assert!(story.view().tracks.nothing.unwrap().contains("filters"));
    story.choose(Choice::Genre(genre, GenreRule::Only));
    assert!(!story.titles().is_empty());
    assert_eq!(story.view().tracks.nothing, None);
}

#[test]
fn a_pinned_list_stays_whatever_the_mood_and_a_new_one_can_be_asked_for() {
    let mut story = Story::opened();
    story.feel(0.8, 0.5).tell(MusicEvent::PinToggled);
    let pinned = story.titles();
    assert!(story.view().tracks.pinned);
    assert_eq!(story.feel(-0.8, -0.5).titles(), pinned);
    story.tell(MusicEvent::NewListWanted);
    assert_ne!(story.titles(), pinned);
    story.tell(MusicEvent::PinToggled);
    let heading = story.view().tracks.heading;
    assert_ne!(story.feel(-0.8, -0.5).view().tracks.heading, heading);
}

#[test]
fn a_catalogue_that_is_missing_or_damaged_is_named_and_fetched_again() {
    let mut story = Story::default();
    story.tell(MusicEvent::CatalogueFetched(None));
    assert_eq!(story.said(), "The list of tracks could not be loaded.");
    let remedy = story.notice().unwrap().remedy;
    assert_eq!(remedy, Some(Remedy::FetchCatalogue));
    story.tell(MusicEvent::RetryCatalogue);
    assert_eq!(story.effects, [MusicEffect::FetchCatalogue]);
    assert!(story.view().tracks.loading);
    let damaged = "<html>not here</html>".into();
    story.tell(MusicEvent::CatalogueFetched(Some(damaged)));
    assert_eq!(story.said(), "The list of tracks arrived damaged.");
    story.tell(MusicEvent::NewListWanted);
    assert_eq!(story.effects.len(), 2, "a new list asks for it too");
    story.fetch_catalogue();
    assert_eq!(story.titles().len(), 10);
}

#[test]
fn the_player_opens_only_when_it_is_asked_for() {
    let mut story = Story::opened();
    let first = story.rows()[0].clone();
    story.tell(MusicEvent::Play(first.id));
    let address = story.player().unwrap();
    assert!(address.starts_with("https://open.spotify.com/embed/track/"));
    assert!(story.rows()[0].playing);
    story.tell(MusicEvent::PlayerClosed);
    assert_eq!(story.player(), None);
}

#[test]
fn one_track_is_explained_and_its_explanation_follows_the_taste() {
    let mut story = Story::opened();
    let (first, second) = (story.rows()[0].id.clone(), story.rows()[1].id.clone());
    assert!(story.explain(&first).unwrap().taste.is_empty());
    story.judge(0, ThumbVerdict::Up);
    let explanation = story.view().explanation.unwrap();
    assert_eq!(explanation.id, first);
    let praised = |line: &crate::flow::music::view::TasteLine| {
        line.words.starts_with("You ") && line.hundredths > 0
    };
    assert!(explanation.taste.iter().any(praised));
    assert_eq!(story.explain(&second).unwrap().id, second);
    story.judge(1, ThumbVerdict::Down);
    assert_eq!(
        story.view().explanation,
        None,
        "what left is explained no more"
    );
    story.undo();
    assert_eq!(story.view().explanation, None);
    assert!(story.explain(&first).is_some());
    assert_eq!(story.explain(&first), None);
}
