//! Inputs that nobody would think of: a million each for tables, moods in words, and what comes back from a sign-in.
//!
//! `make fuzz`, or `cargo run --no-default-features --example fuzz -- [count] [target…]`, which is slow. A target that
//! has a bug planted in it is the control: the run fails if that is not found. Inputs follow from their numbers alone,
//! so that what fails can be run again.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a command for developers, which is to fail where something does not hold"
)]

mod mutate;
mod targets;

use mutate::Mutator;
use std::panic;
use std::process::ExitCode;
use std::time::Instant;
use targets::{PLANTED, TARGETS, Target};

const USUAL_COUNT: u64 = 1_000_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    let count = arguments
        .peek()
        .and_then(|first| first.parse().ok())
        .unwrap_or(USUAL_COUNT);
    let wanted: Vec<String> = arguments
        .filter(|name| name.parse::<u64>().is_err())
        .collect();
    // What a target says when it fails is said once, with its input.
    panic::set_hook(Box::new(|_said_below| {}));

    if run(&PLANTED, count).is_none() {
        eprintln!(
            "{}: the planted bug was not found in {count} inputs",
            PLANTED.name
        );
        return ExitCode::FAILURE;
    }
    let is_wanted =
        |target: &&Target| wanted.is_empty() || wanted.iter().any(|name| name == target.name);
    let failed = TARGETS
        .iter()
        .filter(is_wanted)
        .filter_map(|target| run(target, count));
    if failed.count() > 0 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Runs a target on so many inputs; gives the number of the first one that fails.
fn run(target: &Target, count: u64) -> Option<u64> {
    let started = Instant::now();
    for number in 0..count {
        let input = Mutator::of(number).input(target.seeds, target.words);
        let outcome = panic::catch_unwind(|| (target.check)(&input, number));
        let Err(said) = outcome else { continue };
        let said = said
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| said.downcast_ref::<&str>().map(|said| (*said).to_owned()))
            .unwrap_or_default();
        println!("{}: input {number} fails: {said}", target.name);
        println!("  {}", input.escape_ascii());
        return Some(number);
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{}: {count} inputs in {seconds:.1} s, none fails",
        target.name
    );
    None
}
