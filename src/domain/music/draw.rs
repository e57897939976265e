//! Drawing a list: one track for each aim, the best by fit and taste that the list so far leaves room for.
//!
//! Maximal marginal relevance (Carbonell & Goldstein, "The use of MMR, diversity-based reranking", 1998): a
//! track's relevance, less its likeness to what was drawn before it. Everything is made of additions,
//! multiplications, divisions and square roots in a fixed order, and equals are told apart by their place in
//! the pool: the same request draws the same list natively and in a browser.

use crate::domain::mood::place::Place;
use crate::domain::music::affinity::Affinity;
use crate::domain::music::aim::{Aim, PlaneProjection};
use crate::domain::music::annotation::Annotation;
use crate::domain::music::chance;
use crate::domain::music::list_so_far::ListSoFar;
use crate::domain::music::params::{MEMORY, PlaylistParams};
use crate::domain::music::path::LARGEST_STEP;
use crate::domain::music::pool::{Pool, TrackKind};
use crate::domain::music::taste::scorer::{Liking, Scorer};
use crate::domain::music::taste::traits::{TraitValues, traits_of_track};

/// A list about to be drawn: the pool, one aim for each track, and the rules.
pub(super) struct ListDraw<'a> {
    pub pool: &'a Pool,
    pub aims: &'a [Aim],
    pub scorer: &'a Scorer,
    pub affinity: &'a Affinity,
    /// Indices in the pool of the tracks that may be drawn, ascending.
    pub open: Vec<u32>,
    /// Tracks shown lately: their indices in the pool, ascending, and how many were shown since.
    pub recent: Vec<(u32, u16)>,
    /// The number of tracks shown since, up to which one does not come again while there are others.
    pub repeats_after: u16,
    /// The lift of a track that many people know, in widths.
    pub known_lift: f32,
    /// The most widths that noise takes away.
    pub noise: f32,
    pub per_artist: usize,
    pub seed: u64,
    pub params: PlaylistParams,
}

/// A track that was drawn for an aim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DrawnTrack {
    /// The track's index in the pool.
    pub at: usize,
    pub aim: Aim,
    pub distance: f32,
    pub liking: Liking,
}

struct Candidate {
    at: u32,
    kind: TrackKind,
    traits: TraitValues,
    sound: Place,
    annotation: Annotation,
    noise: f32,
    affinity: f32,
    /// The number of tracks shown since this one, if it was shown lately.
    age: Option<u16>,
    taken: bool,
    distance: f32,
    liking: Liking,
    /// The track's worth in widths, for the aim it was measured for: fit, taste and noise, without the list so far.
    relevance: f32,
    /// The track's distance from the aim's place, in units of the plane.
    off: f32,
}

