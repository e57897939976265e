//! Determinism: one number for very many lists, to be held against the browser's.

use crate::{Figure, figure};
use feelharmonic::domain::music::fingerprint::fingerprint_lists;
use feelharmonic::domain::music::pool::Pool;

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    let (first, second) = (fingerprint_lists(pool), fingerprint_lists(pool));
    println!(
        "## Determinism\n35 lists for all goals and emotions, learning in between: {first:016x}\n"
    );
    vec![figure(
        "the same seeds give the same lists",
        first == second,
    )]
}
