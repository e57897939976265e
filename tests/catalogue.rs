//! The real catalogue: that it is sound, wide, and serves every mood.

#![expect(
    clippy::unwrap_used,
    reason = "a catalogue that can't be read fails the test"
)]

use feelharmonic::domain::emotion::Emotion;
use feelharmonic::domain::mood::Mood;
use feelharmonic::domain::mood::circumplex::position_of;
use feelharmonic::domain::music::catalogue::{Catalogue, Track};
use feelharmonic::domain::music::intent::Intent;
use feelharmonic::domain::music::ranking::{Selection, choose, rank};
use feelharmonic::domain::quantity::{Balance, Fraction, UnixMillis};
use std::collections::{BTreeMap, BTreeSet};

fn catalogue() -> Catalogue {
    Catalogue::parse(&std::fs::read_to_string("public/catalogue.tsv").unwrap()).unwrap()
}

fn intent(valence: Balance, arousal: Balance) -> Intent {
    Intent::for_mood(&Mood {
        valence,
        arousal,
        confidence: Fraction::MAX,
        at: UnixMillis(0.0),
    })
}

fn ten(catalogue: &Catalogue, intent: &Intent) -> Vec<Track> {
    let selection = Selection {
        count: 10,
        per_artist: 2,
        avoid: Vec::new(),
        seed: 1,
    };
    choose(catalogue, intent, &selection)
        .into_iter()
        .map(|ranked| ranked.track)
        .collect()
}

fn count_by<K: Ord>(tracks: &[Track], key: impl Fn(&Track) -> K) -> BTreeMap<K, usize> {
    tracks.iter().fold(BTreeMap::new(), |mut counts, track| {
        *counts.entry(key(track)).or_default() += 1;
        counts
    })
}

#[test]
fn it_is_large_and_wide() {
    let catalogue = catalogue();
    let tracks = catalogue.tracks();
    let genres = count_by(tracks, |track| track.genre.clone());
    let decades = count_by(tracks, |track| track.year / 10 * 10);
    println!(
        "{} tracks\ngenres {genres:?}\ndecades {decades:?}",
        tracks.len()
    );
    assert!(tracks.len() >= 1000);
    assert!(genres.len() >= 12);
    assert!(
        [1960, 1970, 1980, 1990, 2000, 2010]
            .iter()
            .all(|decade| decades[decade] >= 100)
    );
    assert!(
        count_by(tracks, |track| track.artist.clone())
            .values()
            .all(|count| *count <= 3)
    );
}

#[test]
fn every_quarter_of_the_plane_has_music() {
    let catalogue = catalogue();
    let quarters = count_by(catalogue.tracks(), |track| {
        (
            track.features.valence.get() >= 0.5,
            track.features.energy.get() >= 0.55,
        )
    });
    println!("(cheerful, intense): {quarters:?}");
    assert!(quarters.len() == 4 && quarters.values().all(|count| *count >= 80));
}

#[test]
fn ten_tracks_are_three_times_closer_than_chance_for_every_emotion() {
    let catalogue = catalogue();
    for emotion in Emotion::ALL {
        let (valence, arousal) = position_of(emotion);
        let intent = intent(valence, arousal);
        let mean = |distances: Vec<f32>| {
            distances.iter().sum::<f32>() / f32::from(u16::try_from(distances.len()).unwrap())
        };
        let by_chance = mean(
            rank(&catalogue, &intent)
                .into_iter()
                .map(|(_, distance)| distance)
                .collect(),
        );
        let chosen = mean(
            ten(&catalogue, &intent)
                .iter()
                .map(|track| intent.distance(track))
                .collect(),
        );
        println!(
            "{:10} chosen {chosen:.2}, by chance {by_chance:.2}, {:.1} times",
            emotion.name(),
            by_chance / chosen
        );
        assert!(chosen * 3.0 <= by_chance);
    }
}

#[test]
fn anger_gets_guitars_and_words_and_sadness_gets_quiet() {
    let catalogue = catalogue();
    let angry = ten(
        &catalogue,
        &intent(Balance::clamped(-0.51), Balance::clamped(0.59)),
    );
    let fitting = ["metal & hard rock", "rock", "hip hop"];
    assert!(
        angry
            .iter()
            .filter(|track| fitting.contains(&track.genre.as_str()))
            .count()
            >= 8
    );
    let sad = ten(
        &catalogue,
        &intent(Balance::clamped(-0.63), Balance::clamped(-0.27)),
    );
    assert!(
        sad.iter()
            .all(|track| track.features.valence.get() < 0.45 && track.features.energy.get() < 0.7)
    );
}

#[test]
fn no_mood_of_the_plane_gets_an_empty_list_and_far_moods_share_nothing() {
    let catalogue = catalogue();
    let mut shown = BTreeSet::new();
    for valence in -10..=10_i8 {
        for arousal in -10..=10_i8 {
            let at = |tenths: i8| Balance::clamped(f32::from(tenths) / 10.0);
            let list = ten(&catalogue, &intent(at(valence), at(arousal)));
            assert_eq!(list.len(), 10);
            shown.extend(list.into_iter().map(|track| track.id));
        }
    }
    println!("{} different tracks over the plane", shown.len());
    assert!(shown.len() >= 400);
    let ids = |v: f32, a: f32| -> BTreeSet<_> {
        ten(
            &catalogue,
            &intent(Balance::clamped(v), Balance::clamped(a)),
        )
        .into_iter()
        .map(|track| track.id)
        .collect()
    };
    assert!(ids(0.8, 0.5).is_disjoint(&ids(-0.6, -0.3)));
}
