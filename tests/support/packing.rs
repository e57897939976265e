//! The packing of the catalogue's rows to the text that the page fetches: what `domain::music::packed` reads.

use feelharmonic::domain::music::catalogue::Track;
use feelharmonic::domain::music::packed::{
    COARSE, FINE, FIRST_YEAR, LARGEST, LETTER_COLUMNS, PACKED_HEADER, SLOWEST, TEMPO_STEP, ZERO,
};
use feelharmonic::domain::quantity::Fraction;

/// The different values of all tracks, in order.
fn values(tracks: &[Track], of: impl Fn(&Track) -> String) -> Vec<String> {
    let mut values: Vec<String> = tracks.iter().map(of).collect();
    values.sort();
    values.dedup();
    values
}

fn language(track: &Track) -> String {
    let language = track.annotation.language;
    language.map_or_else(String::new, |code| code.as_str().into())
}

/// The nearest number that a letter can stand for.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 93"
)]
fn nearest(value: f32) -> u8 {
    value.round().clamp(0.0, f32::from(LARGEST)) as u8
}

fn country(track: &Track) -> String {
    let country = track.annotation.country;
    country.map_or_else(String::new, |code| code.as_str().into())
}

fn numbers(
    track: &Track,
    genres: &[String],
    languages: &[String],
    countries: &[String],
) -> [u8; LETTER_COLUMNS] {
    let share = |value: Fraction, most: u8| nearest(value.get() * f32::from(most));
    let place = |values: &[String], value: &str| {
        u8::try_from(values.iter().position(|one| one == value).unwrap()).unwrap()
    };
    let (features, said) = (&track.features, &track.annotation);
    let tempo = features.tempo.get();
    [
        u8::try_from(track.year - FIRST_YEAR).unwrap(),
        place(genres, &track.genre),
        share(features.valence, FINE),
        share(features.energy, FINE),
        share(features.danceability, COARSE),
        if tempo > 0.0 {
            nearest((tempo - SLOWEST) / TEMPO_STEP).max(1)
        } else {
            0
        },
        share(features.acousticness, COARSE),
        share(features.instrumentalness, COARSE),
        said.theme as u8,
        said.sung as u8,
        said.rough,
        u8::try_from(said.feelings.0 & 31).unwrap(),
        u8::try_from(said.feelings.0 >> 5).unwrap(),
        said.cautions.0,
        place(languages, &language(track)),
        place(countries, &country(track)),
        said.voice as u8,
        u8::from(said.is_known),
        u8::from(track.explicit),
    ]
}

/// Packs tracks, in their order.
pub fn pack_tracks(tracks: &[Track]) -> String {
    let genres = values(tracks, |track| track.genre.clone());
    let languages = values(tracks, language);
    let countries = values(tracks, country);
    let mut before = "";
    let artists: Vec<&str> = tracks
        .iter()
        .map(|track| {
            let again = before == track.artist;
            before = &track.artist;
            if again { "" } else { before }
        })
        .collect();
    let titles: Vec<&str> = tracks.iter().map(|track| track.title.as_str()).collect();
    let ids: String = tracks.iter().map(|track| track.id.as_str()).collect();
    let mut lines = vec![
        PACKED_HEADER.to_owned(),
        genres.join("\t"),
        languages.join("\t"),
        countries.join("\t"),
        titles.join("\t"),
        artists.join("\t"),
        ids,
    ];
    for column in 0..LETTER_COLUMNS {
        let letter = |track: &Track| {
            char::from(ZERO + numbers(track, &genres, &languages, &countries)[column])
        };
        lines.push(tracks.iter().map(letter).collect());
    }
    lines.join("\n") + "\n"
}
