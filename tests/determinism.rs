//! The same seed gives the same list natively and in a browser: both must come to the same number, over tracks that
//! are made here and don't change with the catalogue.

use feelharmonic::domain::music::catalogue::{COLUMNS, Catalogue};
use feelharmonic::domain::music::chance::even;
use feelharmonic::domain::music::fingerprint::fingerprint;
use feelharmonic::domain::music::pool::Pool;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

/// What the lists come to. It changes when the engine does: print it anew then, and see that both sides agree.
const NUMBER: u64 = 0xB3A7_2FC5_EDC7_F649;

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
