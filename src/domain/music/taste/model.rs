//! The regression that a taste is: Bayesian, linear, one thumb at a time.
//!
//! What a thumb says (1 up, −1 down) is explained by a sum: weights on the track's traits and on traits times
//! mood, one effect for its genre in this quadrant of the plane, small ones for its genre, its language, its voice and
//! its country everywhere, one for its artist. Each has
//! a normal prior around nothing, so that little is believed after little (shrinkage). The weights share a full
//! covariance, the many effects have a variance each, and an update is projected back to that shape (assumed
//! density filtering: Opper, "A Bayesian approach to on-line learning", 1998): O(d²), d = 24, and one line for
//! each effect. Linear rather than logistic: the update is exact in the weights, needs no exponentials (whose
//! last bits differ between platforms), and the order of thumbs hardly matters. The few lines of algebra here
//! are less than a crate would add to the page.

use crate::domain::mood::place::Place;
use crate::domain::music::taste::feedback::{Feedback, ThumbVerdict};
use crate::domain::music::taste::origin::Origin;
use crate::domain::music::taste::traits::{DIMENSIONS, regressors_in, traits_of_feedback};
use std::collections::BTreeMap;

/// The variances of what is believed before any thumb, and of a thumb itself.
// Empirical: chosen with the evaluation's simulated listeners.
struct Prior;

impl Prior {
    /// Variance of the constant and of the trait weights.
    const WEIGHT: f64 = 0.08;
    /// Variance of the mood's change to the constant and the trait weights.
    const BY_MOOD: f64 = 0.015;
    /// Variance of a genre's effect in all moods: a little spills over.
    const GENRE: f64 = 0.07;
    /// Variance of a genre's effect in one quadrant of the plane, beside its own.
    // Whoever wants no rock when angry may well want it when happy.
    const GENRE_IN: f64 = 0.28;
    /// Variance of the effect of a language, a voice or a country.
    const ORIGIN: f64 = 0.04;
    /// Variance of an artist's effect.
    const ARTIST: f64 = 0.15;
    /// Variance of a thumb around the explained part.
    const THUMB_NOISE: f64 = 0.5;
    /// Variance of a skip around the explained part.
    // A skip says less: it may be the moment.
    const SKIP_NOISE: f64 = 2.0;
}

/// A quadrant of the mood plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quadrant {
    /// The pleasant and excited quadrant.
    Lively,
    /// The pleasant and quiet quadrant.
    Calm,
    /// The unpleasant and excited quadrant.
    Tense,
    /// The unpleasant and quiet quadrant.
    Low,
}

impl Quadrant {
    /// The quadrant that a place lies in.
    #[must_use]
    pub fn of(place: Place) -> Self {
        match (place.valence.get() >= 0.0, place.arousal.get() >= 0.0) {
            (true, true) => Self::Lively,
            (true, false) => Self::Calm,
            (false, true) => Self::Tense,
            (false, false) => Self::Low,
        }
    }

    /// The quadrant's word for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lively => "lively",
            Self::Calm => "calm",
            Self::Tense => "tense",
            Self::Low => "low",
        }
    }
}

/// A part of a track with an effect of its own on the liking.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cause {
    Genre(String),
    GenreIn(String, Quadrant),
    Artist(String),
    Origin(Origin),
}

impl Cause {
    const fn prior(&self) -> Belief {
        let variance = match self {
            Self::Genre(_) => Prior::GENRE,
            Self::GenreIn(..) => Prior::GENRE_IN,
            Self::Artist(_) => Prior::ARTIST,
            Self::Origin(_) => Prior::ORIGIN,
        };
        Belief {
            mean: 0.0,
            variance,
        }
    }
}

/// A normal belief about one effect: its mean and its variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Belief {
    pub mean: f64,
    pub variance: f64,
}

/// The belief about all weights: symmetric, positive definite covariance.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TasteWeights {
    pub mean: [f64; DIMENSIONS],
    pub covariance: [[f64; DIMENSIONS]; DIMENSIONS],
}

/// The belief about weights and effects after some thumbs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TasteModel {
    pub weights: TasteWeights,
    /// The beliefs about effects that a thumb has touched; the others are their prior.
    pub effects: BTreeMap<Cause, Belief>,
}

impl Default for TasteModel {
    fn default() -> Self {
        let mut covariance = [[0.0; DIMENSIONS]; DIMENSIONS];
        for (at, row) in covariance.iter_mut().enumerate() {
            if let Some(variance) = row.get_mut(at) {
                *variance = if at < 8 {
                    Prior::WEIGHT
                } else {
                    Prior::BY_MOOD
                };
            }
        }
        Self {
            weights: TasteWeights {
                mean: [0.0; DIMENSIONS],
                covariance,
            },
            effects: BTreeMap::new(),
        }
    }
}

