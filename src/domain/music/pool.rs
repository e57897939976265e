//! The tracks a list is drawn from, made ready once, so that drawing touches few of their texts.

use crate::domain::music::catalogue::{Catalogue, Track, TrackId};
use crate::domain::music::filter::Filter;
use std::collections::BTreeMap;

/// The facts that drawing needs of a track besides its sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TrackKind {
    /// The artist's index in the pool.
    pub artist: u32,
    /// The genre's index in the pool.
    pub genre: u32,
    /// The year divided by ten.
    pub decade: u16,
    /// A mark for explicit words in the track.
    pub explicit: bool,
    /// The family of the genre.
    pub family: GenreFamily,
}

/// A family of genres that sit well beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GenreFamily {
    /// Guitars: rock, metal, indie.
    Guitars,
    /// Beats: hip hop, electronic music.
    Beats,
    /// Latin and African music, reggae.
    Rhythms,
    /// Quiet and acoustic music: folk, jazz, classical, ambient.
    Quiet,
    /// Pop, soul and what is between all others.
    Middle,
}

impl GenreFamily {
    fn of_genre(genre: &str) -> Self {
        const FAMILIES: [(GenreFamily, &[&str]); 4] = [
            (
                GenreFamily::Quiet,
                &["folk", "jazz", "classical", "ambient", "acoustic"],
            ),
            (GenreFamily::Guitars, &["rock", "metal", "indie", "punk"]),
            (GenreFamily::Beats, &["hip", "rap", "electronic", "house"]),
            (GenreFamily::Rhythms, &["latin", "afro", "reggae"]),
        ];
        let has = |words: &&[&str]| words.iter().any(|word| genre.contains(word));
        let mut found = FAMILIES.iter().filter(|(_, words)| has(words));
        found.next().map_or(Self::Middle, |(family, _)| *family)
    }

    /// Tells if two families jar beside each other; the middle jars with none.
    pub fn jars_with(self, other: Self) -> bool {
        self != other && self != Self::Middle && other != Self::Middle
    }
}

/// The tracks a list is drawn from: the catalogue, the person's own, or both.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pool {
    tracks: Vec<Track>,
    /// Valence and energy of each track, side by side.
    sounds: Vec<(f32, f32)>,
    kinds: Vec<TrackKind>,
    artists: Vec<String>,
    genres: Vec<String>,
    /// Indices of the tracks, in the order of their ids.
    by_id: Vec<u32>,
}

impl Pool {
    /// Makes the pool of these tracks. Of tracks with the same id the first stays.
    #[must_use]
    pub fn new(tracks: Vec<Track>) -> Self {
        let tracks = without_repeats(tracks);
        let artists = ordered(&tracks, |track| &track.artist);
        let genres = ordered(&tracks, |track| &track.genre);
        let families: Vec<_> = genres
            .iter()
            .map(|genre| GenreFamily::of_genre(genre))
            .collect();
        let family_of = |genre: u32| {
            let at = usize::try_from(genre).unwrap_or(usize::MAX);
            families.get(at).copied().unwrap_or(GenreFamily::Middle)
        };
        let kinds = tracks
            .iter()
            .map(|track| {
                let genre = place_in(&genres, &track.genre).unwrap_or_default();
                TrackKind {
                    artist: place_in(&artists, &track.artist).unwrap_or_default(),
                    genre,
                    decade: track.year / 10,
                    explicit: track.explicit,
                    family: family_of(genre),
                }
            })
            .collect();
        let sounds = tracks
            .iter()
            .map(|track| (track.features.valence.get(), track.features.energy.get()))
            .collect();
        let mut by_id: Vec<u32> = (0..).take(tracks.len()).collect();
        by_id.sort_unstable_by(|a, b| id_at(&tracks, *a).cmp(&id_at(&tracks, *b)));
        Self {
            tracks,
            sounds,
            kinds,
            artists,
            genres,
            by_id,
        }
    }

    /// Every track, in the order given.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// The genres of all tracks, in alphabetical order, each once.
    #[must_use]
    pub fn genres(&self) -> &[String] {
        &self.genres
    }

    /// Finds the track with this id.
    #[must_use]
    pub fn find(&self, id: &TrackId) -> Option<&Track> {
        self.index_of(id).and_then(|at| self.tracks.get(at))
    }

    /// The number of tracks that a filter leaves.
    #[must_use]
    pub fn count_allowed(&self, filter: &Filter) -> usize {
        self.allowed_mask(filter)
            .iter()
            .filter(|allowed| **allowed)
            .count()
    }

    pub(super) fn index_of(&self, id: &TrackId) -> Option<usize> {
        self.by_id
            .binary_search_by(|at| id_at(&self.tracks, *at).cmp(&Some(id)))
            .ok()
            .and_then(|found| self.by_id.get(found))
            .and_then(|at| usize::try_from(*at).ok())
    }

    pub(super) fn kinds(&self) -> &[TrackKind] {
        &self.kinds
    }

    pub(super) fn sounds(&self) -> &[(f32, f32)] {
        &self.sounds
    }

    pub(super) fn artist_index(&self, artist: &str) -> Option<u32> {
        place_in(&self.artists, artist)
    }

    pub(super) fn genre_index(&self, genre: &str) -> Option<u32> {
        place_in(&self.genres, genre)
    }

    /// Flags for the pool's tracks, one each: true where the filter allows the track.
    pub(super) fn allowed_mask(&self, filter: &Filter) -> Vec<bool> {
        let genres: Vec<bool> = self
            .genres
            .iter()
            .map(|genre| filter.allows_genre(genre))
            .collect();
        let genre_allowed = |genre: u32| {
            usize::try_from(genre)
                .ok()
                .and_then(|at| genres.get(at))
                .is_some_and(|allowed| *allowed)
        };
        self.kinds
            .iter()
            .map(|kind| genre_allowed(kind.genre) && !(filter.hide_explicit && kind.explicit))
            .collect()
    }
}

impl From<&Catalogue> for Pool {
    fn from(catalogue: &Catalogue) -> Self {
        Self::new(catalogue.tracks().to_vec())
    }
}

fn id_at(tracks: &[Track], at: u32) -> Option<&TrackId> {
    usize::try_from(at)
        .ok()
        .and_then(|at| tracks.get(at))
        .map(|track| &track.id)
}

fn without_repeats(tracks: Vec<Track>) -> Vec<Track> {
    let mut first = BTreeMap::new();
    for (at, track) in tracks.iter().enumerate() {
        first.entry(track.id.clone()).or_insert(at);
    }
    if first.len() == tracks.len() {
        return tracks;
    }
    tracks
        .into_iter()
        .enumerate()
        .filter(|(at, track)| first.get(&track.id) == Some(at))
        .map(|(_, track)| track)
        .collect()
}

fn ordered(tracks: &[Track], text: impl Fn(&Track) -> &String) -> Vec<String> {
    let mut texts: Vec<&String> = tracks.iter().map(text).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.into_iter().cloned().collect()
}

fn place_in(texts: &[String], text: &str) -> Option<u32> {
    texts
        .binary_search_by(|other| other.as_str().cmp(text))
        .ok()
        .and_then(|at| u32::try_from(at).ok())
}
