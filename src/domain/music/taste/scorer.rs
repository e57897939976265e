//! A taste made ready for one list: what it says of each track of a pool, as it is believed and as it is drawn.
//!
//! Thompson sampling (Thompson, 1933; Chapelle & Li, "An empirical evaluation of Thompson sampling", 2011): a
//! list follows one taste drawn from the belief, so that what is uncertain is tried now and then, and what is
//! known is not tried any more.

use crate::domain::mood::place::Place;
use crate::domain::music::annotation::Annotation;
use crate::domain::music::chance;
use crate::domain::music::pool::Pool;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::model::{Belief, Cause, Quadrant, dot_product};
use crate::domain::music::taste::origin::Origin;
use crate::domain::music::taste::traits::{DIMENSIONS, TasteTrait, TraitValues, trait_weights_in};

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

/// The cause of a liking, by the pool's indices.
// One sorted list for all three, and no map: each type of map costs the page kilobytes of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LikingCause {
    Genre(u32),
    GenreIn(u32, Quadrant),
    Artist(u32),
    Origin(Origin),
}

/// A taste made ready for one list: it scores the tracks of a pool.
#[derive(Debug, Clone)]
pub struct Scorer {
    believed: [f64; DIMENSIONS],
    drawn: [f64; DIMENSIONS],
    muted: [bool; 7],
    /// In the order of their causes, each once.
    likings: Vec<(LikingCause, Liking)>,
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
            likings: Vec::new(),
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
        let of_origin;
        let (name, salt) = match cause {
            Cause::Genre(genre) => (genre, 1),
            Cause::GenreIn(genre, quadrant) => (genre, 2 + *quadrant as u64),
            Cause::Artist(artist) => (artist, 6),
            Cause::Origin(origin) => {
                of_origin = origin.words();
                (&of_origin, 7)
            }
        };
        let noise = chance::normal_noise(seed, chance::digest_text(name).wrapping_add(salt));
        let liking = Liking {
            believed: belief.mean,
            drawn: belief.mean + BOLDNESS * belief.variance.sqrt() * noise,
        };
        let cause = match cause {
            Cause::Genre(genre) => pool.genre_index(genre).map(LikingCause::Genre),
            Cause::GenreIn(genre, quadrant) => {
                let genre = pool.genre_index(genre);
                genre.map(|genre| LikingCause::GenreIn(genre, *quadrant))
            }
            Cause::Artist(artist) => pool.artist_index(artist).map(LikingCause::Artist),
            Cause::Origin(origin) => Some(LikingCause::Origin(*origin)),
        };
        let Some(cause) = cause else { return };
        // Of two names with one index the later counts.
        match self.find(cause).map(|at| self.likings.get_mut(at)) {
            Ok(known) => known.into_iter().for_each(|known| known.1 = liking),
            Err(at) => self.likings.insert(at, (cause, liking)),
        }
    }

    fn find(&self, cause: LikingCause) -> Result<usize, usize> {
        self.likings
            .binary_search_by(|(known, _)| known.cmp(&cause))
    }

    fn liking_for(&self, cause: LikingCause) -> Option<&Liking> {
        let at = self.find(cause).ok()?;
        self.likings.get(at).map(|(_, liking)| liking)
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
    /// Scores one track by its traits, the pool's indices of its genre and artist, and its origin. Of somebody who
    /// never gave a thumb nothing is drawn either.
    pub fn liking(
        &self,
        traits: &TraitValues,
        genre: u32,
        artist: u32,
        said: &Annotation,
    ) -> Liking {
        if self.scorer.blank {
            return Liking::default();
        }
        let sound = Liking {
            believed: dot_product(&self.believed, traits),
            drawn: dot_product(&self.drawn, traits),
        };
        let causes = [
            Some(LikingCause::Genre(genre)),
            Some(LikingCause::GenreIn(genre, self.quadrant)),
            Some(LikingCause::Artist(artist)),
        ];
        let origins = Origin::of_annotation(said);
        causes
            .into_iter()
            .chain(origins.map(|origin| origin.map(LikingCause::Origin)))
            .flatten()
            .filter_map(|cause| self.scorer.liking_for(cause))
            .fold(sound, |sum, liking| sum.plus(*liking))
    }
}
