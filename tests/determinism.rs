//! The same seed gives the same list natively and in a browser: both must come to the same number, over tracks that
//! are made here and don't change with the catalogue, and to the recorded lists from a person's own table. The
//! end-to-end tests hold the library worker of the built page to those lists too.
//!
//! `RECORD_LISTS=1` records them anew.

use feelharmonic::domain::music::catalogue::{COLUMNS, Catalogue};
use feelharmonic::domain::music::chance::uniform_noise;
use feelharmonic::domain::music::fingerprint::fingerprint_lists;
use feelharmonic::domain::music::list_request::ListRequest;
use feelharmonic::domain::music::listed::ListedTrack;
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::workers::library::composer::Composer;
use feelharmonic::workers::library::reading::TableReading;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

/// What the lists come to. It changes when the engine does: print it anew then, and see that both sides agree.
const NUMBER: u64 = 0x0F2E_1F8D_3A96_5AF5;

/// More tracks than are looked at closely, so that the first stage is in it too.
const TRACKS: u64 = 4500;

fn pool() -> Pool {
    const GENRES: [&str; 6] = [
        "rock",
        "jazz",
        "hip hop",
        "soul",
        "metal & hard rock",
        "classical",
    ];
    let mut text = COLUMNS.join("\t");
    for (at, genre) in (0..TRACKS).zip(GENRES.into_iter().cycle()) {
        let pick = |salt: u64, of: u16| (uniform_noise(salt, at) * f32::from(of)).floor();
        let names = format!("\n{at:022}\tTrack {at}\tArtist {}", pick(2, 900));
        let year = 1950.0 + pick(3, 75);
        let sound = [
            pick(4, 101),
            pick(5, 101),
            pick(6, 101),
            60.0 + pick(7, 120),
            pick(8, 101),
            pick(9, 101),
        ]
        .map(|cell| cell.to_string())
        .join("\t");
        text.extend([names, format!("\t{year}\t{genre}\t"), sound]);
    }
    Catalogue::from_rows(&text).map_or_else(|_| Pool::default(), |catalogue| Pool::from(&catalogue))
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn the_lists_are_the_same_natively_and_in_a_browser() {
    let pool = pool();
    assert_eq!(pool.tracks().len(), 4500);
    let number = fingerprint_lists(&pool);
    assert_eq!(number, NUMBER, "it is {number:#018x}");
}

/// A table of invented tracks, in the columns of playlist exporters.
const TABLE: &str = include_str!("fixtures/table.csv");
const LISTS: &str = include_str!("fixtures/lists.json");

/// What was drawn from [`TABLE`].
#[derive(Default, serde::Serialize, serde::Deserialize)]
struct Recorded {
    /// As it is exported.
    taste: String,
    lists: Vec<RecordedList>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct RecordedList {
    request: ListRequest,
    /// "Artist – title", in order.
    tracks: Vec<String>,
}

fn composer(taste: &str) -> Option<Composer> {
    let mut reading = TableReading::new("table.csv".into(), TABLE.len() as u64);
    // In pieces, as a file comes.
    for piece in TABLE.as_bytes().chunks(1000) {
        reading.push(piece).ok()?;
    }
    let mut composer = Composer::default();
    composer.set_library(reading.finish().ok()?.0);
    composer.set_taste(taste).ok()?;
    Some(composer)
}

fn drawn(composer: &mut Composer, request: &ListRequest) -> Vec<String> {
    let list = composer.compose(request).unwrap_or_default();
    list.into_iter()
        .map(|record| {
            let track = ListedTrack::from(record).ranked.track;
            format!("{} – {}", track.artist, track.title)
        })
        .collect()
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn the_lists_from_a_persons_table_are_the_recorded_ones() {
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("RECORD_LISTS").is_some() {
        return recording::record();
    }
    let recorded: Recorded = serde_json::from_str(LISTS).unwrap_or_default();
    assert_eq!(recorded.lists.len(), 45);
    let mut composer = composer(&recorded.taste).unwrap_or_default();
    for list in &recorded.lists {
        let tracks = drawn(&mut composer, &list.request);
        assert_eq!(tracks, list.tracks, "{:?}", list.request);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod recording {
    use super::{ListRequest, Recorded, RecordedList, composer, drawn};
    use feelharmonic::domain::mood::place::Place;
    use feelharmonic::domain::music::affinity::Affinity;
    use feelharmonic::domain::music::filter::Filter;
    use feelharmonic::domain::music::goal::{Goal, ListLength};
    use feelharmonic::domain::music::intent::Intent;
    use feelharmonic::domain::music::listed::ListedTrack;
    use feelharmonic::domain::music::source::TrackSource;
    use feelharmonic::domain::music::taste::Taste;
    use feelharmonic::domain::music::taste::feedback::{Feedback, ThumbVerdict};
    use feelharmonic::domain::quantity::UnixMillis;

    /// All goals from three moods, three times: without a taste's luck, with another seed, and longer.
    fn requests() -> impl Iterator<Item = ListRequest> {
        const MOODS: [(f32, f32); 3] = [(-0.63, -0.27), (0.81, 0.51), (-0.4, 0.7)];
        const TRIES: [(u64, ListLength); 3] = [
            (1, ListLength::Ten),
            (2, ListLength::Ten),
            (0xFEED, ListLength::Minutes(75)),
        ];
        Goal::ALL.into_iter().flat_map(|goal| {
            MOODS.into_iter().flat_map(move |(valence, arousal)| {
                let from = Place::clamped(valence, arousal);
                TRIES.into_iter().map(move |(seed, length)| ListRequest {
                    start: Intent::for_mood(&from.as_mood()),
                    from,
                    goal,
                    length,
                    filter: Filter::default(),
                    sources: TrackSource::Own,
                    affinity: Affinity::NONE,
                    external_tracks: Vec::new(),
                    recent: Vec::new(),
                    seed,
                })
            })
        })
    }

    /// A taste of the table's: three thumbs.
    fn taste() -> Option<String> {
        let mut taste = Taste::default();
        let list = composer(&taste.export().ok()?)?
            .compose(&requests().next()?)
            .ok()?;
        let verdicts = [ThumbVerdict::Up, ThumbVerdict::Down, ThumbVerdict::Up];
        for (at, (verdict, record)) in (0_u32..).zip(verdicts.into_iter().zip(list)) {
            let track = ListedTrack::from(record).ranked.track;
            let at = UnixMillis(f64::from(at));
            taste.learn(Feedback::new(verdict, &track, Place::MIDDLE, at));
        }
        taste.export().ok()
    }

    pub fn record() {
        let taste = taste().unwrap_or_default();
        let mut composer = composer(&taste).unwrap_or_default();
        let lists = requests().map(|request| RecordedList {
            tracks: drawn(&mut composer, &request),
            request,
        });
        let lists = lists.collect();
        let text = serde_json::to_string_pretty(&Recorded { taste, lists }).unwrap_or_default();
        assert!(std::fs::write("tests/fixtures/lists.json", text + "\n").is_ok());
    }
}
