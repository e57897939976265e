//! The explanation of what was learned: about one track, and about everything.

pub use crate::domain::music::taste::preference::{Contribution, LearnedPreference, Preference};

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::Track;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::counting_feedback;
use crate::domain::music::taste::feedback::{Feedback, ThumbVerdict};
use crate::domain::music::taste::model::{Cause, Quadrant};
use crate::domain::music::taste::origin::Origin;
use crate::domain::music::taste::traits::{TasteTrait, trait_weights_in, traits_of_track};
use crate::domain::order::sort_by;
use std::collections::BTreeMap;

/// The share of a thumb below which an influence is not worth a word.
const FAINT: f32 = 0.04;

/// A taste made ready to explain: the thumbs for each artist and genre are counted once.
#[derive(Debug)]
pub struct Explainer<'a> {
    taste: &'a Taste,
    tallies: BTreeMap<Preference, ThumbTally>,
    counting: usize,
}

/// The count of what was said about an artist or a genre.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct ThumbTally {
    all: usize,
    ups: usize,
    /// The quadrant of all thumbs up, while there is just one.
    quadrant: Option<Quadrant>,
    several_quadrants: bool,
}

impl ThumbTally {
    fn add(&mut self, feedback: &Feedback) {
        self.all += 1;
        if feedback.verdict == ThumbVerdict::Up {
            let quadrant = Quadrant::of(feedback.mood);
            self.several_quadrants |= self.quadrant.is_some_and(|known| known != quadrant);
            self.quadrant = Some(quadrant);
            self.ups += 1;
        }
    }

    /// Tells if two or more thumbs up were given to it, all in this quadrant of the plane.
    fn only_in(&self, quadrant: Quadrant) -> bool {
        self.ups >= 2 && !self.several_quadrants && self.quadrant == Some(quadrant)
    }
}

impl Taste {
    /// Makes an explainer for many tracks.
    #[must_use]
    pub fn explainer(&self) -> Explainer<'_> {
        let counting = counting_feedback(self.log());
        let mut tallies: BTreeMap<Preference, ThumbTally> = BTreeMap::new();
        for feedback in &counting {
            for preference in [
                Preference::Genre(feedback.genre.clone()),
                Preference::Artist(feedback.artist.clone()),
            ] {
                tallies.entry(preference).or_default().add(feedback);
            }
        }
        Explainer {
            taste: self,
            tallies,
            counting: counting.len(),
        }
    }

    /// Everything that was learned, the strongest first; the muted ones too.
    #[must_use]
    pub fn learned(&self) -> Vec<LearnedPreference> {
        self.explainer().learned()
    }

    pub(super) fn is_muted(&self, cause: &Cause) -> bool {
        self.muted()
            .iter()
            .any(|preference| match (preference, cause) {
                (Preference::Genre(muted), Cause::Genre(genre) | Cause::GenreIn(genre, _)) => {
                    muted == genre
                }
                (Preference::Artist(muted), Cause::Artist(artist)) => muted == artist,
                (Preference::Origin(muted), Cause::Origin(origin)) => *muted == origin.words(),
                _ => false,
            })
    }
}

impl Explainer<'_> {
    /// Explains the pull and push of the taste on a track in a mood: the strongest first, nothing faint, nothing
    /// muted.
    #[must_use]
    pub fn explain(&self, track: &Track, mood: Place) -> Vec<Contribution> {
        if self.taste.is_empty() {
            return Vec::new();
        }
        let mut found = self.by_traits(track, mood);
        found.push(self.by_genre(track, mood));
        found.push(self.by_artist(track));
        found.extend(self.by_origin(track));
        let muted = self.taste.muted();
        found.retain(|one| one.strength.abs() >= FAINT && !muted.contains(&one.preference));
        sort_by(&mut found, |a, b| {
            b.strength.abs().total_cmp(&a.strength.abs())
        });
        found
    }

    fn learned(&self) -> Vec<LearnedPreference> {
        let model = self.taste.model();
        let muted = self.taste.muted();
        let traits = TasteTrait::ALL
            .map(Preference::Trait)
            .into_iter()
            .zip(trait_weights_in(&model.weights.mean, Place::MIDDLE))
            .filter(|(preference, weight)| {
                shown(*weight).abs() >= FAINT || muted.contains(preference)
            });
        let effects = model
            .effects
            .iter()
            .filter_map(|(cause, belief)| Some((cause.preference()?, belief.mean)));
        let mut learned: Vec<_> = traits
            .chain(effects)
            .map(|(preference, strength)| LearnedPreference {
                strength: shown(strength),
                evidence: self
                    .tallies
                    .get(&preference)
                    .map_or(self.counting, |t| t.all),
                muted: muted.contains(&preference),
                preference,
            })
            .collect();
        sort_by(&mut learned, |a, b| {
            let stronger = b.strength.abs().total_cmp(&a.strength.abs());
            stronger.then_with(|| a.preference.cmp(&b.preference))
        });
        learned
    }

    fn by_traits(&self, track: &Track, mood: Place) -> Vec<Contribution> {
        let weights = trait_weights_in(&self.taste.model().weights.mean, mood);
        TasteTrait::ALL
            .into_iter()
            .zip(weights.into_iter().zip(traits_of_track(track)))
            .map(|(of, (weight, value))| Contribution {
                preference: Preference::Trait(of),
                when: None,
                strength: shown(weight * value),
                more: value >= 0.0,
                ups: 0,
            })
            .collect()
    }

    fn by_genre(&self, track: &Track, mood: Place) -> Contribution {
        let quadrant = Quadrant::of(mood);
        let belief = |cause| self.taste.model().belief(&cause).mean;
        let always = belief(Cause::Genre(track.genre.clone()));
        let now = belief(Cause::GenreIn(track.genre.clone(), quadrant));
        let preference = Preference::Genre(track.genre.clone());
        let tally = self.tally(&preference);
        Contribution {
            preference,
            when: tally.only_in(quadrant).then_some(quadrant),
            strength: shown(always + now),
            more: true,
            ups: tally.ups,
        }
    }

    fn by_artist(&self, track: &Track) -> Contribution {
        let belief = self
            .taste
            .model()
            .belief(&Cause::Artist(track.artist.clone()));
        let preference = Preference::Artist(track.artist.clone());
        Contribution {
            ups: self.tally(&preference).ups,
            preference,
            when: None,
            strength: shown(belief.mean),
            more: true,
        }
    }

    fn by_origin(&self, track: &Track) -> impl Iterator<Item = Contribution> {
        let origins = Origin::of_annotation(&track.annotation);
        origins.into_iter().flatten().map(|origin| Contribution {
            preference: Preference::Origin(origin.words()),
            when: None,
            strength: shown(self.taste.model().belief(&Cause::Origin(origin)).mean),
            more: true,
            ups: 0,
        })
    }

    fn tally(&self, preference: &Preference) -> ThumbTally {
        self.tallies.get(preference).copied().unwrap_or_default()
    }
}

impl Cause {
    fn preference(&self) -> Option<Preference> {
        match self {
            Self::Genre(genre) => Some(Preference::Genre(genre.clone())),
            Self::Artist(artist) => Some(Preference::Artist(artist.clone())),
            Self::Origin(origin) => Some(Preference::Origin(origin.words())),
            Self::GenreIn(..) => None,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a strength is shown with two digits"
)]
const fn shown(strength: f64) -> f32 {
    strength as f32
}
