//! The artists, genres and tracks that a person is known to like from outside this page.
//!
//! It lifts tracks in a list and teaches nothing: whoever brings it decides how long it is kept.

use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::quantity::Fraction;
use crate::domain::text::lowercase_text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The share of a track's lift that its genre gives, beside 1 for its artist.
// Empirical: most people like several genres, and few tracks of each.
const GENRE_SHARE: f32 = 0.4;

/// The artists, genres and tracks that a person is known to like from outside this page. Names are in lower case.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Affinity {
    artists: BTreeMap<String, Fraction>,
    genres: BTreeMap<String, Fraction>,
    own: BTreeSet<TrackId>,
}

impl Affinity {
    /// The affinity of a person of whom nothing is known.
    pub const NONE: Self = Self {
        artists: BTreeMap::new(),
        genres: BTreeMap::new(),
        own: BTreeSet::new(),
    };

    /// Makes the affinity for these artists and genres, with how much each is liked, and for these tracks of the
    /// person's own: ids, or marks of names ([`TrackId::of_names`]). The case of names is of no matter.
    pub fn new<'a>(
        artists: impl IntoIterator<Item = (&'a str, Fraction)>,
        genres: impl IntoIterator<Item = (&'a str, Fraction)>,
        own: impl IntoIterator<Item = &'a TrackId>,
    ) -> Self {
        Self {
            artists: by_name(artists),
            genres: by_name(genres),
            own: own.into_iter().cloned().collect(),
        }
    }

    /// Tells if a track is the person's own, by its id or by its names.
    #[must_use]
    pub fn owns(&self, track: &Track) -> bool {
        !self.own.is_empty()
            && (self.own.contains(&track.id)
                || self
                    .own
                    .contains(&TrackId::of_names(&track.artist, &track.title)))
    }

    /// The lift a track gets in a list: 1 for a person's own, up to 1 for its artist, less for its genre alone.
    #[must_use]
    pub fn lift(&self, track: &Track) -> Fraction {
        if self.owns(track) {
            return Fraction::MAX;
        }
        if self.artists.is_empty() && self.genres.is_empty() {
            return Fraction::MIN;
        }
        let genre = GENRE_SHARE * self.of_genre(&track.genre).get();
        Fraction::clamped(self.of_artist(&track.artist).get().max(genre))
    }

    /// The degree to which an artist is liked: 0 for one that is not known.
    #[must_use]
    pub fn of_artist(&self, artist: &str) -> Fraction {
        share(&self.artists, artist)
    }

    /// The degree to which a genre is liked: 0 for one that is not known.
    #[must_use]
    pub fn of_genre(&self, genre: &str) -> Fraction {
        share(&self.genres, genre)
    }
}

fn share(names: &BTreeMap<String, Fraction>, name: &str) -> Fraction {
    let known = names.get(&lowercase_text(name)).copied();
    known.unwrap_or_default()
}

fn by_name<'a>(names: impl IntoIterator<Item = (&'a str, Fraction)>) -> BTreeMap<String, Fraction> {
    let names = names.into_iter();
    names
        .map(|(name, liked)| (lowercase_text(name), liked))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::catalogue::Catalogue;

    fn track() -> Track {
        let text = std::fs::read_to_string("src/domain/music/catalogue.tsv").unwrap();
        Catalogue::from_rows(&text).unwrap().tracks()[0].clone()
    }

    #[test]
    fn nobody_known_lifts_nothing() {
        assert_eq!(Affinity::default().lift(&track()), Fraction::MIN);
    }

    #[test]
    fn an_own_track_is_lifted_most_and_a_genre_less_than_an_artist() {
        let track = track();
        let half = Fraction::clamped(0.5);
        let loud = track.artist.to_uppercase();
        let own = Affinity::new([], [], [&track.id]);
        let named = TrackId::of_names(&loud, &track.title);
        let by_name = Affinity::new([], [], [&named]);
        let artist = Affinity::new([(loud.as_str(), half)], [], []);
        let genre = Affinity::new([], [(track.genre.as_str(), half)], []);
        assert_eq!(own.lift(&track), Fraction::MAX);
        assert_eq!(
            by_name.lift(&track),
            Fraction::MAX,
            "the same song under another id"
        );
        assert_eq!(artist.lift(&track), half);
        assert!(genre.lift(&track) > Fraction::MIN && genre.lift(&track) < half);
    }
}
