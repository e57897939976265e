//! The same seed gives the same list natively and in a browser, over tracks that are made here and don't change with
//! the catalogue: very many lists must come to the same number, and those of `fixtures/lists.json` are recorded one by
//! one. The end-to-end tests hold the shipped librarian to the same file.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that can't be read fails the test"
)]

use feelharmonic::domain::emotion::Emotion;
use feelharmonic::domain::mood::circumplex::position_of;
use feelharmonic::domain::music::catalogue::{COLUMNS, Catalogue};
use feelharmonic::domain::music::chance::even;
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::fingerprint::fingerprint;
use feelharmonic::domain::music::fondness::Fondness;
use feelharmonic::domain::music::goal::{Goal, Length};
use feelharmonic::domain::music::intent::Intent;
use feelharmonic::domain::music::library::Library;
use feelharmonic::domain::music::path::Place;
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::music::taste::feedback::{Feedback, Verdict};
use feelharmonic::domain::quantity::UnixMillis;
use feelharmonic::flow::music::choices::Shelves;
use feelharmonic::flow::music::request::Request;
use feelharmonic::librarian::desk::Desk;
use feelharmonic::librarian::reading::Reading;
use serde::{Deserialize, Serialize};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

/// What the lists come to. It changes when the engine does: print it anew then, and see that both sides agree.
const NUMBER: u64 = 0xB3A7_2FC5_EDC7_F649;

/// More tracks than are looked at closely, so that the first stage is in it too.
const TRACKS: u64 = 4500;

const GENRES: [&str; 6] = [
    "rock",
    "jazz",
    "hip hop",
    "soul",
    "metal & hard rock",
    "classical",
];

/// A person's own table, as an exporter writes it, and what a librarian drew from it. The librarian reads the first
/// and must come to the second wherever it runs.
const TABLE: &str = include_str!("fixtures/table.csv");
const LISTS: &str = include_str!("fixtures/lists.json");

#[derive(Serialize, Deserialize)]
struct Recorded {
    /// As it is exported.
    taste: String,
    lists: Vec<RecordedList>,
}

#[derive(Serialize, Deserialize)]
struct RecordedList {
    request: Request,
    titles: Vec<String>,
}

fn pool() -> Pool {
    let mut text = COLUMNS.join("\t");
    for (at, genre) in (0..TRACKS).zip(GENRES.into_iter().cycle()) {
        let pick = |salt: u64, of: u16| (even(salt, at) * f32::from(of)).floor();
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
    Catalogue::parse(&text).map_or_else(|_| Pool::default(), |catalogue| Pool::from(&catalogue))
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn the_lists_are_the_same_natively_and_in_a_browser() {
    let pool = pool();
    assert_eq!(pool.tracks().len(), 4500);
    let number = fingerprint(&pool);
    assert_eq!(number, NUMBER, "it is {number:#018x}");
}

fn library() -> Library {
    let mut reading = Reading::new("table.csv".into(), TABLE.len() as u64);
    reading.push(TABLE.as_bytes()).unwrap();
    let (library, _, report) = reading.finish().unwrap();
    assert_eq!((report.tracks, report.bad, report.repeated), (500, 0, 0));
    library
}

fn titles(desk: &mut Desk, request: &Request) -> Vec<String> {
    let list = serde_json::to_value(desk.compose(request).unwrap()).unwrap();
    let tracks = list.as_array().unwrap().iter();
    tracks
        .map(|track| track["title"].as_str().unwrap().to_owned())
        .collect()
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn a_librarian_draws_the_lists_that_are_recorded() {
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("RECORD_LISTS").is_some() {
        return recording::write();
    }
    let recorded: Recorded = serde_json::from_str(LISTS).unwrap();
    let mut desk = Desk::default();
    desk.shelve(library());
    desk.learn(&recorded.taste).unwrap();
    assert_eq!(recorded.lists.len(), 40);
    for list in recorded.lists {
        assert_eq!(
            titles(&mut desk, &list.request),
            list.titles,
            "{:?}",
            list.request
        );
    }
}

/// How both files are made: `RECORD_LISTS=1 cargo nextest run recorded`, twice where the table has changed.
#[cfg(not(target_arch = "wasm32"))]
mod recording {
    use super::*;

    fn table() -> String {
        let header = "Track Name,Artist Name(s),Release Date,Genres,Explicit,Valence,Energy,Danceability,Tempo,\
            Acousticness,Instrumentalness\n";
        let mut text = String::from(header);
        for (at, genre) in (0..500_u64).zip(GENRES.into_iter().cycle()) {
            let share = |salt: u64| (even(salt, at) * 1000.0).floor() / 1000.0;
            let of = |salt: u64, count: f32| (even(salt, at) * count).floor();
            text += &format!(
                "\"Track {at}, of mine\",Artist {},{}-01-01,{genre},{},{},{},{},{},{},{}\n",
                of(21, 120.0),
                1955.0 + of(22, 70.0),
                even(23, at) < 0.1,
                share(24),
                share(25),
                share(26),
                60.0 + of(27, 1200.0) / 10.0,
                share(28),
                share(29),
            );
        }
        text
    }

    /// A thumb for every fifth track.
    fn taste(library: &Library) -> Taste {
        let verdicts = [Verdict::Up, Verdict::Down, Verdict::Up, Verdict::Skip];
        let mut taste = Taste::default();
        for (track, verdict) in library.tracks().step_by(5).zip(verdicts.into_iter().cycle()) {
            let mood = Place::MIDDLE;
            taste.learn(Feedback::new(verdict, &track, mood, UnixMillis(0.0)));
        }
        taste
    }

    fn request(goal: Goal, from: Place, seed: u64) -> Request {
        Request {
            start: Intent::for_mood(&from.as_mood()),
            from,
            goal,
            length: Length::Ten,
            filter: Filter::default(),
            shelves: Shelves::Own,
            fondness: Fondness::NONE,
            recent: Vec::new(),
            seed,
        }
    }

    pub fn write() {
        std::fs::write("tests/fixtures/table.csv", table()).unwrap();
        let library = library();
        let taste = taste(&library).export().unwrap();
        let mut desk = Desk::default();
        desk.shelve(library);
        desk.learn(&taste).unwrap();
        let moods = [Emotion::Sad, Emotion::Happy, Emotion::Angry].map(position_of);
        let moods = moods.map(|(valence, arousal)| Place { valence, arousal });
        let moods = moods.into_iter().chain([Place::clamped(0.3, -0.6)]);
        let asked = Goal::ALL.into_iter().flat_map(|goal| {
            let of_mood = move |from| [1, 2].map(|seed| request(goal, from, seed));
            moods.clone().flat_map(of_mood)
        });
        let lists = asked.map(|request| RecordedList {
            titles: titles(&mut desk, &request),
            request,
        });
        let lists = lists.collect();
        let text = serde_json::to_string(&Recorded { taste, lists }).unwrap();
        // A list a line.
        let text = text.replace("{\"request\"", "\n{\"request\"");
        std::fs::write("tests/fixtures/lists.json", text + "\n").unwrap();
    }
}
