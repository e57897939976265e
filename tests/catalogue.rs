//! The real catalogue: that it is sound, wide, and serves every mood; and the picture of it.
//!
//! `cargo nextest run --no-default-features --test catalogue --no-capture` prints its coverage.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a catalogue that can't be read or lacks a decade fails the test"
)]

use feelharmonic::domain::emotion::Emotion;
use feelharmonic::domain::mood::circumplex::position_of;
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::aim::place_of;
use feelharmonic::domain::music::catalogue::{AudioFeatures, Catalogue, Track};
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::intent::{ENERGY_WIDTH, Intent, VALENCE_WIDTH};
use feelharmonic::domain::music::playlist::{CompositionRequest, compose_playlist};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::ranking::rank_tracks;
use feelharmonic::domain::music::region::MusicRegion;
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::quantity::Fraction;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

fn catalogue() -> Catalogue {
    Catalogue::parse(&std::fs::read_to_string("public/catalogue.tsv").unwrap()).unwrap()
}

fn intent(place: Place) -> Intent {
    Intent::for_mood(&place.as_mood())
}

fn ten(catalogue: &Catalogue, intent: &Intent) -> Vec<Track> {
    let place = place_of(&AudioFeatures {
        valence: intent.valence,
        energy: intent.energy,
        danceability: Fraction::MIN,
        tempo: intent.tempo,
        acousticness: intent.acousticness,
        instrumentalness: Fraction::MIN,
    });
    let (filter, taste) = (Filter::default(), Taste::default());
    let request = CompositionRequest {
        start: *intent,
        seed: 1,
        ..CompositionRequest::matching(place, &filter, &taste)
    };
    compose_playlist(&Pool::from(catalogue), &request)
        .unwrap()
        .tracks
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
    assert!(tracks.len() >= 1500);
    assert!(genres.len() >= 12 && genres.values().all(|count| *count >= 20));
    // The two public tables begin in 1960; of the 1950s they hold what was re-issued or charted late.
    assert!(decades[&1950] >= 20);
    assert!(
        (1960..=2010)
            .step_by(10)
            .all(|decade| decades[&decade] >= 140)
    );
    assert!(
        count_by(tracks, |track| track.artist.clone())
            .values()
            .all(|count| *count <= 3)
    );
    let songs: BTreeSet<_> = tracks
        .iter()
        .map(|track| (track.artist.to_lowercase(), track.title.to_lowercase()))
        .collect();
    assert_eq!(songs.len(), tracks.len(), "a song is in it twice");
}

#[test]
fn it_fits_in_one_small_file() {
    let bytes = std::fs::metadata("public/catalogue.tsv").unwrap().len();
    println!("{bytes} bytes; gzip brings such text to less than half");
    assert!(bytes <= 200_000);
}

#[test]
fn at_least_a_quarter_is_from_elsewhere_than_the_us_and_the_uk() {
    let catalogue = catalogue();
    let tracks = catalogue.tracks();
    assert!(tracks.iter().all(|track| track.country.is_some()));
    let countries = count_by(tracks, |track| track.country.unwrap().as_str().to_owned());
    // Puerto Rico has a code of its own but is a part of the US: it doesn't count here.
    let at_home: usize = ["US", "GB", "PR"].iter().map(|code| countries[*code]).sum();
    println!(
        "{} of {} tracks from elsewhere, {} countries {countries:?}",
        tracks.len() - at_home,
        tracks.len(),
        countries.len()
    );
    assert!((tracks.len() - at_home) * 4 >= tracks.len());
    assert!(countries.len() >= 40);
    let by_artist = count_by(tracks, |track| (track.artist.clone(), track.country));
    let artists = count_by(tracks, |track| track.artist.clone());
    assert_eq!(
        by_artist.len(),
        artists.len(),
        "an artist has two countries"
    );
}

#[test]
fn every_mood_is_left_with_enough_when_strong_language_is_hidden() {
    let catalogue = catalogue();
    let (explicit, clean): (Vec<_>, Vec<_>) =
        catalogue.tracks().iter().partition(|track| track.explicit);
    println!("{} tracks with strong language", explicit.len());
    assert!(explicit.len() * 5 < catalogue.tracks().len());
    for region in MusicRegion::all() {
        let near = clean.iter().filter(|track| region.has_near(&track.sound()));
        assert!(near.count() >= 80, "{}", region.name);
    }
}

