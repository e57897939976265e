//! Path: the steps of every goal from every mood, as planned and as the tracks take them.

use crate::{Figure, figure, mean, moods};
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::goal::Goal;
use feelharmonic::domain::music::path::{LARGEST_STEP, Place, largest_step};
use feelharmonic::domain::music::playlist::{Playlist, Request, compose};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;

/// Lists for each goal and mood; the table shows the first.
const LISTS: u64 = 10;

fn list(pool: &Pool, from: Place, goal: Goal, seed: u64) -> Playlist {
    let (filter, taste) = (Filter::default(), Taste::default());
    let request = Request {
        goal,
        seed,
        ..Request::matching(from, &filter, &taste)
    };
    compose(pool, &request).unwrap()
}

/// How far each track lies from its place of the path.
fn off_the_path(list: &Playlist) -> Vec<f32> {
    list.tracks
        .iter()
        .map(|ranked| ranked.sound.distance(ranked.aim.place))
        .collect()
}

fn largest_change(values: &[f32]) -> f32 {
    values
        .iter()
        .zip(values.iter().skip(1))
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max)
}

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    println!(
        "## Path: ten tracks, distances on the mood plane; the figures are the worst of {LISTS} lists each"
    );
    println!(
        "goal      from        step   left  | tracks: step  off the path  its change  first off start  last off goal"
    );
    let (mut step, mut left, mut change, mut jump, mut end) =
        (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for goal in Goal::ALL {
        for (name, from) in moods() {
            for seed in 0..LISTS {
                let list = list(pool, from, goal, seed);
                let sounds: Vec<_> = list.tracks.iter().map(|ranked| ranked.sound).collect();
                let off = off_the_path(&list);
                let off_goal = sounds
                    .last()
                    .map_or(0.0, |last| last.distance(list.path.destination()));
                if seed == 0 {
                    let off_start = sounds.first().map_or(0.0, |first| first.distance(from));
                    println!(
                        "{:9} {name:10} {:5.2} {:6.2}  | {:12.2} {:13.2} {:11.2} {off_start:16.2} {off_goal:14.2}",
                        goal.name(),
                        list.path.largest_step(),
                        list.path.remaining(),
                        largest_step(&sounds),
                        mean(off.iter().copied()),
                        largest_change(&off),
                    );
                }
                step = step.max(list.path.largest_step());
                left = left.max(list.path.remaining());
                change = change.max(largest_change(&off));
                jump = jump.max(largest_step(&sounds));
                end = end.max(off_goal);
            }
        }
    }
    println!();
    vec![
        figure(
            format!("no step of a path is larger than {LARGEST_STEP}: {step:.3}"),
            step <= LARGEST_STEP + 1e-4,
        ),
        figure(
            format!("every path arrives with ten tracks: {left:.3} left at most"),
            left <= 1e-3,
        ),
        figure(
            format!(
                "the tracks' distance to the path never jumps by more than {LARGEST_STEP}: {change:.3} (their own largest step {jump:.2}, the last at most {end:.2} off the goal)"
            ),
            change <= LARGEST_STEP,
        ),
    ]
}
