//! A taste made ready for one list: what it says of each track of a pool, as it is believed and as it is drawn.
//!
//! Thompson sampling (Thompson, 1933; Chapelle & Li, "An empirical evaluation of Thompson sampling", 2011): a
//! list follows one taste drawn from the belief, so that what is uncertain is tried now and then, and what is
//! known is not tried any more.

use crate::domain::mood::place::Place;
use crate::domain::music::chance;
use crate::domain::music::pool::Pool;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::model::{Belief, Cause, Quadrant, dot_product};
use crate::domain::music::taste::traits::{DIMENSIONS, TasteTrait, TraitValues, trait_weights_in};
use std::collections::BTreeMap;

/// The share of the belief's spread that is drawn: 1 is Thompson's.
// Less explores less, and is better liked within the hundred thumbs that a person may give (found with the
// evaluation's simulated listeners); a list of ten for changing moods explores by itself.
const BOLDNESS: f64 = 0.1;

/// The liking of a track, as believed and as drawn for one list: about −1 (thumb down) to 1 (thumb up), but
/// unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Liking {
    /// The liking as it is believed: the mean.
    pub believed: f64,
    /// The liking as it was drawn for this list.
    pub drawn: f64,
}

impl Liking {
    fn plus(self, other: Self) -> Self {
        Self {
            believed: self.believed + other.believed,
            drawn: self.drawn + other.drawn,
        }
    }
}

/// A taste made ready for one list: it scores the tracks of a pool.
#[derive(Debug, Clone)]
pub struct Scorer {
    believed: [f64; DIMENSIONS],
    drawn: [f64; DIMENSIONS],
    muted: [bool; 7],
    genres: BTreeMap<u32, Liking>,
    genres_in: BTreeMap<(u32, Quadrant), Liking>,
    artists: BTreeMap<u32, Liking>,
    blank: bool,
}

impl Scorer {
    /// Makes the scorer of a taste for the tracks of a pool, drawn with a seed.
    #[must_use]
    pub fn new(taste: &Taste, pool: &Pool, seed: u64) -> Self {
        let model = taste.model();
        let mut normals = [0.0; DIMENSIONS];
        for (at, normal) in (0..).zip(&mut normals) {
            *normal = chance::normal_noise(seed, at);
        }
        let mut scorer = Self {
            believed: model.weights.mean,
            drawn: model.weights.draw_sample(&normals, BOLDNESS),
            muted: TasteTrait::ALL.map(|of| taste.muted().contains(&Preference::Trait(of))),
            genres: BTreeMap::new(),
            genres_in: BTreeMap::new(),
            artists: BTreeMap::new(),
            blank: taste.is_empty(),
        };
        for (cause, belief) in &model.effects {
            if !taste.is_muted(cause) {
                scorer.add(cause, *belief, pool, seed);
            }
        }
        scorer
    }

    fn add(&mut self, cause: &Cause, belief: Belief, pool: &Pool, seed: u64) {
        let (name, salt) = match cause {
            Cause::Genre(genre) => (genre, 1),
            Cause::GenreIn(genre, quadrant) => (genre, 2 + *quadrant as u64),
            Cause::Artist(artist) => (artist, 6),
        };
        let noise = chance::normal_noise(seed, chance::digest_text(name).wrapping_add(salt));
        let liking = Liking {
            believed: belief.mean,
            drawn: belief.mean + BOLDNESS * belief.variance.sqrt() * noise,
        };
        match cause {
            Cause::Genre(genre) => {
                let place = pool.genre_index(genre);
                self.genres.extend(place.map(|genre| (genre, liking)));
            }
            Cause::GenreIn(genre, quadrant) => {
                let place = pool.genre_index(genre);
                self.genres_in
                    .extend(place.map(|genre| ((genre, *quadrant), liking)));
            }
            Cause::Artist(artist) => {
                let place = pool.artist_index(artist);
                self.artists.extend(place.map(|artist| (artist, liking)));
            }
        }
    }

    /// The scorer in one mood, muted traits left out.
    #[must_use]
    pub(in crate::domain::music) fn at(&self, mood: Place) -> ScorerAtMood<'_> {
        let silent = |weights: TraitValues| {
            let mut weights = weights;
            for (weight, muted) in weights.iter_mut().zip(self.muted) {
                if muted {
                    *weight = 0.0;
                }
            }
            weights
        };
        ScorerAtMood {
            scorer: self,
            believed: silent(trait_weights_in(&self.believed, mood)),
            drawn: silent(trait_weights_in(&self.drawn, mood)),
            quadrant: Quadrant::of(mood),
        }
    }
}

/// The scorer at one mood: it tells the liking of each track there.
#[derive(Debug)]
pub(in crate::domain::music) struct ScorerAtMood<'a> {
    scorer: &'a Scorer,
    believed: TraitValues,
    drawn: TraitValues,
    quadrant: Quadrant,
}

impl ScorerAtMood<'_> {
    /// Scores one track by its traits and the pool's indices of its genre and artist. Of somebody who never gave a
    /// thumb nothing is drawn either.
    pub fn liking(&self, traits: &TraitValues, genre: u32, artist: u32) -> Liking {
        if self.scorer.blank {
            return Liking::default();
        }
        let sound = Liking {
            believed: dot_product(&self.believed, traits),
            drawn: dot_product(&self.drawn, traits),
        };
        [
            self.scorer.genres.get(&genre),
            self.scorer.genres_in.get(&(genre, self.quadrant)),
            self.scorer.artists.get(&artist),
        ]
        .into_iter()
        .flatten()
        .fold(sound, |sum, liking| sum.plus(*liking))
    }
}
