//! Variety: what two seeds share, what a daily user meets in two months, repeats, and how far a taste spills over.

use crate::lists::list;
use crate::{Figure, figure, intent_of, mean, moods};
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::TrackId;
use feelharmonic::domain::music::chance;
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::goal::{Goal, ListLength};
use feelharmonic::domain::music::playlist::{CompositionRequest, RankedTrack, compose_playlist};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::music::taste::feedback::{Feedback, ThumbVerdict};
use feelharmonic::domain::music::taste::model::Quadrant;
use feelharmonic::domain::quantity::UnixMillis;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of seeds for each mood.
const PAIRS: u64 = 20;

fn shared_by_seeds(pool: &Pool) -> f32 {
    mean(moods().into_iter().flat_map(|(name, from)| {
        (0..PAIRS).map(move |pair| {
            let ids = |seed| -> BTreeSet<TrackId> {
                let tracks = list(pool, name, from, Goal::Match, seed);
                tracks.into_iter().map(|ranked| ranked.track.id).collect()
            };
            let (one, other) = (ids(2 * pair), ids(2 * pair + 1));
            one.intersection(&other).count() as f32
        })
    }))
}

/// A day's list, drawn with the memory that the page keeps.
fn day(
    pool: &Pool,
    (name, from): (&str, Place),
    length: ListLength,
    shown: &mut Vec<(TrackId, Quadrant)>,
    seed: u64,
) -> Vec<RankedTrack> {
    let late = shown.len().saturating_sub(50);
    let quadrant = Quadrant::of(from);
    let recent: Vec<TrackId> = shown
        .iter()
        .enumerate()
        .filter(|(at, (_, of))| *at >= late || *of == quadrant)
        .map(|(_, (id, _))| id.clone())
        .collect();
    let (filter, taste) = (Filter::default(), Taste::default());
    let request = CompositionRequest {
        start: intent_of(name, from),
        length,
        recent: &recent,
        seed,
        ..CompositionRequest::matching(from, &filter, &taste)
    };
    let tracks = compose_playlist(pool, &request).unwrap().tracks;
    shown.extend(
        tracks
            .iter()
            .map(|ranked| (ranked.track.id.clone(), quadrant)),
    );
    tracks
}

/// What a daily user meets in 60 days of changing moods, and the distance of the first and the last ten days.
fn sixty_days(pool: &Pool) -> (usize, f32, f32) {
    let (mut shown, mut distances) = (Vec::new(), Vec::new());
    let moods = moods();
    for at in 0..60 {
        let mood = moods[(chance::mixed_bits(9, at) % moods.len() as u64) as usize];
        let intent = intent_of(mood.0, mood.1);
        let tracks = day(pool, mood, ListLength::Ten, &mut shown, at);
        distances.push(mean(tracks.iter().map(|one| intent.distance(&one.track))));
    }
    let met: BTreeSet<_> = shown.iter().map(|(id, _)| id).collect();
    let ends = |days: &[f32]| mean(days.iter().copied());
    (met.len(), ends(&distances[..10]), ends(&distances[50..]))
}

/// Repeats within seven days among a month of two-hour lists for one mood, and the distance on the first and last day.
fn month(pool: &Pool, mood: (&'static str, Place)) -> (usize, f32, f32) {
    let mut shown = Vec::new();
    let mut last: BTreeMap<TrackId, u64> = BTreeMap::new();
    let (mut repeats, mut distances) = (0, Vec::new());
    let intent = intent_of(mood.0, mood.1);
    for at in 0..30 {
        let tracks = day(pool, mood, ListLength::Minutes(120), &mut shown, at);
        distances.push(mean(tracks.iter().map(|one| intent.distance(&one.track))));
        for ranked in tracks {
            let before = last.insert(ranked.track.id, at);
            repeats += usize::from(before.is_some_and(|day| at - day < 7));
        }
    }
    (repeats, distances[0], distances[29])
}

/// The share of a genre in happy lists, in hundredths, before and after thumbs down for it in another mood.
fn spill(pool: &Pool, genre: &str, when: &str, thumbs: usize) -> (f32, f32) {
    let moods = moods();
    let place_of = |name: &str| moods.iter().find(|(known, _)| *known == name).unwrap().1;
    let (happy, other) = (place_of("Happy"), place_of(when));
    let mut taste = Taste::default();
    let share = |taste: &Taste| {
        let filter = Filter::default();
        100.0
            * mean((0..40).flat_map(|seed| {
                let request = CompositionRequest {
                    seed,
                    start: intent_of("Happy", happy),
                    ..CompositionRequest::matching(happy, &filter, taste)
                };
                let tracks = compose_playlist(pool, &request).unwrap().tracks;
                let of_genre = tracks.into_iter().map(|one| one.track.genre == genre);
                of_genre
                    .map(|is| f32::from(u8::from(is)))
                    .collect::<Vec<_>>()
            }))
    };
    let before = share(&taste);
    let of_genre = (0..50).flat_map(|seed| list(pool, when, other, Goal::Match, seed));
    for ranked in of_genre.filter(|one| one.track.genre == genre).take(thumbs) {
        let down = Feedback::new(ThumbVerdict::Down, &ranked.track, other, UnixMillis(0.0));
        taste.learn(down);
    }
    (before, share(&taste))
}

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    println!("## Variety");
    let shared = shared_by_seeds(pool);
    println!("two seeds share {shared:.1} of ten tracks");
    let (met, first, last) = sixty_days(pool);
    println!(
        "60 days of ten tracks: {met} different ones, distance {first:.2} in the first ten, {last:.2} in the last"
    );
    let mut repeats = 0;
    for mood in moods() {
        let (again, first, last) = month(pool, mood);
        repeats += again;
        println!(
            "a month of 2 h for {:10} {again} repeats within 7 days, distance {first:.2} on the first day, \
             {last:.2} on the last",
            mood.0
        );
    }
    let (before, after) = spill(pool, "rock", "Angry", 3);
    println!(
        "rock in happy lists: {before:.0} %, after three thumbs down for rock when angry {after:.0} %"
    );
    let (latin, less) = spill(pool, "latin", "Sad", 1);
    println!(
        "latin in happy lists: {latin:.0} %, after one thumb down for it when sad {less:.0} %\n"
    );
    vec![
        figure(
            format!("two seeds share at most 4 of ten tracks: {shared:.1}"),
            shared <= 4.0,
        ),
        figure(
            format!("60 days bring at least 250 different tracks: {met}"),
            met >= 250,
        ),
        figure(
            format!("no track comes again within 7 days of two-hour lists: {repeats} do"),
            repeats == 0,
        ),
        figure(
            format!(
                "three thumbs down when angry leave three quarters of a genre when happy: {before:.1} to {after:.1} %"
            ),
            after >= 0.75 * before,
        ),
    ]
}
