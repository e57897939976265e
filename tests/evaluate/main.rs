//! The figures of the music engine: prints them as tables and fails where one is missed.
//!
//! `cargo run --release --no-default-features --example evaluate_music`

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
mod path;
mod speed;

use feelharmonic::domain::emotion::Emotion;
use feelharmonic::domain::mood::circumplex::position_of;
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::Catalogue;
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
    let text = std::fs::read_to_string("public/catalogue.tsv").unwrap();
    let pool = Pool::from(&Catalogue::parse(&text).unwrap());
    println!("{} tracks of the catalogue\n", pool.tracks().len());
    let figures: Vec<Figure> = [
        fit::evaluate(&pool),
        path::evaluate(&pool),
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
