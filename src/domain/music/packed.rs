//! The catalogue as the page fetches it: one line for each column, so that like stands beside like and packs well.
//!
//! The first line names the form, then come the names of genres, languages and countries, titles, artists (empty where
//! the one before is meant), ids, and [`LETTER_COLUMNS`] lines of a letter for each track. A letter is a number from
//! 0 to [`LARGEST`], counted from "!". It is made of `catalogue.tsv`; `tests/catalogue.rs` holds both to each other.
// A text, though ids were bytes in it once: base 62 in a line of its own packs to 16.4 bytes an id, 17 bytes of binary
// stay 17, and every host packs a text.

use crate::domain::music::annotation::Annotation;
use crate::domain::music::catalogue::Catalogue;
use crate::domain::music::meaning::{CautionSet, FeelingSet, Language, Sung, Theme, Voice};
use crate::domain::music::track::{AudioFeatures, Country, SPOTIFY_LENGTH, Style, Track, TrackId};
use crate::domain::quantity::{Bpm, Fraction};

/// The first line of a packed catalogue.
pub const PACKED_HEADER: &str = "feelharmonic catalogue 2";
/// The number of columns that have one letter for each track.
pub const LETTER_COLUMNS: usize = 19;
/// The letter that stands for 0.
pub const ZERO: u8 = b'!';
/// The largest number that a letter stands for.
pub const LARGEST: u8 = 93;
/// The number that stands for one in valence and energy.
pub const FINE: u8 = 25;
/// The number that stands for one in danceability, acousticness and instrumentalness, which count for less.
pub const COARSE: u8 = 10;
/// The year that 0 stands for.
pub const FIRST_YEAR: u16 = 1940;
/// The slowest tempo but none, in beats a minute; a letter counts [`TEMPO_STEP`] from it.
pub const SLOWEST: f32 = 40.0;
/// The beats a minute from one letter of tempo to the next.
pub const TEMPO_STEP: f32 = 4.0;

/// The reasons for refusing a packed catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PackedError {
    /// The text does not begin with [`PACKED_HEADER`].
    #[error("it is no catalogue of this form")]
    Foreign,
    /// A line is missing, or too short or too long.
    #[error("its lines don't fit together")]
    Damaged,
}

/// The lines of a packed catalogue that have one cell for each track.
struct PackedColumns<'a> {
    genres: Vec<&'a str>,
    languages: Vec<&'a str>,
    countries: Vec<&'a str>,
    ids: &'a str,
    letters: Vec<&'a [u8]>,
}

impl Catalogue {
    /// Reads a packed catalogue.
    ///
    /// # Errors
    /// [`PackedError`]; nothing is half read.
    pub fn unpack(text: &str) -> Result<Self, PackedError> {
        let mut lines = text.lines();
        if lines.next() != Some(PACKED_HEADER) {
            return Err(PackedError::Foreign);
        }
        let tracks = unpack_tracks(lines).ok_or(PackedError::Damaged)?;
        if tracks.is_empty() {
            return Err(PackedError::Damaged);
        }
        Ok(Self::from_tracks(tracks))
    }
}

fn unpack_tracks<'a>(mut lines: impl Iterator<Item = &'a str>) -> Option<Vec<Track>> {
    let mut cells = || Some(lines.next()?.split('\t').collect::<Vec<_>>());
    let (genres, languages, countries) = (cells()?, cells()?, cells()?);
    let (titles, artists) = (cells()?, cells()?);
    let ids = lines.next()?;
    let columns = PackedColumns {
        genres,
        languages,
        countries,
        ids,
        letters: lines.map(str::as_bytes).collect(),
    };
    let count = titles.len();
    let fits = artists.len() == count
        && ids.len() == count * SPOTIFY_LENGTH
        && columns.letters.len() == LETTER_COLUMNS
        && columns.letters.iter().all(|column| column.len() == count);
    if !fits {
        return None;
    }
    let mut artist = "";
    let named = titles.into_iter().zip(artists);
    named
        .enumerate()
        .map(|(at, (title, name))| {
            if !name.is_empty() {
                artist = name;
            }
            columns.track(at, title, artist)
        })
        .collect()
}

impl PackedColumns<'_> {
    fn track(&self, at: usize, title: &str, artist: &str) -> Option<Track> {
        let mut numbers = [0; LETTER_COLUMNS];
        for (number, column) in numbers.iter_mut().zip(&self.letters) {
            *number = column.get(at)?.checked_sub(ZERO)?;
        }
        let [
            year,
            genre,
            valence,
            energy,
            danceability,
            tempo,
            acousticness,
            instrumentalness,
            theme,
            sung,
            rough,
            low_feelings,
            high_feelings,
            cautions,
            language,
            country,
            voice,
            is_known,
            explicit,
        ] = numbers;
        let share = |number: u8, most: u8| Fraction::clamped(f32::from(number) / f32::from(most));
        let genre = *self.genres.get(usize::from(genre))?;
        let from = at * SPOTIFY_LENGTH;
        Some(Track {
            id: TrackId::new(self.ids.get(from..from + SPOTIFY_LENGTH)?).ok()?,
            title: title.into(),
            artist: artist.into(),
            year: FIRST_YEAR + u16::from(year),
            style: Style::of_genre(genre),
            genre: genre.into(),
            features: AudioFeatures {
                valence: share(valence, FINE),
                energy: share(energy, FINE),
                danceability: share(danceability, COARSE),
                tempo: tempo_of(tempo),
                acousticness: share(acousticness, COARSE),
                instrumentalness: share(instrumentalness, COARSE),
            },
            annotation: Annotation {
                theme: Theme::from_number(theme.into()),
                sung: Sung::from_number(sung.into()),
                rough: rough & 3,
                feelings: FeelingSet(u16::from(high_feelings) << 5 | u16::from(low_feelings)),
                cautions: CautionSet(cautions),
                voice: Voice::from_number(voice.into()),
                is_known: is_known > 0,
                language: Language::new(self.languages.get(usize::from(language))?),
                country: Country::new(self.countries.get(usize::from(country))?),
            },
            explicit: explicit > 0,
        })
    }
}

fn tempo_of(number: u8) -> Bpm {
    if number == 0 {
        Bpm::MIN
    } else {
        Bpm::clamped(SLOWEST + TEMPO_STEP * f32::from(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_packed_catalogue_is_refused() {
        assert_eq!(Catalogue::unpack("<html>"), Err(PackedError::Foreign));
        let cut = format!("{PACKED_HEADER}\npop\nen\nGB\nA\tB\nC");
        assert_eq!(Catalogue::unpack(&cut), Err(PackedError::Damaged));
    }
}
