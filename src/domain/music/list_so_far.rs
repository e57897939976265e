//! The list as far as it is drawn: what it holds of each artist, genre and decade, and what came last.

use crate::domain::mood::place::Place;
use crate::domain::music::annotation::Annotation;
use crate::domain::music::params::PlaylistParams;
use crate::domain::music::pool::{GenreFamily, TrackKind};

/// Counts of the few things of one kind that a list holds.
// Not a map: a list holds a few dozen, and each type of map costs the page kilobytes of code.
#[derive(Default)]
struct Tally(Vec<(u32, u16)>);

impl Tally {
    fn add(&mut self, what: u32) {
        match self.0.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += 1,
            None => self.0.push((what, 1)),
        }
    }

    fn count(&self, what: u32) -> u16 {
        let mut known = self.0.iter().filter(|(known, _)| *known == what);
        known.next().map_or(0, |(_, count)| *count)
    }
}

/// The tracks drawn so far, counted by artist, genre and decade.
#[derive(Default)]
pub(super) struct ListSoFar {
    length: u16,
    last: Option<Place>,
    /// The last track's distance from its place of the path, in units of the plane.
    off: Option<f32>,
    /// The tracks that many people know.
    known: u16,
    /// The family and the roughness of the last track.
    last_kind: Option<(GenreFamily, u8)>,
    artists: Tally,
    genres: Tally,
    decades: Tally,
}

impl ListSoFar {
    /// Adds a track, with its place by its sound and its distance from its place of the path.
    pub fn add(&mut self, kind: &TrackKind, said: &Annotation, sound: Place, off: f32) {
        self.length += 1;
        self.last = Some(sound);
        self.off = Some(off);
        self.known += u16::from(said.is_known);
        self.last_kind = Some((kind.family, said.rough));
        self.artists.add(kind.artist);
        self.genres.add(kind.genre);
        self.decades.add(kind.decade.into());
    }

    /// The place of the last track by its sound.
    pub const fn last(&self) -> Option<Place> {
        self.last
    }

    /// The last track's distance from its place of the path.
    pub const fn off(&self) -> Option<f32> {
        self.off
    }

    /// Tells if one more known track would be more than a share of the list.
    pub fn knows_enough(&self, share: f32) -> bool {
        self.length > 1 && f32::from(self.known + 1) > share * f32::from(self.length + 1)
    }

    /// The number of tracks by an artist.
    pub fn by_artist(&self, artist: u32) -> usize {
        self.artists.count(artist).into()
    }

    /// The cost of a track that jars with the one before it, in widths.
    pub fn jarring(&self, kind: &TrackKind, said: &Annotation, params: &PlaylistParams) -> f32 {
        let Some((family, rough)) = self.last_kind else {
            return 0.0;
        };
        let far = kind.family.jars_with(family);
        let jump = said.rough.abs_diff(rough).saturating_sub(1);
        params.far_genre * f32::from(u8::from(far)) + params.rough_jump * f32::from(jump)
    }

    /// The likeness of a track to the list so far, in widths.
    // Not the likeness to its most similar track alone, as in the paper: with few genres that says the same of nearly
    // all; the share of the list that is of its genre says more.
    pub fn likeness(&self, kind: &TrackKind, params: &PlaylistParams) -> f32 {
        let length = f32::from(self.length.max(1));
        let share = |count: u16| f32::from(count) / length;
        let artist = if self.artists.count(kind.artist) > 0 {
            params.same_artist
        } else {
            0.0
        };
        artist
            + params.same_genre * share(self.genres.count(kind.genre))
            + params.same_decade * share(self.decades.count(kind.decade.into()))
    }
}
