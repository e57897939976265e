//! A list for a mood, a goal and a taste. Start at [`compose_playlist`].

use crate::domain::mood::place::Place;
use crate::domain::music::affinity::Affinity;
use crate::domain::music::aim::{Aim, aims_along, place_of};
use crate::domain::music::care::{is_kept_out, kept_cautions};
use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::music::draw::{DrawnTrack, ListDraw};
use crate::domain::music::filter::Filter;
use crate::domain::music::goal::{Goal, ListLength};
use crate::domain::music::intent::Intent;
use crate::domain::music::meaning::Sung;
pub use crate::domain::music::params::{MEMORY, PlaylistParams};
use crate::domain::music::path::MoodPath;
use crate::domain::music::pool::Pool;
use crate::domain::music::reason::{Reason, ReasonInputs};
use crate::domain::music::shortlist::shortlist_tracks;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::scorer::Scorer;
use crate::domain::quantity::{Bpm, Fraction};
use serde::{Deserialize, Serialize};

/// A request for a list with all that composing it needs, by reference.
#[derive(Debug, Clone)]
pub struct CompositionRequest<'a> {
    /// The sound the first track should have: [`Intent::for_mood`] of `from`, or a blend that knows more.
    pub start: Intent,
    /// The person's place on the mood plane.
    pub from: Place,
    /// The mood to be led to.
    pub goal: Goal,
    /// The length of the list.
    pub length: ListLength,
    /// The rule for the tracks that may be shown at all.
    pub filter: &'a Filter,
    /// The taste learned from the person's thumbs.
    pub taste: &'a Taste,
    /// The artists, genres and tracks that are known from outside to be liked.
    pub affinity: &'a Affinity,
    /// The tracks shown lately in such a mood, oldest first; the last [`MEMORY`] count.
    pub recent: &'a [TrackId],
    /// The seed of the noise: the same seed gives the same list.
    pub seed: u64,
    /// The numbers that the list is drawn by.
    pub params: PlaylistParams,
}

impl<'a> CompositionRequest<'a> {
    /// Asks for ten tracks that match the mood at `from`.
    #[must_use]
    pub fn matching(from: Place, filter: &'a Filter, taste: &'a Taste) -> Self {
        static UNKNOWN: Affinity = Affinity::NONE;
        Self {
            start: Intent::for_mood(&from.as_mood()),
            from,
            goal: Goal::Match,
            length: ListLength::Ten,
            filter,
            taste,
            affinity: &UNKNOWN,
            recent: &[],
            seed: 0,
            params: PlaylistParams::default(),
        }
    }
}

/// A track of a list, with its fit and the reasons for it.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedTrack {
    /// The track with its texts.
    pub track: Track,
    /// The track's fit to its aim: 1 is perfect.
    pub fit: Fraction,
    /// The aim at the track's position in the list.
    pub aim: Aim,
    /// The track's place on the mood plane by its sound.
    pub sound: Place,
    /// The reasons for the track, weightiest first; never empty for one that was just drawn.
    pub reasons: Vec<Reason>,
}

/// A list with its path.
#[derive(Debug, Clone, PartialEq)]
pub struct Playlist {
    /// The path: one place for each track that was asked for.
    pub path: MoodPath,
    /// The tracks in the order to hear them; at least one, fewer than the path has places only where the pool or the
    /// filter leaves fewer.
    pub tracks: Vec<RankedTrack>,
}

/// The reasons for which there is no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NothingLeft {
    /// The pool holds no tracks at all.
    #[error("there is no music yet")]
    NoTracks,
    /// The filter leaves no track.
    #[error("the filter leaves no track")]
    Filtered,
    /// All tracks that the filter leaves have a thumb down.
    #[error("every track that is left has a thumb down")]
    Disliked,
}