#[test]
fn a_hundred_tracks_are_near_every_emotion_and_calm() {
    let catalogue = catalogue();
    for region in MusicRegion::all() {
        let near = catalogue
            .tracks()
            .iter()
            .filter(|track| region.has_near(&track.sound()))
            .count();
        println!("{:10} {near} tracks near its centre", region.name);
        assert!(near >= 100, "{}", region.name);
    }
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
        let intent = intent(position_of(emotion));
        let mean = |distances: Vec<f32>| {
            distances.iter().sum::<f32>() / f32::from(u16::try_from(distances.len()).unwrap())
        };
        let by_chance = mean(
            rank_tracks(&catalogue, &intent)
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
    let angry = ten(&catalogue, &intent(Place::clamped(-0.51, 0.59)));
    let fitting = ["metal & hard rock", "rock", "hip hop"];
    assert!(
        angry
            .iter()
            .filter(|track| fitting.contains(&track.genre.as_str()))
            .count()
            >= 8
    );
    let sad = ten(&catalogue, &intent(Place::clamped(-0.63, -0.27)));
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
            let at = |tenths: i8| f32::from(tenths) / 10.0;
            let place = Place::clamped(at(valence), at(arousal));
            let list = ten(&catalogue, &intent(place));
            assert_eq!(list.len(), 10);
            shown.extend(list.into_iter().map(|track| track.id));
        }
    }
    println!("{} different tracks over the plane", shown.len());
    assert!(shown.len() >= 400);
    let ids = |v: f32, a: f32| -> BTreeSet<_> {
        ten(&catalogue, &intent(Place::clamped(v, a)))
            .into_iter()
            .map(|track| track.id)
            .collect()
    };
    assert!(ids(0.8, 0.5).is_disjoint(&ids(-0.6, -0.3)));
}

/// The plane of valence and energy, 600 by 600 with a margin, energy upwards: catalogue, regions, emotions by name.
fn picture(tracks: &[Track]) -> String {
    let x = |valence: f32| 60.0 + valence * 600.0;
    let y = |energy: f32| 640.0 - energy * 600.0;
    let regions = MusicRegion::all();
    let mut dots = vec![String::new(); regions.len()];
    for track in tracks {
        let distance = |at: usize| regions[at].centre.distance(track);
        let nearest = (0..regions.len())
            .min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
            .unwrap();
        let (valence, energy) = (track.features.valence.get(), track.features.energy.get());
        write!(dots[nearest], "M{:.0} {:.0}h0", x(valence), y(energy)).unwrap();
    }
    let colours = [
        "#d33", "#7a3", "#84c", "#c80", "#36c", "#d4a", "#888", "#299",
    ];
    let mut svg = String::from(concat!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 700\" font-family=\"sans-serif\" role=\"img\" ",
        "aria-label=\"The catalogue on the plane of valence and energy, with the regions of the emotions\">\n",
        "<style>text{fill:#222}.frame{fill:#fff;stroke:#999}@media(prefers-color-scheme:dark)",
        "{text{fill:#eee}.frame{fill:#161616}}</style>\n",
        "<rect class=\"frame\" x=\"60\" y=\"40\" width=\"600\" height=\"600\"/>\n"
    ));
    for (dots, colour) in dots.iter().zip(colours) {
        writeln!(
            svg,
            "<path d=\"{dots}\" stroke=\"{colour}\" stroke-width=\"4\" stroke-linecap=\"round\" opacity=\".55\"/>"
        )
        .unwrap();
    }
    for (region, colour) in regions.iter().zip(colours) {
        let centre = region.centre;
        let (at_x, at_y) = (x(centre.valence.get()), y(centre.energy.get()));
        writeln!(
            svg,
            "<ellipse cx=\"{at_x:.0}\" cy=\"{at_y:.0}\" rx=\"{:.0}\" ry=\"{:.0}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"2.5\"/>\n<text x=\"{at_x:.0}\" y=\"{at_y:.0}\" text-anchor=\"middle\" font-size=\"17\" \
             font-weight=\"bold\">{} · {:.0}</text>",
            VALENCE_WIDTH * 600.0,
            ENERGY_WIDTH * 600.0,
            region.name,
            centre.tempo.get()
        )
        .unwrap();
    }
    svg += "<text x=\"60\" y=\"668\" font-size=\"16\">gloomy</text>\
        <text x=\"660\" y=\"668\" font-size=\"16\" text-anchor=\"end\">cheerful: valence</text>\
        <text transform=\"translate(48 640) rotate(-90)\" font-size=\"16\">gentle</text>\
        <text transform=\"translate(48 40) rotate(-90)\" font-size=\"16\" text-anchor=\"end\">intense: energy</text>\n\
        </svg>\n";
    svg
}

/// `FEELHARMONIC_DRAW=1` draws it anew.
#[test]
fn the_picture_of_moods_and_music_shows_the_catalogue_as_it_is() {
    let path = ".github/mood-to-music.svg";
    let drawn = picture(catalogue().tracks());
    if std::env::var_os("FEELHARMONIC_DRAW").is_some() {
        std::fs::write(path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(kept == drawn, "{path} is out of date: draw it anew");
}