impl ListDraw<'_> {
    /// Draws one track for each aim, in order; fewer only where fewer are open.
    pub fn draw_tracks(&self) -> Vec<DrawnTrack> {
        let mut candidates = self.candidates();
        let mut list = ListSoFar::default();
        let mut drawn = Vec::with_capacity(self.aims.len());
        let moves = self.aims.first().map(|aim| aim.place) != self.aims.last().map(|aim| aim.place);
        let mut aimed = None;
        for aim in self.aims {
            if aimed != Some(aim) {
                self.measure(&mut candidates, aim);
                aimed = Some(aim);
            }
            let Some(best) = self.best(&mut candidates, &list, moves) else {
                break;
            };
            best.taken = true;
            list.add(&best.kind, &best.annotation, best.sound, best.off);
            drawn.push(DrawnTrack {
                at: usize::try_from(best.at).unwrap_or(usize::MAX),
                aim: *aim,
                distance: best.distance,
                liking: best.liking,
            });
        }
        drawn
    }

    fn candidates(&self) -> Vec<Candidate> {
        let plane = PlaneProjection::default();
        self.open
            .iter()
            .filter_map(|at| {
                let index = usize::try_from(*at).ok()?;
                let track = self.pool.tracks().get(index)?;
                Some(Candidate {
                    at: *at,
                    kind: *self.pool.kinds().get(index)?,
                    traits: traits_of_track(track),
                    sound: plane.place_of(&track.features),
                    noise: chance::uniform_noise(self.seed, chance::digest_text(track.id.as_str())),
                    affinity: self.affinity.lift(track).get(),
                    annotation: track.annotation,
                    age: self.age_of(*at),
                    taken: false,
                    distance: 0.0,
                    liking: Liking::default(),
                    relevance: 0.0,
                    off: 0.0,
                })
            })
            .collect()
    }

    fn age_of(&self, at: u32) -> Option<u16> {
        let found = self.recent.binary_search_by(|(known, _)| known.cmp(&at));
        self.recent.get(found.ok()?).map(|(_, age)| *age)
    }

    fn measure(&self, candidates: &mut [Candidate], aim: &Aim) {
        let scorer = self.scorer.at(aim.place);
        for one in candidates {
            let track = usize::try_from(one.at)
                .ok()
                .and_then(|at| self.pool.tracks().get(at));
            one.distance = track.map_or(f32::INFINITY, |track| aim.distance(track));
            one.liking = scorer.liking(
                &one.traits,
                one.kind.genre,
                one.kind.artist,
                &one.annotation,
            );
            let params = &self.params;
            one.off = one.sound.distance(aim.place);
            let stray = (one.off - params.leeway).max(0.0);
            let misfit = one.distance + aim.need.cost(&one.annotation);
            one.relevance = params.pull_of(one.liking.drawn) + params.affinity * one.affinity
                - misfit
                - params.beyond_floor * (misfit - params.floor).max(0.0)
                - self.noise * one.noise
                - params.strictness * stray
                - params.repeat * one.age.map_or(0.0, freshly_shown)
                + self.known_lift * f32::from(u8::from(one.annotation.is_known));
        }
    }

    /// The best of the freshest candidates that are left: a track shown lately comes after one that was not, an
    /// artist who has had their share after both.
    fn best<'c>(
        &self,
        candidates: &'c mut [Candidate],
        list: &ListSoFar,
        moves: bool,
    ) -> Option<&'c mut Candidate> {
        let mut best: Option<(&mut Candidate, (u8, f32))> = None;
        for one in candidates.iter_mut().filter(|one| !one.taken) {
            // The list so far only ever takes away: most can't win, and need no closer look.
            let most = (FRESH, self.params.lambda * one.relevance);
            if best.as_ref().is_none_or(|(_, worth)| beats(most, *worth)) {
                let worth = (self.freshness(one, list), self.score(one, list, moves));
                if best.as_ref().is_none_or(|(_, known)| beats(worth, *known)) {
                    best = Some((one, worth));
                }
            }
        }
        best.map(|(one, _)| one)
    }

    fn freshness(&self, one: &Candidate, list: &ListSoFar) -> u8 {
        if list.by_artist(one.kind.artist) >= self.per_artist {
            CROWDED
        } else if one.age.is_some_and(|age| age < self.repeats_after) {
            STALE
        } else {
            FRESH
        }
    }

    /// The lift that a known track loses in a list that has enough of them.
    fn too_known(&self, one: &Candidate, list: &ListSoFar) -> f32 {
        if one.annotation.is_known && list.knows_enough(self.params.most_known) {
            self.known_lift
        } else {
            0.0
        }
    }

    fn score(&self, one: &Candidate, list: &ListSoFar, moves: bool) -> f32 {
        let params = &self.params;
        let jump = match list.last() {
            Some(before) if moves => (before.distance(one.sound) - LARGEST_STEP).max(0.0),
            _ => 0.0,
        };
        let change = list.off().map_or(0.0, |off| (off - one.off).abs());
        let unrest = (change - params.steadiness).max(0.0);
        let leap = if change > LARGEST_STEP {
            params.leap
        } else {
            0.0
        };
        let kept = one.relevance
            - params.smoothness * jump
            - params.unrest * unrest
            - leap
            - list.jarring(&one.kind, &one.annotation, params)
            - self.too_known(one, list);
        let likeness = list.likeness(&one.kind, params);
        params.lambda * kept - (1.0 - params.lambda) * likeness
    }
}

/// The share of the memory's cost for a track that was shown so many tracks ago.
fn freshly_shown(age: u16) -> f32 {
    let memory = u16::try_from(MEMORY).unwrap_or(u16::MAX);
    f32::from(memory.saturating_sub(age)) / f32::from(memory)
}

/// The freshness of a track whose artist has had their share of the list.
const CROWDED: u8 = 0;
/// The freshness of a track that was shown lately.
const STALE: u8 = 1;
/// The freshness of a track that is neither stale nor by a crowded artist.
const FRESH: u8 = 2;

/// Tells if a freshness and a score beat others; equals don't, so that the first in the pool wins.
fn beats(one: (u8, f32), other: (u8, f32)) -> bool {
    one.0 > other.0 || (one.0 == other.0 && one.1 > other.1)
}
