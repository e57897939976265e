//! The tracks that are worth a closer look, out of however many there are.
//!
//! Two stages, as large recommenders have: a cheap look at valence and energy keeps [`LONGEST`] tracks near the
//! path, the full score is for those alone. Up to that number nothing is cut, so that our own catalogue is
//! always looked at whole.

use crate::domain::music::aim::Aim;
use crate::domain::music::pool::Pool;

/// The most tracks that are looked at closely.
pub(super) const LONGEST: usize = 4096;
/// The most aims of a path at which the tracks are looked for.
const MOST_KNOTS: usize = 8;

/// A track's squared distance on the plane of valence and energy, and its index in the pool.
type Near = (f32, u32);

/// The indices of the tracks near the aims among those that `allowed` marks, in the pool's order.
pub(super) fn shortlist_tracks(pool: &Pool, aims: &[Aim], allowed: &[bool]) -> Vec<u32> {
    let open = || {
        (0_u32..)
            .zip(pool.sounds())
            .zip(allowed)
            .filter(|(_, allowed)| **allowed)
            .map(|(track, _)| track)
    };
    if open().nth(LONGEST).is_none() {
        return open().map(|(at, _)| at).collect();
    }
    let knots = knots(aims);
    let mut near: Vec<Vec<Near>> = vec![Vec::new(); knots.len()];
    for (at, sound) in open() {
        let (knot, distance) = nearest(&knots, *sound);
        if let Some(bucket) = near.get_mut(knot) {
            bucket.push((distance, at));
        }
    }
    let share = LONGEST / knots.len().max(1);
    let mut found: Vec<u32> = near
        .into_iter()
        .flat_map(|bucket| closest(bucket, share))
        .map(|(_, at)| at)
        .collect();
    found.sort_unstable();
    found
}

/// Valence and energy of up to [`MOST_KNOTS`] aims, evenly along the path; of a stay just one.
fn knots(aims: &[Aim]) -> Vec<(f32, f32)> {
    let mut knots: Vec<_> = aims
        .iter()
        .step_by(aims.len().div_ceil(MOST_KNOTS).max(1))
        .map(|aim| (aim.intent.valence.get(), aim.intent.energy.get()))
        .collect();
    knots.dedup();
    knots
}

fn nearest(knots: &[(f32, f32)], (valence, energy): (f32, f32)) -> (usize, f32) {
    let mut best = (0, f32::INFINITY);
    for (at, (v, e)) in knots.iter().enumerate() {
        let (v, e) = (valence - v, energy - e);
        let distance = v * v + e * e;
        if distance < best.1 {
            best = (at, distance);
        }
    }
    best
}

fn closest(mut bucket: Vec<Near>, count: usize) -> Vec<Near> {
    if bucket.len() > count {
        bucket.select_nth_unstable_by(count, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        bucket.truncate(count);
    }
    bucket
}
