//! Simulated listeners with a hidden taste.
//!
//! The generator: a listener's utility of a track in a mood is the sum of seven trait weights (normal, deviation
//! 0.5, traits brought to mean 0 and deviation 1 over the catalogue), each changed by the mood's valence and by its
//! arousal (deviation 0.2), an effect for each genre (deviation 1) and one for each artist (deviation 0.5). They give a
//! thumb up with the probability `1 / (1 + exp(−1.5 · utility))`, else a thumb down; that probability is the
//! hidden liking.

use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::Track;
use feelharmonic::domain::music::chance::{digest_text, normal_noise, uniform_noise};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;

type Traits = [f64; 7];

/// Mean and deviation of each trait over the catalogue.
pub struct Spread {
    mean: Traits,
    deviation: Traits,
}

impl Spread {
    pub fn of(pool: &Pool) -> Self {
        let count = pool.tracks().len() as f64;
        let raw: Vec<Traits> = pool.tracks().iter().map(raw).collect();
        let mean = std::array::from_fn(|at| {
            raw.iter().filter_map(|traits| traits.get(at)).sum::<f64>() / count
        });
        let deviation = std::array::from_fn(|at| {
            let mean: &Traits = &mean;
            let off = |traits: &Traits| (traits.get(at).unwrap() - mean.get(at).unwrap()).powi(2);
            (raw.iter().map(off).sum::<f64>() / count).sqrt().max(1e-6)
        });
        Self { mean, deviation }
    }

    fn scaled(&self, track: &Track) -> Traits {
        let mut traits = raw(track);
        for ((value, mean), deviation) in traits.iter_mut().zip(self.mean).zip(self.deviation) {
            *value = (*value - mean) / deviation;
        }
        traits
    }
}

fn raw(track: &Track) -> Traits {
    let features = &track.features;
    [
        features.valence.get(),
        features.energy.get(),
        features.danceability.get(),
        features.tempo.get(),
        features.acousticness.get(),
        features.instrumentalness.get(),
        f32::from(track.year),
    ]
    .map(f64::from)
}

pub struct Listener<'a> {
    seed: u64,
    spread: &'a Spread,
    own: Traits,
    by_valence: Traits,
    by_arousal: Traits,
}

impl<'a> Listener<'a> {
    pub fn new(seed: u64, spread: &'a Spread) -> Self {
        let drawn = |from: u64, deviation: f64| {
            std::array::from_fn(|at| deviation * normal_noise(seed, from + at as u64))
        };
        Self {
            seed,
            spread,
            own: drawn(0, 0.5),
            by_valence: drawn(10, 0.2),
            by_arousal: drawn(20, 0.2),
        }
    }

    /// The probability of a thumb up, 0 to 1.
    pub fn liking(&self, track: &Track, mood: Place) -> f32 {
        let (valence, arousal) = (f64::from(mood.valence.get()), f64::from(mood.arousal.get()));
        let weights = self.own.iter().zip(self.by_valence).zip(self.by_arousal);
        let sound: f64 = self
            .spread
            .scaled(track)
            .iter()
            .zip(weights)
            .map(|(value, ((own, v), a))| value * (own + v * valence + a * arousal))
            .sum();
        let genre = normal_noise(self.seed ^ 1, digest_text(&track.genre));
        let artist = 0.5 * normal_noise(self.seed ^ 2, digest_text(&track.artist));
        (1.0 / (1.0 + (-1.5 * (sound + genre + artist)).exp())) as f32
    }

    /// Their thumb for it.
    pub fn thumb(&self, track: &Track, mood: Place) -> ThumbVerdict {
        let noise = uniform_noise(self.seed ^ 3, digest_text(track.id.as_str()));
        if noise < self.liking(track, mood) {
            ThumbVerdict::Up
        } else {
            ThumbVerdict::Down
        }
    }
}
