//! Learning: how much better liked the lists become by thumbs, against no learning and against an oracle.
//!
//! A listener is shown lists of ten for moods at random, as the page would, and gives a thumb to each track. After
//! so many thumbs the lists for all moods are composed, and the hidden liking and the fit of their tracks are
//! averaged. The oracle knows the hidden liking of every track and takes the ten of the highest
//! pull less distance (what a thumb up is worth to the engine, less how far the track is), at most two by an artist,
//! with no need to explore or to vary.

use crate::listener::{Listener, Spread};
use crate::{Figure, figure, mean, moods};
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::{Track, TrackId};
use feelharmonic::domain::music::chance;
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::intent::Intent;
use feelharmonic::domain::music::playlist::{
    CompositionRequest, PlaylistParams, RankedTrack, compose_playlist, fit_at_distance,
};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::music::taste::feedback::Feedback;
use feelharmonic::domain::quantity::UnixMillis;
use std::collections::BTreeMap;

const LISTENERS: u64 = 200;
const SEEDS: u64 = 5;
const THUMBS: [usize; 3] = [10, 30, 100];

/// Mean hidden liking, fit and distance of some lists.
#[derive(Clone, Copy, Default)]
struct Outcome {
    liking: f32,
    fit: f32,
    distance: f32,
}

impl Outcome {
    fn of(outcomes: &[Self]) -> Self {
        Self {
            liking: mean(outcomes.iter().map(|one| one.liking)),
            fit: mean(outcomes.iter().map(|one| one.fit)),
            distance: mean(outcomes.iter().map(|one| one.distance)),
        }
    }
}

/// Without learning, after each of [`THUMBS`], and with the oracle.
struct Course {
    before: Outcome,
    after: [Outcome; 3],
    oracle: Outcome,
}

fn ten(
    pool: &Pool,
    place: Place,
    taste: &Taste,
    recent: &[TrackId],
    seed: u64,
) -> Vec<RankedTrack> {
    let filter = Filter::default();
    let request = CompositionRequest {
        recent,
        seed,
        ..CompositionRequest::matching(place, &filter, taste)
    };
    compose_playlist(pool, &request).unwrap().tracks
}

fn outcome(listener: &Listener<'_>, lists: &[(Place, Vec<&Track>)]) -> Outcome {
    let each = || {
        lists
            .iter()
            .flat_map(|(place, list)| list.iter().map(move |track| (*place, *track)))
    };
    let distance = |place: Place, track: &Track| Intent::for_mood(&place.as_mood()).distance(track);
    Outcome {
        liking: mean(each().map(|(place, track)| listener.liking(track, place))),
        fit: mean(each().map(|(place, track)| fit_at_distance(distance(place, track)).get())),
        distance: mean(each().map(|(place, track)| distance(place, track))),
    }
}

fn with_taste(pool: &Pool, listener: &Listener<'_>, taste: &Taste, seed: u64) -> Outcome {
    let lists: Vec<_> = (0..)
        .zip(moods())
        .map(|(at, (_, place))| (place, ten(pool, place, taste, &[], seed + 1000 + at)))
        .collect();
    let borrowed: Vec<_> = lists
        .iter()
        .map(|(place, list)| (*place, list.iter().map(|ranked| &ranked.track).collect()))
        .collect();
    outcome(listener, &borrowed)
}

fn with_oracle(pool: &Pool, listener: &Listener<'_>) -> Outcome {
    let params = PlaylistParams::default();
    let lists: Vec<_> = moods()
        .into_iter()
        .map(|(_, place)| {
            let intent = Intent::for_mood(&place.as_mood());
            let mut scored: Vec<_> = pool
                .tracks()
                .iter()
                .map(|track| {
                    let liking = 2.0 * f64::from(listener.liking(track, place)) - 1.0;
                    (params.pull_of(liking) - intent.distance(track), track)
                })
                .collect();
            scored.sort_by(|a, b| b.0.total_cmp(&a.0));
            let mut by_artist: BTreeMap<&str, usize> = BTreeMap::new();
            let list = scored
                .into_iter()
                .map(|(_, track)| track)
                .filter(|track| {
                    let count = by_artist.entry(&track.artist).or_default();
                    *count += 1;
                    *count <= 2
                })
                .take(10)
                .collect();
            (place, list)
        })
        .collect();
    outcome(listener, &lists)
}

