//! Tests of all drawings: twelve songs as they are, extremes, the whole catalogue, the path.

use crate::domain::drawing::flower::draw_flower;
use crate::domain::drawing::map::draw_map;
use crate::domain::drawing::route::{RouteFrame, RouteSketch, draw_route};
use crate::domain::drawing::sleeve::draw_sleeve;
use crate::domain::mood::place::Place;
use crate::domain::music::aim::place_of;
use crate::domain::music::catalogue::{AudioFeatures, Catalogue};
use crate::domain::music::goal::Goal;
use crate::domain::quantity::{Bpm, Fraction};
use std::collections::HashSet;
use std::time::{Duration, Instant};

const CATALOGUE: &str = include_str!("../../../public/catalogue.tsv");
/// Every so many-th song of the catalogue is one of the twelve.
const STRIDE: usize = 146;

fn sounds() -> Vec<AudioFeatures> {
    let catalogue = Catalogue::parse(CATALOGUE).unwrap();
    catalogue
        .tracks()
        .iter()
        .map(|track| track.features)
        .collect()
}

fn sound(share: f32, tempo: f32) -> AudioFeatures {
    let share = Fraction::clamped(share);
    AudioFeatures {
        valence: share,
        energy: share,
        danceability: share,
        tempo: Bpm::clamped(tempo),
        acousticness: share,
        instrumentalness: share,
    }
}

fn frame() -> RouteFrame {
    RouteFrame {
        name: "lead",
        width: 280.0,
        height: 64.0,
        dot: 5.0,
    }
}

#[test]
fn twelve_songs_have_the_sleeves_they_had() {
    let drawn: Vec<_> = sounds()
        .iter()
        .step_by(STRIDE)
        .take(12)
        .map(draw_sleeve)
        .collect();
    assert_eq!(drawn.len(), 12);
    insta::assert_snapshot!(drawn.join("\n"));
}

#[test]
fn no_sleeve_of_the_catalogue_repeats_another() {
    let all = sounds();
    let drawn: HashSet<_> = all.iter().map(draw_sleeve).collect();
    let sounds: HashSet<_> = all.iter().map(|sound| format!("{sound:?}")).collect();
    assert_eq!(drawn.len(), sounds.len());
    assert!(drawn.iter().all(|sleeve| sleeve.len() < 1_900));
}

#[test]
fn extremes_and_missing_features_are_drawn_with_numbers() {
    let extremes = [
        (0.0, 0.0),
        (1.0, 400.0),
        (f32::NAN, f32::NAN),
        (0.5, f32::INFINITY),
    ];
    for (share, tempo) in extremes {
        let (first, second) = (
            draw_sleeve(&sound(share, tempo)),
            draw_sleeve(&sound(share, tempo)),
        );
        assert_eq!(first, second, "equal in, equal out");
        assert!(!first.contains("NaN") && !first.contains("inf"), "{first}");
    }
    for place in [
        None,
        Some(Place::MIDDLE),
        Some(Place::clamped(-1.0, -1.0)),
        Some(Place::clamped(1.0, 1.0)),
    ] {
        assert!(!draw_flower(place).contains("NaN"));
    }
    assert_eq!(draw_map([]), "");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a native test, about time itself"
)]
fn a_list_of_thirty_takes_no_time() {
    let thirty: Vec<_> = sounds().into_iter().take(30).collect();
    // The best of a few: a busy machine says nothing about the drawing.
    let fastest = (0..5).map(|_| {
        let start = Instant::now();
        let written: usize = thirty.iter().map(|sound| draw_sleeve(sound).len()).sum();
        assert!(written > 10_000);
        start.elapsed()
    });
    // Unoptimised here, in a tenth of the page's speed.
    assert!(fastest.min().unwrap() < Duration::from_millis(5));
}

#[test]
fn a_flower_has_more_petals_with_more_energy() {
    let petals = |arousal| {
        draw_flower(Some(Place::clamped(0.0, arousal)))
            .matches('C')
            .count()
            / 2
    };
    assert_eq!([-1.0, 0.0, 1.0].map(petals), [5, 7, 10]);
    assert_eq!(draw_flower(None).matches('C').count() / 2, 8, "the mark's");
}

#[test]
fn the_map_has_every_song_once_and_few_paths() {
    let map = draw_map(sounds().iter().map(place_of));
    assert_eq!(map.matches("h0").count(), sounds().len());
    let paths = map.matches("<path").count();
    assert!((18..=36).contains(&paths), "{paths} paths");
}

fn dots(drawn: &str) -> Vec<(f32, f32)> {
    let value = |part: &str, name: &str| -> f32 {
        let rest = part.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let parts = drawn
        .split("<circle")
        .filter(|part| part.contains("route-dot"));
    parts
        .map(|part| (value(part, "cx"), value(part, "cy")))
        .collect()
}

fn way(goal: Goal, from: Place, to: Place) -> RouteSketch {
    let songs = (0_u8..10)
        .map(|at| from.towards(to, f32::from(at) / 9.0))
        .collect();
    RouteSketch {
        goal,
        from,
        to,
        songs,
    }
}

#[test]
fn a_path_to_calm_goes_down_and_one_to_joy_up() {
    let (tense, calm, joy) = (
        Place::clamped(-0.5, 0.6),
        Place::clamped(0.4, -0.6),
        Place::clamped(0.8, 0.5),
    );
    let mean = |dots: &[(f32, f32)]| dots.iter().map(|(_, y)| y).sum::<f32>() / 3.0;
    let down = dots(&draw_route(&way(Goal::Calm, tense, calm), &frame(), None));
    assert!(mean(&down[7..]) > mean(&down[..3]) + 10.0);
    let up = dots(&draw_route(&way(Goal::Lift, tense, joy), &frame(), None));
    assert!(mean(&up[7..]) + 10.0 < mean(&up[..3]));
    assert!(
        up.windows(2).all(|pair| pair[0].0 < pair[1].0),
        "from left to right"
    );
    assert!(
        up.iter()
            .all(|(x, y)| (0.0..280.0).contains(x) && (0.0..64.0).contains(y))
    );
}

#[test]
fn a_stay_ends_at_the_height_it_began_at() {
    let here = Place::clamped(0.7, 0.4);
    let drawn = draw_route(&way(Goal::Match, here, here), &frame(), None);
    assert!(drawn.contains("cx=\"271\" cy=\"32\""), "{drawn}");
    assert!(dots(&drawn).iter().all(|(_, y)| (y - 32.0).abs() < 0.1));
}

#[test]
fn the_song_that_plays_is_marked_and_what_was_played_is_drawn_again() {
    let here = Place::clamped(0.7, 0.4);
    let route = way(Goal::Match, here, here);
    let drawn = draw_route(&route, &frame(), Some(3));
    assert_eq!(drawn.matches("route-here").count(), 1);
    assert_eq!(dots(&drawn).len(), 9);
    let done = drawn.split_once("route-done").unwrap().1;
    let done = done.split_once("/>").unwrap().0;
    assert_eq!(done.matches('C').count(), 4, "from Play to the fourth song");
    assert_eq!(
        draw_route(&route, &frame(), Some(99))
            .matches("route-here")
            .count(),
        0
    );
}

#[test]
fn a_list_of_nothing_is_a_line_to_its_goal() {
    let route = RouteSketch {
        goal: Goal::Lift,
        from: Place::MIDDLE,
        to: Place::clamped(0.8, 0.5),
        songs: Vec::new(),
    };
    let drawn = draw_route(&route, &frame(), None);
    assert!(drawn.contains("route-goal") && !drawn.contains("NaN"));
}