/// Composes a list: its path, a shortlist near it, and the best of it in turn.
///
/// # Errors
/// [`NothingLeft`]; never while the filter leaves a track without a thumb down.
pub fn compose_playlist(
    pool: &Pool,
    request: &CompositionRequest<'_>,
) -> Result<Playlist, NothingLeft> {
    let allowed = allowed_tracks(pool, request)?;
    let path = MoodPath::new(request.from, request.goal, request.length.tracks());
    let aims = aims_along(&path, &rounded(&request.start));
    let scorer = Scorer::new(request.taste, pool, request.seed);
    let shown = request.recent.len();
    let drawn = ListDraw {
        pool,
        aims: &aims,
        scorer: &scorer,
        affinity: request.affinity,
        open: shortlist_tracks(pool, &aims, &allowed),
        recent: recent_ages(pool, request.recent),
        repeats_after: repeats_after(aims.len()),
        known_lift: request.params.known_lift(shown),
        noise: request.params.noise_after(request.taste.log().len()),
        per_artist: per_artist(aims.len()),
        seed: request.seed,
        params: request.params,
    }
    .draw_tracks();
    let tracks = explained(pool, &drawn, request.taste, &path);
    Ok(Playlist { path, tracks })
}

/// Rounds an intent: its last bits are dropped.
// Those that a blend took through a platform's own exponentials may differ between a browser and a system, and the
// list must not.
fn rounded(intent: &Intent) -> Intent {
    let share = |value: Fraction| Fraction::clamped((value.get() * 1024.0).round() / 1024.0);
    let mut rounded = *intent;
    rounded.valence = share(intent.valence);
    rounded.energy = share(intent.energy);
    rounded.acousticness = share(intent.acousticness);
    rounded.fury = share(intent.fury);
    rounded.tempo = Bpm::clamped((intent.tempo.get() * 4.0).round() / 4.0);
    rounded
}

/// The most tracks by one artist in a list of so many tracks, while there are others.
const fn per_artist(tracks: usize) -> usize {
    if tracks > 20 { 3 } else { 2 }
}

fn allowed_tracks(pool: &Pool, request: &CompositionRequest<'_>) -> Result<Vec<bool>, NothingLeft> {
    if pool.tracks().is_empty() {
        return Err(NothingLeft::NoTracks);
    }
    let mut allowed = pool.allowed_mask(request.filter);
    if !allowed.contains(&true) {
        return Err(NothingLeft::Filtered);
    }
    keep_out(pool, request, &mut allowed);
    for id in request.taste.disliked() {
        if let Some(open) = pool.index_of(id).and_then(|at| allowed.get_mut(at)) {
            *open = false;
        }
    }
    if allowed.contains(&true) {
        Ok(allowed)
    } else {
        Err(NothingLeft::Disliked)
    }
}

/// Closes the tracks that the person should be spared, and where no words are wanted all that are sung, as long as any
/// is left.
fn keep_out(pool: &Pool, request: &CompositionRequest<'_>, allowed: &mut [bool]) {
    let kept = kept_cautions(
        request.goal,
        request.from.valence,
        request.filter.allow_adult,
    );
    let wordless = request.goal == Goal::Focus;
    let is_out = |track: &Track| {
        let liked = || request.taste.is_liked(&track.id);
        let spared =
            is_kept_out(&track.annotation, kept) && !(liked() || request.affinity.owns(track));
        spared || (wordless && track.annotation.sung != Sung::No)
    };
    let open = allowed.iter().zip(pool.tracks());
    let narrower: Vec<bool> = open.map(|(open, track)| *open && !is_out(track)).collect();
    if narrower.contains(&true) {
        allowed.copy_from_slice(&narrower);
    }
}

/// The number of tracks after which one may come again: a week of daily lists.
fn repeats_after(tracks: usize) -> u16 {
    const DAYS: usize = 7;
    u16::try_from((tracks * DAYS).clamp(DAYS * 10, MEMORY)).unwrap_or(u16::MAX)
}

/// The last [`MEMORY`] tracks of `recent`: indices in the pool, sorted, and how many were shown since.
fn recent_ages(pool: &Pool, recent: &[TrackId]) -> Vec<(u32, u16)> {
    let newest = (0_u16..).zip(recent.iter().rev().take(MEMORY));
    let mut ages: Vec<(u32, u16)> = newest
        .filter_map(|(age, id)| Some((u32::try_from(pool.index_of(id)?).ok()?, age)))
        .collect();
    ages.sort_unstable();
    ages.dedup_by_key(|(at, _)| *at);
    ages
}

