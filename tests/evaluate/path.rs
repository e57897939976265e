//! Path: the steps of every goal from every mood, as planned and as the tracks take them.

use crate::{Figure, figure, mean, moods};
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::goal::Goal;
use feelharmonic::domain::music::path::{LARGEST_STEP, largest_step};
use feelharmonic::domain::music::playlist::{CompositionRequest, Playlist, compose_playlist};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;

/// Lists for each goal and mood.
const LISTS: u64 = 10;

fn list(pool: &Pool, from: Place, goal: Goal, seed: u64) -> Playlist {
    let (filter, taste) = (Filter::default(), Taste::default());
    let request = CompositionRequest {
        goal,
        seed,
        ..CompositionRequest::matching(from, &filter, &taste)
    };
    compose_playlist(pool, &request).unwrap()
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

/// How one list goes its way.
#[derive(Clone, Copy, Default)]
struct Walk {
    step: f32,
    left: f32,
    jump: f32,
    off: f32,
    change: f32,
    off_start: f32,
    off_goal: f32,
}

impl Walk {
    fn of(list: &Playlist, from: Place) -> Self {
        let sounds: Vec<_> = list.tracks.iter().map(|ranked| ranked.sound).collect();
        let off = off_the_path(list);
        let far = |sound: Option<&Place>, place| sound.map_or(0.0, |sound| sound.distance(place));
        Self {
            step: list.path.largest_step(),
            left: list.path.remaining(),
            jump: largest_step(&sounds),
            off: mean(off.iter().copied()),
            change: largest_change(&off),
            off_start: far(sounds.first(), from),
            off_goal: far(sounds.last(), list.path.destination()),
        }
    }

    /// The worse of both in everything.
    fn worse(self, other: Self) -> Self {
        Self {
            step: self.step.max(other.step),
            left: self.left.max(other.left),
            jump: self.jump.max(other.jump),
            off: self.off.max(other.off),
            change: self.change.max(other.change),
            off_start: self.off_start.max(other.off_start),
            off_goal: self.off_goal.max(other.off_goal),
        }
    }
}

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    println!("## Path: distances on the mood plane, the worst of {LISTS} lists of ten tracks");
    println!(
        "goal      from        step   left  | tracks: step  off the path  its change  first off start  last off goal"
    );
    let mut worst = Walk::default();
    for goal in Goal::ALL {
        for (name, from) in moods() {
            let lists = (0..LISTS).map(|seed| list(pool, from, goal, seed));
            let walks = lists.map(|list| Walk::of(&list, from));
            let walk = walks.fold(Walk::default(), Walk::worse);
            println!(
                "{:9} {name:10} {:5.2} {:6.2}  | {:12.2} {:13.2} {:11.2} {:16.2} {:14.2}",
                goal.name(),
                walk.step,
                walk.left,
                walk.jump,
                walk.off,
                walk.change,
                walk.off_start,
                walk.off_goal,
            );
            worst = worst.worse(walk);
        }
    }
    println!();
    figures(&worst)
}

fn figures(worst: &Walk) -> Vec<Figure> {
    let Walk {
        step,
        left,
        jump,
        change,
        off_goal,
        ..
    } = worst;
    vec![
        figure(
            format!("no step of a path is larger than {LARGEST_STEP}: {step:.3}"),
            *step <= LARGEST_STEP + 1e-4,
        ),
        figure(
            format!("every path arrives with ten tracks: {left:.3} left at most"),
            *left <= 1e-3,
        ),
        figure(
            format!(
                "the tracks' distance to the path never jumps by more than {LARGEST_STEP}: {change:.3} (their own \
                 largest step {jump:.2}, the last at most {off_goal:.2} off the goal)"
            ),
            *change <= LARGEST_STEP,
        ),
    ]
}
