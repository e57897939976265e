//! A row of the catalogue as people write it: one track, its numbers, and what an editor says of it.
//!
//! [`COLUMNS`] come in their order, then, where they are known, [`MORE_COLUMNS`]. Valence to instrumentalness are
//! hundredths, tempo is in beats a minute, explicit and known are 0 or 1.

use crate::domain::music::annotation::Annotation;
use crate::domain::music::meaning::{
    Caution, CautionSet, Feeling, FeelingSet, Language, Sung, Theme, Voice,
};
use crate::domain::music::track::{AudioFeatures, Country, NotATrackId, Style, Track, TrackId};
use crate::domain::quantity::{Bpm, Fraction};
use crate::domain::text::parse_number;

/// The columns that every file of a catalogue has, in their order.
pub const COLUMNS: [&str; 11] = [
    "id",
    "title",
    "artist",
    "year",
    "genre",
    "valence",
    "energy",
    "danceability",
    "tempo",
    "acousticness",
    "instrumentalness",
];

/// The columns that may follow [`COLUMNS`]: the artist's country (ISO 3166-1), a mark for strong language, and what an
/// editor says of the track.
pub const MORE_COLUMNS: [&str; 14] = [
    "country",
    "explicit",
    "felt",
    "why",
    "theme",
    "sung",
    "rough",
    "suits",
    "flags",
    "language",
    "voice",
    "known",
    "estimated",
    "source",
];

