//! Determinism: one number for very many lists, to be held against the browser's.

use crate::{Figure, figure};
use feelharmonic::domain::music::fingerprint::fingerprint;
use feelharmonic::domain::music::pool::Pool;

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    let (first, second) = (fingerprint(pool), fingerprint(pool));
    println!(
        "## Determinism\n35 lists for all goals and emotions, learning in between: {first:016x}\n"
    );
    vec![figure(
        "the same seeds give the same lists",
        first == second,
    )]
}