/// Gives the drawn tracks their reasons.
fn explained(
    pool: &Pool,
    drawn: &[DrawnTrack],
    taste: &Taste,
    path: &MoodPath,
) -> Vec<RankedTrack> {
    let explainer = taste.explainer();
    let towards = path.goal().towards().filter(|_| path.moves());
    drawn
        .iter()
        .enumerate()
        .filter_map(|(at, one)| {
            let track = pool.tracks().get(one.at)?;
            let why = ReasonInputs {
                track,
                aim: &one.aim,
                distance: one.distance,
                step: towards.map(|towards| (at + 1, drawn.len(), towards)),
                contributions: explainer.explain(track, one.aim.place),
                liking: one.liking,
            };
            Some(RankedTrack {
                fit: fit_at_distance(one.distance),
                aim: one.aim,
                sound: place_of(&track.features),
                reasons: why.reasons(),
                track: track.clone(),
            })
        })
        .collect()
}

/// The fit at a distance in widths: 1 is perfect, a half is two widths off.
#[must_use]
pub fn fit_at_distance(distance: f32) -> Fraction {
    Fraction::clamped(1.0 / (1.0 + distance / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::catalogue::Catalogue;
    use crate::domain::music::chance::uniform_noise as chance;
    use proptest::prelude::*;

    fn catalogue(seed: u64, tracks: u64, artists: u64) -> Catalogue {
        let mut text = crate::domain::music::catalogue::COLUMNS.join("\t");
        for at in 0..tracks {
            let part = |k: u64| (chance(seed, at * 10 + k) * 100.0).round();
            let cells = [part(0), part(1), part(2), 60.0 + part(3), part(4), 0.0]
                .map(|cell| cell.to_string());
            text.extend([
                format!("\n{at:022}\tT{at}\tA{}\t1990\trock\t", at % artists),
                cells.join("\t"),
            ]);
        }
        Catalogue::from_rows(&text).unwrap()
    }

    fn matching(
        catalogue: &Catalogue,
        place: Place,
        seed: u64,
        recent: &[TrackId],
    ) -> Vec<RankedTrack> {
        let (filter, taste) = (Filter::default(), Taste::default());
        let request = CompositionRequest {
            recent,
            seed,
            ..CompositionRequest::matching(place, &filter, &taste)
        };
        compose_playlist(&Pool::from(catalogue), &request)
            .unwrap()
            .tracks
    }

    proptest! {
        #[test]
        fn a_list_is_full_reproducible_and_no_artist_crowds_it(
            seed: u64, valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0,
        ) {
            let catalogue = catalogue(7, 200, 40);
            let place = Place::clamped(valence, arousal);
            let list = matching(&catalogue, place, seed, &[]);
            prop_assert_eq!(&list, &matching(&catalogue, place, seed, &[]));
            prop_assert_eq!(list.len(), 10);
            for ranked in &list {
                let same = list.iter().filter(|other| other.track.artist == ranked.track.artist).count();
                prop_assert!(same <= 2);
                prop_assert!(!ranked.reasons.is_empty());
            }
        }

        #[test]
        fn what_was_shown_lately_does_not_come_again_while_there_is_other(seed: u64) {
            let catalogue = catalogue(7, 200, 40);
            let first = matching(&catalogue, Place::clamped(0.5, 0.5), seed, &[]);
            let shown: Vec<_> = first.iter().map(|ranked| ranked.track.id.clone()).collect();
            let next = matching(&catalogue, Place::clamped(0.5, 0.5), seed, &shown);
            prop_assert!(next.iter().all(|ranked| !shown.contains(&ranked.track.id)));
        }
    }

    #[test]
    fn a_small_catalogue_still_gives_a_full_list() {
        let small = catalogue(1, 12, 2);
        let all: Vec<_> = small
            .tracks()
            .iter()
            .map(|track| track.id.clone())
            .collect();
        assert_eq!(matching(&small, Place::MIDDLE, 1, &all).len(), 10);
        assert_eq!(
            matching(&catalogue(1, 3, 1), Place::MIDDLE, 1, &[]).len(),
            3
        );
    }
}
