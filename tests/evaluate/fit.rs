//! Fit: how near the ten tracks are to what the mood asks for, against a random list and a hard box.

use crate::{Figure, figure, intent_of, mean, moods};
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::Track;
use feelharmonic::domain::music::chance;
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::intent::Intent;
use feelharmonic::domain::music::playlist::{CompositionRequest, RankedTrack, compose_playlist};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;
use std::collections::BTreeSet;

/// Lists for each mood, so that noise is averaged.
const LISTS: u64 = 20;

fn ten(pool: &Pool, place: Place, start: Intent, seed: u64) -> Vec<RankedTrack> {
    let (filter, taste) = (Filter::default(), Taste::default());
    let request = CompositionRequest {
        seed,
        start,
        ..CompositionRequest::matching(place, &filter, &taste)
    };
    compose_playlist(pool, &request).map_or_else(|_| Vec::new(), |list| list.tracks)
}

/// The rule of fixed boxes: valence and energy within 0.15 and tempo within 15 beats of what the mood asks for,
/// unfolded; ten of those at random, fewer where there are fewer.
fn boxed<'a>(pool: &'a Pool, intent: &Intent, seed: u64) -> Vec<&'a Track> {
    let mut inside: Vec<_> = (0..)
        .zip(pool.tracks())
        .filter(|(_, track)| {
            let features = &track.features;
            (features.valence.get() - intent.valence.get()).abs() <= 0.15
                && (features.energy.get() - intent.energy.get()).abs() <= 0.15
                && (features.tempo.get() - intent.tempo.get()).abs() <= 15.0
        })
        .map(|(at, track)| (chance::mixed_bits(seed, at), track))
        .collect();
    inside.sort_by_key(|(noise, _)| *noise);
    inside
        .into_iter()
        .take(10)
        .map(|(_, track)| track)
        .collect()
}

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    println!("## Fit: mean soft distance of ten tracks to the target, over {LISTS} lists");
    println!(
        "mood        engine   random  random/engine  hard box  tracks in box  genres  artists  decades"
    );
    let mut worst = f32::INFINITY;
    for (name, place) in moods() {
        let intent = intent_of(name, place);
        let lists: Vec<_> = (0..LISTS)
            .map(|seed| ten(pool, place, intent, seed))
            .collect();
        let engine = mean(
            lists
                .iter()
                .flatten()
                .map(|ranked| intent.distance(&ranked.track)),
        );
        let random = mean(pool.tracks().iter().map(|track| intent.distance(track)));
        let in_box = mean((0..LISTS).flat_map(|seed| {
            boxed(pool, &intent, seed)
                .into_iter()
                .map(|track| intent.distance(track))
                .collect::<Vec<_>>()
        }));
        let ratio = random / engine;
        worst = worst.min(ratio);
        println!(
            "{name:10} {engine:7.2} {random:8.2} {ratio:14.1} {in_box:9.2} {:14} {:7.1} {:8.1} {:8.1}",
            boxed(pool, &intent, 0).len(),
            different(&lists, |track| track.genre.clone()),
            different(&lists, |track| track.artist.clone()),
            different(&lists, |track| (track.year / 10).to_string()),
        );
    }
    let shortest = shortest_on_the_grid(pool);
    println!();
    vec![
        figure(
            format!(
                "ten tracks at least 3.2 times closer than random for every mood: {worst:.1} times"
            ),
            worst >= 3.2,
        ),
        figure(
            format!("no empty list on the 21 × 21 grid: the shortest has {shortest} tracks"),
            shortest == 10,
        ),
    ]
}

/// How many different values a list has, on average.
fn different(lists: &[Vec<RankedTrack>], of: impl Fn(&Track) -> String) -> f32 {
    mean(lists.iter().map(|list| {
        let values: BTreeSet<_> = list.iter().map(|ranked| of(&ranked.track)).collect();
        values.len() as f32
    }))
}

fn shortest_on_the_grid(pool: &Pool) -> usize {
    let steps = || (-10_i8..=10).map(|at| f32::from(at) / 10.0);
    steps()
        .flat_map(|valence| steps().map(move |arousal| Place::clamped(valence, arousal)))
        .map(|place| ten(pool, place, Intent::for_mood(&place.as_mood()), 1).len())
        .min()
        .unwrap_or_default()
}
