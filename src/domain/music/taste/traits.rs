//! The traits of a track that a taste can lean on, as numbers of about the same spread.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::{AudioFeatures, Track};
use crate::domain::music::taste::feedback::Feedback;
use serde::{Deserialize, Serialize};

/// A trait of a track that a taste can lean to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TasteTrait {
    /// The trait from gloomy to cheerful.
    Valence,
    /// The trait from calm to intense.
    Energy,
    /// The ease of dancing to it.
    Danceability,
    /// The trait from slow to fast.
    Tempo,
    /// The trait from electric to acoustic.
    Acousticness,
    /// The trait from sung to instrumental.
    Instrumentalness,
    /// The trait from old to new.
    Year,
}

impl TasteTrait {
    /// All seven traits, in the order of the model.
    pub const ALL: [Self; 7] = [
        Self::Valence,
        Self::Energy,
        Self::Danceability,
        Self::Tempo,
        Self::Acousticness,
        Self::Instrumentalness,
        Self::Year,
    ];

    /// The words for the music that someone prefers who leans to more of the trait, or to less.
    #[must_use]
    pub const fn words(self, more: bool) -> &'static str {
        match (self, more) {
            (Self::Valence, true) => "brighter music",
            (Self::Valence, false) => "darker music",
            (Self::Energy, true) => "stronger music",
            (Self::Energy, false) => "softer music",
            (Self::Danceability, true) => "music to dance to",
            (Self::Danceability, false) => "music to sit and listen to",
            (Self::Tempo, true) => "faster music",
            (Self::Tempo, false) => "slower music",
            (Self::Acousticness, true) => "an acoustic sound",
            (Self::Acousticness, false) => "an electric sound",
            (Self::Instrumentalness, true) => "instrumental music",
            (Self::Instrumentalness, false) => "songs with words",
            (Self::Year, true) => "newer music",
            (Self::Year, false) => "older music",
        }
    }
}

/// Numbers for a track, one for each of [`TasteTrait::ALL`], about −2 to 2: minus the middle, over the spread, of the
/// public tables.
pub(in crate::domain::music) type TraitValues = [f64; 7];

/// The number of regressors: one and the seven traits; the same times the mood's valence; the same times its arousal.
pub(super) const DIMENSIONS: usize = 24;

/// Scales features and a year to traits.
// Medians and about half the distance between the outer sixths of the public tables; the year's are ours.
fn scaled(features: [f32; 6], year: u16) -> TraitValues {
    const MIDDLE_AND_SPREAD: [(f64, f64); 7] = [
        (0.51, 0.24),
        (0.63, 0.2),
        (0.65, 0.15),
        (118.0, 27.0),
        (0.25, 0.28),
        (0.1, 0.25),
        (1995.0, 15.0),
    ];
    let [
        valence,
        energy,
        danceability,
        tempo,
        acousticness,
        instrumentalness,
    ] = features.map(f64::from);
    let mut traits = [
        valence,
        energy,
        danceability,
        tempo,
        acousticness,
        instrumentalness,
        // Zero stands for a year that is not known.
        f64::from(if year == 0 { 1995 } else { year }),
    ];
    for (value, (middle, spread)) in traits.iter_mut().zip(MIDDLE_AND_SPREAD) {
        *value = ((*value - middle) / spread).clamp(-3.0, 3.0);
    }
    traits
}

/// The traits of a track, in the order of [`TasteTrait::ALL`].
pub(in crate::domain::music) fn traits_of_track(track: &Track) -> TraitValues {
    let AudioFeatures {
        valence,
        energy,
        danceability,
        tempo,
        acousticness,
        instrumentalness,
        ..
    } = track.features;
    scaled(
        [
            valence.get(),
            energy.get(),
            danceability.get(),
            tempo.get(),
            acousticness.get(),
            instrumentalness.get(),
        ],
        track.year,
    )
}

/// The traits of the track that a thumb is about, in the order of [`TasteTrait::ALL`].
pub(super) fn traits_of_feedback(feedback: &Feedback) -> TraitValues {
    scaled(
        [
            feedback.valence.get(),
            feedback.energy.get(),
            feedback.danceability.get(),
            feedback.tempo.get(),
            feedback.acousticness.get(),
            feedback.instrumentalness.get(),
        ],
        feedback.year,
    )
}

/// The regressors of a track with these traits in a mood.
pub(super) fn regressors_in(traits: &TraitValues, mood: Place) -> [f64; DIMENSIONS] {
    let own = || std::iter::once(1.0).chain(traits.iter().copied());
    let (valence, arousal) = (f64::from(mood.valence.get()), f64::from(mood.arousal.get()));
    let all = own()
        .chain(own().map(move |value| value * valence))
        .chain(own().map(move |value| value * arousal));
    let mut regressors = [0.0; DIMENSIONS];
    for (place, value) in regressors.iter_mut().zip(all) {
        *place = value;
    }
    regressors
}

/// The weight of each trait in a mood, from the weights of the regression. Their constants are left out: the rate at
/// which a person gives thumbs up says nothing about a track.
pub(super) fn trait_weights_in(weights: &[f64; DIMENSIONS], mood: Place) -> TraitValues {
    let (valence, arousal) = (f64::from(mood.valence.get()), f64::from(mood.arousal.get()));
    let mut folded = [0.0; 7];
    let part = |from: usize| weights.iter().skip(from).copied();
    let parts = part(1).zip(part(9)).zip(part(17));
    for (place, ((own, by_valence), by_arousal)) in folded.iter_mut().zip(parts) {
        *place = own + by_valence * valence + by_arousal * arousal;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_weights_say_what_the_regression_says_but_for_its_constants() {
        let weights: [f64; DIMENSIONS] =
            std::array::from_fn(|at| crate::domain::music::chance::normal_noise(5, at as u64));
        let mood = Place::clamped(0.5, -0.25);
        let traits = [0.3, -1.0, 0.2, 2.0, 0.0, 1.0, -0.5];
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let whole = dot(&weights, &regressors_in(&traits, mood));
        let constants = weights[0] + 0.5 * weights[8] - 0.25 * weights[16];
        let folded = dot(&trait_weights_in(&weights, mood), &traits);
        assert!((whole - constants - folded).abs() < 1e-9);
    }
}
