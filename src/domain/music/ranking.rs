//! Every track by its distance to an intent: the measure that lists are held against.

use crate::domain::music::catalogue::Catalogue;
use crate::domain::music::intent::Intent;

/// Ranks every track by its distance to `intent`, nearest first, as `(index in the catalogue, distance in widths)`.
#[must_use]
pub fn rank_tracks(catalogue: &Catalogue, intent: &Intent) -> Vec<(usize, f32)> {
    let mut ranked: Vec<_> = catalogue
        .tracks()
        .iter()
        .enumerate()
        .map(|(at, track)| (at, intent.distance(track)))
        .collect();
    ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::place::Place;
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

    fn intent(valence: f32, arousal: f32) -> Intent {
        Intent::for_mood(&Place::clamped(valence, arousal).as_mood())
    }

    proptest! {
        #[test]
        fn ranking_is_a_permutation_in_order_of_distance(
            seed: u64, valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0,
        ) {
            let ranked = rank_tracks(&catalogue(seed, 50, 9), &intent(valence, arousal));
            let mut places: Vec<_> = ranked.iter().map(|(at, _)| *at).collect();
            prop_assert!(ranked.windows(2).all(|pair| pair[0].1 <= pair[1].1));
            places.sort_unstable();
            prop_assert!(places.into_iter().eq(0..50));
        }
    }
}
