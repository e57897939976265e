//! From an intent alone to a list: every track by its distance, and the nearest with a little variety.

use crate::domain::music::aim::{Aim, place_of};
use crate::domain::music::catalogue::{Catalogue, Features, TrackId};
use crate::domain::music::draw::Draw;
use crate::domain::music::intent::Intent;
use crate::domain::music::params::Params;
pub use crate::domain::music::playlist::RankedTrack;
use crate::domain::music::playlist::{explained, stale};
use crate::domain::music::pool::Pool;
use crate::domain::music::shortlist::shortlist;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::palate::Palate;
use crate::domain::quantity::Fraction;

/// What a list should be like, beside fitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    /// How many tracks.
    pub count: usize,
    /// How many by one artist, at most.
    pub per_artist: usize,
    /// Tracks that were shown lately and should not come again while there are others.
    pub avoid: Vec<TrackId>,
    /// The same seed gives the same list.
    pub seed: u64,
}

/// Every track by its distance to `intent`, nearest first, as `(index in the catalogue, distance)`.
#[must_use]
pub fn rank(catalogue: &Catalogue, intent: &Intent) -> Vec<(usize, f32)> {
    let mut ranked: Vec<_> = catalogue
        .tracks()
        .iter()
        .enumerate()
        .map(|(at, track)| (at, intent.distance(track)))
        .collect();
    ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
    ranked
}

/// The list for `intent`, without goal, taste or filter: the nearest tracks, with a little variety, no artist
/// too often, nothing that was shown lately. Only where too few are left is something lately shown taken again,
/// and then an artist once more; it is shorter than asked for only if the catalogue is. Best fit first.
#[must_use]
pub fn choose(catalogue: &Catalogue, intent: &Intent, selection: &Selection) -> Vec<RankedTrack> {
    let pool = Pool::from(catalogue);
    let taste = Taste::default();
    let place = place_of(&Features {
        valence: intent.valence,
        energy: intent.energy,
        danceability: Fraction::MIN,
        tempo: intent.tempo,
        acousticness: intent.acousticness,
        instrumentalness: Fraction::MIN,
    });
    let aims = vec![Aim::matching(place, *intent); selection.count];
    let drawn = Draw {
        pool: &pool,
        aims: &aims,
        palate: &Palate::new(&taste, &pool, selection.seed),
        open: shortlist(&pool, &aims, &vec![true; pool.tracks().len()]),
        stale: stale(&pool, &selection.avoid),
        per_artist: selection.per_artist,
        seed: selection.seed,
        params: Params::default(),
    }
    .run();
    let mut list = explained(&pool, &drawn, &taste, None);
    list.sort_by(|a, b| b.fit.get().total_cmp(&a.fit.get()));
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::Mood;
    use crate::domain::music::chance::even as chance;
    use crate::domain::quantity::{Balance, UnixMillis};
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
        Catalogue::parse(&text).unwrap()
    }

    fn intent(valence: f32, arousal: f32) -> Intent {
        Intent::for_mood(&Mood {
            valence: Balance::new(valence).unwrap(),
            arousal: Balance::new(arousal).unwrap(),
            confidence: Fraction::MAX,
            at: UnixMillis(0.0),
        })
    }

    fn selection(seed: u64, avoid: Vec<TrackId>) -> Selection {
        Selection {
            count: 10,
            per_artist: 2,
            avoid,
            seed,
        }
    }

    proptest! {
        #[test]
        fn ranking_is_a_permutation_in_order_of_distance(
            seed: u64, valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0,
        ) {
            let ranked = rank(&catalogue(seed, 50, 9), &intent(valence, arousal));
            let mut places: Vec<_> = ranked.iter().map(|(at, _)| *at).collect();
            prop_assert!(ranked.windows(2).all(|pair| pair[0].1 <= pair[1].1));
            places.sort_unstable();
            prop_assert!(places.into_iter().eq(0..50));
        }

        #[test]
        fn a_list_is_full_reproducible_and_no_artist_crowds_it(
            seed: u64, valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0,
        ) {
            let catalogue = catalogue(7, 200, 40);
            let intent = intent(valence, arousal);
            let list = choose(&catalogue, &intent, &selection(seed, Vec::new()));
            prop_assert_eq!(&list, &choose(&catalogue, &intent, &selection(seed, Vec::new())));
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
            let first = choose(&catalogue, &intent(0.5, 0.5), &selection(seed, Vec::new()));
            let shown: Vec<_> = first.iter().map(|ranked| ranked.track.id.clone()).collect();
            let next = choose(&catalogue, &intent(0.5, 0.5), &selection(seed, shown.clone()));
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
        assert_eq!(
            choose(&small, &intent(0.0, 0.0), &selection(1, all)).len(),
            10
        );
        assert_eq!(
            choose(
                &catalogue(1, 3, 1),
                &intent(0.0, 0.0),
                &selection(1, Vec::new())
            )
            .len(),
            3
        );
    }
}