/// The faults of one line of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// The line has too few or too many columns; their number.
    #[error("{0} columns instead of the header's")]
    Columns(usize),
    /// The id is not one of Spotify's.
    #[error(transparent)]
    Id(#[from] NotATrackId),
    /// The id stands in an earlier line too.
    #[error("the id {0:?} came before")]
    Duplicate(String),
    /// The title, artist or genre is empty; the column's name.
    #[error("the {0} is empty")]
    Empty(&'static str),
    /// The cell holds none of the words that the column may hold; the column's name.
    #[error("the {0} is none that is known")]
    Word(&'static str),
    /// The cell is not a number, or is outside its range; the column's name.
    #[error("the {0} is not a number in its range")]
    Number(&'static str),
}

/// The number of columns that a file with this header has; `None` for a header that is not ours.
pub(super) fn width_of(header: &str) -> Option<usize> {
    let named = |columns: &[&str]| header.split('\t').eq(columns.iter().copied());
    let all: Vec<_> = COLUMNS.into_iter().chain(MORE_COLUMNS).collect();
    [COLUMNS.as_slice(), &all]
        .into_iter()
        .find_map(|columns| named(columns).then_some(columns.len()))
}

pub(super) fn parse_row(row: &str, width: usize) -> Result<Track, RowProblem> {
    let cells: Vec<&str> = row.split('\t').collect();
    let columns = RowProblem::Columns(cells.len());
    if cells.len() != width {
        return Err(columns);
    }
    let (
        [
            id,
            title,
            artist,
            year,
            genre,
            valence,
            energy,
            danceability,
            tempo,
            acousticness,
            instrumentalness,
        ],
        more,
    ) = cells.split_first_chunk().ok_or(columns)?;
    let genre = words(genre, "genre")?;
    let mut features = AudioFeatures {
        valence: hundredths(valence, "valence")?,
        energy: hundredths(energy, "energy")?,
        danceability: hundredths(danceability, "danceability")?,
        tempo: parse_number(tempo)
            .and_then(|bpm| Bpm::new(bpm).ok())
            .ok_or(RowProblem::Number("tempo"))?,
        acousticness: hundredths(acousticness, "acousticness")?,
        instrumentalness: hundredths(instrumentalness, "instrumentalness")?,
    };
    let (annotation, explicit) = parse_annotation(more, &mut features)?;
    Ok(Track {
        id: TrackId::new(id)?,
        title: words(title, "title")?,
        artist: words(artist, "artist")?,
        year: year
            .parse()
            .ok()
            .filter(|year| (1900..2100).contains(year))
            .ok_or(RowProblem::Number("year"))?,
        style: Style::of_genre(&genre),
        genre,
        features,
        annotation,
        explicit,
    })
}

/// The least instrumentalness of a track without words, and one minus the most of a song.
const WORDLESS: f32 = 0.75;

/// Reads what an editor says of a track, which may overrule its valence and its instrumentalness.
fn parse_annotation(
    cells: &[&str],
    features: &mut AudioFeatures,
) -> Result<(Annotation, bool), RowProblem> {
    let [
        country,
        explicit,
        felt,
        _why,
        theme,
        sung,
        rough,
        suits,
        flags,
        language,
        voice,
        known,
        ..,
    ] = cells
    else {
        return Ok((Annotation::default(), false));
    };
    let sung = one_of(&Sung::ALL, Sung::word, sung, "sung")?;
    if !felt.is_empty() {
        features.valence = hundredths(felt, "felt")?;
    }
    let measured = features.instrumentalness.get();
    features.instrumentalness = Fraction::clamped(match sung {
        Sung::No => measured.max(WORDLESS),
        Sung::Little => measured,
        Sung::Yes => measured.min(1.0 - WORDLESS),
    });
    let feelings = some_of(&Feeling::ALL, Feeling::word, suits, "suits")?;
    let cautions = some_of(&Caution::ALL, Caution::word, flags, "flags")?;
    let annotation = Annotation {
        theme: one_of(&Theme::ALL, Theme::word, theme, "theme")?,
        sung,
        rough: rough
            .parse()
            .ok()
            .filter(|rough| *rough <= 3)
            .ok_or(RowProblem::Number("rough"))?,
        feelings: FeelingSet(feelings),
        cautions: CautionSet(u8::try_from(cautions).unwrap_or_default()),
        voice: one_of(&Voice::ALL, Voice::word, voice, "voice")?,
        is_known: flag(known, "known")?,
        language: known_code(language, Language::new, "language")?,
        country: known_code(country, Country::new, "country")?,
    };
    Ok((annotation, flag(explicit, "explicit")?))
}

/// Finds the one variant that a cell names.
fn one_of<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    cell: &str,
    column: &'static str,
) -> Result<T, RowProblem> {
    let mut named = all.iter().copied().filter(|one| word(*one) == cell);
    named.next().ok_or(RowProblem::Word(column))
}

/// The bits of all variants that a cell names, with commas between them.
fn some_of<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    cell: &str,
    column: &'static str,
) -> Result<u16, RowProblem> {
    let mut bits = 0;
    for name in cell.split(',').filter(|name| !name.is_empty()) {
        let at = all.iter().position(|one| word(*one) == name);
        bits |= 1 << at.ok_or(RowProblem::Word(column))?;
    }
    Ok(bits)
}

/// Reads a code; an empty cell stands for one that is not known.
fn known_code<T>(
    cell: &str,
    read: impl Fn(&str) -> Option<T>,
    column: &'static str,
) -> Result<Option<T>, RowProblem> {
    if cell.is_empty() {
        return Ok(None);
    }
    read(cell).map(Some).ok_or(RowProblem::Word(column))
}

fn flag(cell: &str, column: &'static str) -> Result<bool, RowProblem> {
    match cell {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(RowProblem::Number(column)),
    }
}

fn words(cell: &str, column: &'static str) -> Result<String, RowProblem> {
    let cell = cell.trim();
    if cell.is_empty() {
        Err(RowProblem::Empty(column))
    } else {
        Ok(cell.into())
    }
}

fn hundredths(cell: &str, column: &'static str) -> Result<Fraction, RowProblem> {
    parse_number(cell)
        .and_then(|value| Fraction::new(value / 100.0).ok())
        .ok_or(RowProblem::Number(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::catalogue::Catalogue;

    const ROW: &str = "0123456789abcdefghijkl\tA\tB\t1999\trock\t50\t60\t70\t120\t10\t0";

    #[test]
    fn what_an_editor_says_overrules_the_numbers() {
        let columns: Vec<_> = COLUMNS.into_iter().chain(MORE_COLUMNS).collect();
        let more = "JM\t1\t20\ta loss\tgrief\tno\t2\tsad,calm\tdeath\ten\tnone\t1\tyear\tours";
        let text = format!("{}\n{ROW}\t{more}", columns.join("\t"));
        let catalogue = Catalogue::from_rows(&text).unwrap();
        let track = &catalogue.tracks()[0];
        let said = track.annotation;
        assert!(track.explicit && track.style == Style::Driven && said.is_known);
        assert!((track.features.valence.get() - 0.2).abs() < 1e-6);
        assert!(track.features.instrumentalness.get() >= WORDLESS);
        assert!(said.feelings.contains(Feeling::Calm) && !said.feelings.contains(Feeling::Angry));
        assert!(said.cautions.contains(Caution::Death) && said.theme == Theme::Grief);
        assert_eq!(said.country.unwrap().as_str(), "JM");
        for (good, bad) in [
            ("JM", "Jm"),
            ("grief", "woe"),
            ("sad,", "sadly,"),
            ("\t2\t", "\t4\t"),
        ] {
            assert!(
                Catalogue::from_rows(&text.replacen(good, bad, 1)).is_err(),
                "{bad}"
            );
        }
    }
}