fn course(pool: &Pool, spread: &Spread, seed: u64) -> Course {
    let listener = Listener::new(chance::mixed_bits(seed, 77), spread);
    let mut taste = Taste::default();
    let mut shown: Vec<TrackId> = Vec::new();
    let before = with_taste(pool, &listener, &taste, seed);
    let mut after = [Outcome::default(); 3];
    let moods = moods();
    for (place, thumbs) in after.iter_mut().zip(THUMBS) {
        while taste.log().len() < thumbs {
            let round = taste.log().len() as u64;
            let (_, mood) = moods[(chance::mixed_bits(seed, round) % moods.len() as u64) as usize];
            for ranked in ten(
                pool,
                mood,
                &taste,
                &shown,
                chance::mixed_bits(seed, round + 5000),
            ) {
                let verdict = listener.thumb(&ranked.track, mood);
                taste.learn(Feedback::new(verdict, &ranked.track, mood, UnixMillis(0.0)));
                shown.push(ranked.track.id);
            }
        }
        *place = with_taste(pool, &listener, &taste, seed);
    }
    Course {
        before,
        after,
        oracle: with_oracle(pool, &listener),
    }
}

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    println!(
        "## Learning: {LISTENERS} simulated listeners, {SEEDS} seeds, lists of ten for eight moods"
    );
    let spread = Spread::of(pool);
    let mut ways = Vec::new();
    let (mut drops, mut rises) = (Vec::new(), Vec::new());
    println!(
        "seed  liking: none     10     30    100  oracle | way to the oracle: 10    30   100 \
         | fit: none     30    100 | distance: none    30   100"
    );
    for seed in 0..SEEDS {
        let courses: Vec<_> = (0..LISTENERS)
            .map(|listener| course(pool, &spread, seed * 10_000 + listener))
            .collect();
        let all =
            |of: fn(&Course) -> Outcome| Outcome::of(&courses.iter().map(of).collect::<Vec<_>>());
        let (none, oracle) = (all(|one| one.before), all(|one| one.oracle));
        let after = [
            all(|one| one.after[0]),
            all(|one| one.after[1]),
            all(|one| one.after[2]),
        ];
        let way = after.map(|one| (one.liking - none.liking) / (oracle.liking - none.liking));
        let [ten, thirty, hundred] = after;
        println!(
            "{seed:4} {:13.3} {:6.3} {:6.3} {:6.3} {:7.3} | {:21.2} {:5.2} {:5.2} \
             | {:9.3} {:6.3} {:6.3} | {:14.2} {:5.2} {:5.2}",
            none.liking,
            ten.liking,
            thirty.liking,
            hundred.liking,
            oracle.liking,
            way[0],
            way[1],
            way[2],
            none.fit,
            thirty.fit,
            hundred.fit,
            none.distance,
            thirty.distance,
            hundred.distance,
        );
        ways.push(way[1]);
        drops.push(1.0 - thirty.fit / none.fit);
        rises.push(thirty.distance / none.distance - 1.0);
    }
    let way = ways.iter().copied().fold(f32::INFINITY, f32::min);
    let drop = drops.iter().copied().fold(0.0, f32::max);
    let rise = rises.iter().copied().fold(0.0, f32::max);
    println!();
    vec![
        figure(
            format!(
                "after 30 thumbs at least half of the way to the oracle, in every seed: {way:.2}"
            ),
            way >= 0.5,
        ),
        figure(
            format!(
                "after 30 thumbs no drop in fit beyond 20 %, in any seed: the mean distance grows by {:.1} %, \
                 the fit shown falls by {:.1} %",
                rise * 100.0,
                drop * 100.0
            ),
            rise <= 0.2 && drop <= 0.2,
        ),
    ]
}
