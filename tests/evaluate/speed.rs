//! Speed: milliseconds to compose a list, natively.

use crate::{Figure, figure, moods};
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::{Track, TrackId};
use feelharmonic::domain::music::chance::uniform_noise;
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::goal::{Goal, ListLength};
use feelharmonic::domain::music::playlist::{CompositionRequest, compose_playlist};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::music::taste::feedback::{Feedback, ThumbVerdict};
use feelharmonic::domain::quantity::{Fraction, UnixMillis};
use std::time::Instant;

const RUNS: usize = 21;

/// The catalogue many times over, each time with other ids, artists and sounds.
fn large(pool: &Pool, count: usize) -> Vec<Track> {
    (0..count as u64)
        .zip(pool.tracks().iter().cycle())
        .map(|(at, track)| {
            let mut track = track.clone();
            let near = |value: Fraction, salt: u64| {
                Fraction::clamped(value.get() + 0.2 * (uniform_noise(salt, at) - 0.5))
            };
            track.id = TrackId::new(&format!("{at:022}")).unwrap();
            track.artist = format!("{} {}", track.artist, at / pool.tracks().len() as u64);
            track.features.valence = near(track.features.valence, 1);
            track.features.energy = near(track.features.energy, 2);
            track
        })
        .collect()
}

/// The median milliseconds of a task.
#[expect(
    clippy::disallowed_methods,
    reason = "measures, and never runs in a browser"
)]
fn median(mut task: impl FnMut(u64)) -> f64 {
    let mut times: Vec<f64> = (0..RUNS as u64)
        .map(|run| {
            let start = Instant::now();
            task(run);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn taught(pool: &Pool, thumbs: usize) -> Taste {
    let mut taste = Taste::default();
    for (track, verdict) in pool
        .tracks()
        .iter()
        .zip([ThumbVerdict::Up, ThumbVerdict::Down].into_iter().cycle())
        .take(thumbs)
    {
        taste.learn(Feedback::new(
            verdict,
            track,
            Place::MIDDLE,
            UnixMillis(0.0),
        ));
    }
    taste
}

pub fn evaluate(catalogue: &Pool) -> Vec<Figure> {
    println!("## Speed: median milliseconds of {RUNS}, with a taste of 100 thumbs");
    println!(" tracks  match, ten  lift, thirty  making ready");
    let filter = Filter::default();
    let mut figures = Vec::new();
    for (count, limit) in [(20_000, 4.0), (200_000, 100.0)] {
        let tracks = large(catalogue, count);
        let ready = once(|| drop(Pool::new(tracks.clone())));
        let pool = Pool::new(tracks);
        let taste = taught(&pool, 100);
        let places: Vec<_> = moods().into_iter().map(|(_, place)| place).collect();
        let time = |goal, length| {
            median(|run| {
                let from = places[run as usize % places.len()];
                let request = CompositionRequest {
                    goal,
                    length,
                    seed: run,
                    ..CompositionRequest::matching(from, &filter, &taste)
                };
                assert!(compose_playlist(&pool, &request).is_ok());
            })
        };
        let short = time(Goal::Match, ListLength::Ten);
        println!(
            "{count:7} {short:11.2} {:13.2} {ready:13.0}",
            time(Goal::Lift, ListLength::Thirty)
        );
        figures.push(figure(
            format!("ranking {count} tracks takes at most {limit} ms: {short:.2} ms"),
            short <= limit,
        ));
    }
    let pool = Pool::new(large(catalogue, 5_000));
    let mut taste = taught(&pool, 1_950);
    let one = median(|run| {
        let track = &pool.tracks()[2_000 + run as usize];
        taste.learn(Feedback::new(
            ThumbVerdict::Up,
            track,
            Place::MIDDLE,
            UnixMillis(0.0),
        ));
    });
    let undone = median(|_| drop(taste.undo()));
    println!("one more thumb {one:.2} ms, taking it back {undone:.2} ms, with 1,950 known\n");
    figures
}

#[expect(
    clippy::disallowed_methods,
    reason = "measures, and never runs in a browser"
)]
fn once(task: impl FnOnce()) -> f64 {
    let start = Instant::now();
    task();
    start.elapsed().as_secs_f64() * 1000.0
}