impl TasteModel {
    /// Learns from one thumb.
    pub fn update(&mut self, feedback: &Feedback) {
        let (said, noise) = match feedback.verdict {
            ThumbVerdict::Up => (1.0, Prior::THUMB_NOISE),
            ThumbVerdict::Down => (-1.0, Prior::THUMB_NOISE),
            ThumbVerdict::Skip => (-0.5, Prior::SKIP_NOISE),
            ThumbVerdict::Song => return,
        };
        let x = regressors_in(&traits_of_feedback(feedback), feedback.mood);
        let causes = causes_of(feedback);
        let spread: Vec<f64> = self
            .weights
            .covariance
            .iter()
            .map(|row| dot_product(row, &x))
            .collect();
        let beliefs: Vec<_> = causes.iter().map(|cause| self.belief(cause)).collect();
        let explained =
            dot_product(&self.weights.mean, &x) + beliefs.iter().map(|b| b.mean).sum::<f64>();
        let variance =
            dot_product(&spread, &x) + beliefs.iter().map(|b| b.variance).sum::<f64>() + noise;
        let gain = (said - explained) / variance;
        self.weights.update_rank_one(&spread, gain, variance);
        for (cause, belief) in causes.into_iter().zip(beliefs) {
            let next = Belief {
                mean: belief.mean + belief.variance * gain,
                variance: belief.variance - belief.variance * belief.variance / variance,
            };
            self.effects.insert(cause, next);
        }
    }

    /// The belief about one cause: the prior for one that no thumb has touched.
    pub fn belief(&self, cause: &Cause) -> Belief {
        self.effects
            .get(cause)
            .copied()
            .unwrap_or_else(|| cause.prior())
    }
}

impl TasteWeights {
    /// The rank-one update of a Kalman filter: `spread` is the covariance times the regressors.
    fn update_rank_one(&mut self, spread: &[f64], gain: f64, variance: f64) {
        for (mean, along) in self.mean.iter_mut().zip(spread) {
            *mean += along * gain;
        }
        for (row, down) in self.covariance.iter_mut().zip(spread) {
            for (value, across) in row.iter_mut().zip(spread) {
                *value -= down * across / variance;
            }
        }
    }

    /// Draws weights from the belief: the mean plus the Cholesky factor times `normals`, `share` of it.
    pub fn draw_sample(&self, normals: &[f64; DIMENSIONS], share: f64) -> [f64; DIMENSIONS] {
        let mut drawn = self.mean;
        for (value, row) in drawn.iter_mut().zip(cholesky(&self.covariance)) {
            *value += share * dot_product(&row, normals);
        }
        drawn
    }
}

/// The rows of the lower factor of a positive definite matrix, each as long as its diagonal. A pivot that rounding
/// made too small is taken as tiny.
fn cholesky(matrix: &[[f64; DIMENSIONS]; DIMENSIONS]) -> Vec<Vec<f64>> {
    const TINY: f64 = 1e-12;
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(DIMENSIONS);
    for (at, values) in matrix.iter().enumerate() {
        let mut row: Vec<f64> = Vec::with_capacity(at + 1);
        for (above, value) in rows.iter().zip(values) {
            let pivot = above.last().copied().unwrap_or(1.0);
            // `above` is one longer than `row` is by now: its pivot is left out of the sum.
            row.push((value - dot_product(&row, above)) / pivot);
        }
        let own = values.get(at).copied().unwrap_or_default() - dot_product(&row, &row);
        row.push(own.max(TINY).sqrt());
        rows.push(row);
    }
    rows
}

fn causes_of(feedback: &Feedback) -> Vec<Cause> {
    let mut causes = vec![
        Cause::Genre(feedback.genre.clone()),
        Cause::GenreIn(feedback.genre.clone(), Quadrant::of(feedback.mood)),
        Cause::Artist(feedback.artist.clone()),
    ];
    let origins = Origin::of_annotation(&feedback.annotation);
    causes.extend(origins.into_iter().flatten().map(Cause::Origin));
    causes
}

/// The sum of products, over the shorter of both.
pub(super) fn dot_product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factor_times_itself_is_the_matrix() {
        let mut model = TasteModel::default();
        let x: [f64; DIMENSIONS] =
            std::array::from_fn(|at| crate::domain::music::chance::normal_noise(5, at as u64));
        let spread: Vec<f64> = model
            .weights
            .covariance
            .iter()
            .map(|row| dot_product(row, &x))
            .collect();
        model
            .weights
            .update_rank_one(&spread, 0.3, 1.0 + dot_product(&spread, &x));
        let rows = cholesky(&model.weights.covariance);
        for (i, row) in rows.iter().enumerate() {
            for (j, other) in rows.iter().enumerate() {
                let product = dot_product(row, other);
                assert!((product - model.weights.covariance[i][j]).abs() < 1e-12);
            }
        }
    }
}
