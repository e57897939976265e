//! The figures of the music engine: prints them as tables and fails where one is missed.
//!
//! `cargo run --release --no-default-features --example evaluate_music`
//!
//! With `-- --lists emotion --seed 7 --json`, or `goal` instead, it prints lists to be judged, and nothing else.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a command for developers, over counts that are small"
)]

mod determinism;
mod fit;
mod learning;
mod listener;
mod lists;
mod meaning;
mod path;
mod speed;
mod variety;

use feelharmonic::domain::emotion::{Emotion, EmotionScores};
use feelharmonic::domain::mood::circumplex::position_of;
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::Catalogue;
use feelharmonic::domain::music::intent::Intent;
use feelharmonic::domain::music::pool::Pool;
use std::process::ExitCode;

/// Where the person may be: the seven emotions, and calm.
fn moods() -> Vec<(&'static str, Place)> {
    Emotion::ALL
        .into_iter()
        .map(|emotion| (emotion.name(), position_of(emotion)))
        .chain([("Calm", Place::clamped(0.3, -0.6))])
        .collect()
}

/// The sound that a mood asks for, as the page asks: a face's emotion knows more than its place on the plane.
fn intent_of(name: &str, place: Place) -> Intent {
    let emotion = Emotion::ALL.into_iter().find(|one| one.name() == name);
    emotion.map_or_else(
        || Intent::for_mood(&place.as_mood()),
        |emotion| {
            let parts = Emotion::ALL.map(|other| f32::from(u8::from(other == emotion)));
            Intent::for_emotions(&EmotionScores::new(parts).unwrap())
        },
    )
}

/// A figure that has to be met.
struct Figure {
    what: String,
    met: bool,
}

fn figure(what: impl Into<String>, met: bool) -> Figure {
    Figure {
        what: what.into(),
        met,
    }
}

fn mean(values: impl IntoIterator<Item = f32>) -> f32 {
    let (sum, count) = values
        .into_iter()
        .fold((0.0_f64, 0_u32), |(sum, count), value| {
            (sum + f64::from(value), count + 1)
        });
    (sum / f64::from(count.max(1))) as f32
}

fn main() -> ExitCode {
    let text = std::fs::read_to_string("src/domain/music/catalogue.tsv").unwrap();
    let pool = Pool::from(&Catalogue::from_rows(&text).unwrap());
    if let Some(wanted) = lists::wanted(std::env::args()) {
        println!("{}", lists::dump(&pool, &wanted));
        return ExitCode::SUCCESS;
    }
    println!("{} tracks of the catalogue\n", pool.tracks().len());
    let figures: Vec<Figure> = [
        fit::evaluate(&pool),
        path::evaluate(&pool),
        meaning::evaluate(&pool),
        variety::evaluate(&pool),
        learning::evaluate(&pool),
        speed::evaluate(&pool),
        determinism::evaluate(&pool),
    ]
    .into_iter()
    .flatten()
    .collect();
    println!("## Figures");
    for figure in &figures {
        let mark = if figure.met { "met   " } else { "MISSED" };
        println!("{mark}  {}", figure.what);
    }
    if figures.iter().all(|figure| figure.met) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
