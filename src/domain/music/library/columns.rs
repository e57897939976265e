//! The columns of a table, found by the names that the well-known tables and exporters give them
//! (`columns.names.txt`), in the languages that they write.

mod header_name;

use crate::domain::music::library::cells::parse_number;
use crate::domain::music::library::columns::header_name::HeaderName;
use crate::domain::music::library::scale::ShareScale;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A column of a table that the import knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant is the word it names")]
pub enum TableColumn {
    Title,
    Artist,
    Valence,
    Energy,
    Tempo,
    Danceability,
    Acousticness,
    Instrumentalness,
    Id,
    Year,
    Genre,
    Explicit,
}

impl TableColumn {
    /// All twelve columns; those that a table can't do without come first.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Artist,
        Self::Valence,
        Self::Energy,
        Self::Tempo,
        Self::Danceability,
        Self::Acousticness,
        Self::Instrumentalness,
        Self::Id,
        Self::Year,
        Self::Genre,
        Self::Explicit,
    ];

    /// The columns that a table can't do without.
    pub const NEEDED: [Self; 5] = [
        Self::Title,
        Self::Artist,
        Self::Valence,
        Self::Energy,
        Self::Tempo,
    ];

    /// The column's name as people read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Artist => "artist",
            Self::Valence => "valence",
            Self::Energy => "energy",
            Self::Tempo => "tempo",
            Self::Danceability => "danceability",
            Self::Acousticness => "acousticness",
            Self::Instrumentalness => "instrumentalness",
            Self::Id => "Spotify id",
            Self::Year => "year",
            Self::Genre => "genre",
            Self::Explicit => "explicit",
        }
    }

    /// The column that the list of names calls so.
    fn of_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|column| column.name() == key || (*column == Self::Id && key == "id"))
    }
}

/// The names of columns in tables, with the column they mean, the surest of each first.
static NAMES: LazyLock<Vec<(TableColumn, &str)>> = LazyLock::new(|| {
    let lines = include_str!("columns.names.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once(": "));
    lists
        .filter_map(|(key, names)| Some((TableColumn::of_key(key)?, names)))
        .flat_map(|(column, names)| names.split(", ").map(move |name| (column, name)))
        .collect()
});

/// The positions of the known columns in a table, counted from zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumns {
    /// The position of each column of [`TableColumn::ALL`]; `None` for one that is not there.
    places: [Option<usize>; TableColumn::ALL.len()],
    /// Further columns that may hold Spotify's id.
    other_ids: Vec<usize>,
    /// The scales that names speak of, as `places`.
    scales: [Option<ShareScale>; TableColumn::ALL.len()],
    /// The number of cells in a row.
    width: usize,
}

impl TableColumns {
    /// Finds the columns among the names of a `header`, with the row behind it to tell numbers from names. Case, spaces
    /// and signs don't count.
    ///
    /// # Errors
    /// The needed columns that aren't there.
    pub fn find(header: &[String], sample: Option<&[String]>) -> Result<Self, Vec<TableColumn>> {
        let names: Vec<HeaderName> = header.iter().map(|name| HeaderName::of(name)).collect();
        let mut found = Self {
            places: TableColumn::ALL.map(|column| {
                let mut places = places_of(column, &names).into_iter();
                let first = places.next()?;
                // A "track" of numbers counts the tracks of an album.
                if column == TableColumn::Title && is_number(sample, first) {
                    return places
                        .find(|place| !is_number(sample, *place))
                        .or(Some(first));
                }
                Some(first)
            }),
            other_ids: places_of(TableColumn::Id, &names),
            scales: [None; TableColumn::ALL.len()],
            width: header.len(),
        };
        found.place_exporters_columns(sample);
        for (scale, place) in found.scales.iter_mut().zip(found.places) {
            *scale = place.and_then(|place| names.get(place)?.scale);
        }
        let missing: Vec<_> = TableColumn::NEEDED
            .into_iter()
            .filter(|column| found.of(*column).is_none())
            .collect();
        if missing.is_empty() {
            Ok(found)
        } else {
            Err(missing)
        }
    }

    /// Makes the columns that a person has assigned by hand: pairs of a column and its position.
    ///
    /// # Errors
    /// The needed columns that aren't there.
    pub fn assigned(
        pairs: &[(TableColumn, usize)],
        width: usize,
    ) -> Result<Self, Vec<TableColumn>> {
        let place = |column| {
            pairs
                .iter()
                .find(|(known, _)| *known == column)
                .map(|(_, place)| *place)
        };
        let found = Self {
            places: TableColumn::ALL.map(place),
            other_ids: Vec::new(),
            scales: [None; TableColumn::ALL.len()],
            width,
        };
        let missing: Vec<_> = TableColumn::NEEDED
            .into_iter()
            .filter(|column| found.of(*column).is_none_or(|place| place >= width))
            .collect();
        if missing.is_empty() {
            Ok(found)
        } else {
            Err(missing)
        }
    }

    /// Places what Exportify writes in whatever language: its first four columns are always the track's address, its
    /// name, the addresses of the artists and their names, and the figures have one order, counted from the last one.
    fn place_exporters_columns(&mut self, sample: Option<&[String]>) {
        let begins = |at: usize, with: &str| {
            sample
                .and_then(|cells| cells.get(at))
                .is_some_and(|cell| cell.starts_with(with))
        };
        if !begins(0, "spotify:track:") || !begins(2, "spotify:artist:") {
            return;
        }
        let from_last = |back: usize| self.width.checked_sub(back);
        let known = [
            (TableColumn::Id, Some(0)),
            (TableColumn::Title, Some(1)),
            (TableColumn::Artist, Some(3)),
            (TableColumn::Tempo, from_last(2)),
            (TableColumn::Valence, from_last(3)),
            (TableColumn::Instrumentalness, from_last(5)),
            (TableColumn::Acousticness, from_last(6)),
            (TableColumn::Energy, from_last(11)),
            (TableColumn::Danceability, from_last(12)),
        ];
        for (column, place) in known {
            let is_name = matches!(
                column,
                TableColumn::Title | TableColumn::Artist | TableColumn::Id
            );
            if let Some(slot) = self.places.get_mut(column as usize)
                && (is_name || (slot.is_none() && self.width >= 31))
            {
                *slot = place;
            }
        }
    }

    /// The position of a column, counted from zero; `None` for one that is not there.
    #[must_use]
    pub fn of(&self, column: TableColumn) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    /// The positions at which Spotify's id may stand, the surest first.
    pub fn ids(&self) -> impl Iterator<Item = usize> {
        let others = self.other_ids.iter().copied();
        self.of(TableColumn::Id).into_iter().chain(others)
    }

    /// The scale that the column's name speaks of.
    #[must_use]
    pub fn scale_of(&self, column: TableColumn) -> Option<ShareScale> {
        self.scales.get(column as usize).copied().flatten()
    }

    /// The number of cells in a row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The columns that the table lacks and for which middling values stand.
    #[must_use]
    pub fn lacking(&self) -> Vec<TableColumn> {
        let figures = [
            TableColumn::Danceability,
            TableColumn::Acousticness,
            TableColumn::Instrumentalness,
        ];
        figures
            .into_iter()
            .filter(|column| self.of(*column).is_none())
            .collect()
    }
}

/// The places of a column's names in a header, the surest first: a name as it stands goes before one without brackets.
fn places_of(column: TableColumn, names: &[HeaderName]) -> Vec<usize> {
    let mut places = Vec::new();
    for form in 0..3 {
        for (_, known) in NAMES.iter().filter(|(of, _)| *of == column) {
            let place = names
                .iter()
                .position(|name| name.forms.get(form).is_some_and(|form| form == known));
            if let Some(place) = place
                && !places.contains(&place)
            {
                places.push(place);
            }
        }
    }
    places
}

fn is_number(sample: Option<&[String]>, place: usize) -> bool {
    let cell = sample.and_then(|cells| cells.get(place));
    cell.is_some_and(|cell| parse_number(cell).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn find(header: &str) -> Result<TableColumns, Vec<TableColumn>> {
        let names: Vec<String> = header.split(',').map(str::to_owned).collect();
        TableColumns::find(&names, None)
    }

    #[rstest]
    // The public tables: a year's songs, genres of songs, songs with their artists as lists.
    #[case(
        "track_id,track_name,track_artist,track_popularity,track_album_id,track_album_name,track_album_release_date,\
         playlist_name,playlist_id,playlist_genre,playlist_subgenre,danceability,energy,key,loudness,mode,\
         speechiness,acousticness,instrumentalness,liveness,valence,tempo,duration_ms",
        0,
        1,
        2
    )]
    #[case(
        ",track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,key,loudness,\
         mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,track_genre",
        1,
        4,
        2
    )]
    #[case(
        "valence,year,acousticness,artists,danceability,duration_ms,energy,explicit,id,instrumentalness,key,liveness,\
         loudness,mode,name,popularity,release_date,speechiness,tempo",
        8,
        14,
        3
    )]
    // Exporters of playlists.
    #[case(
        "Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,\
         Added At,Genres,Record Label,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,\
         Instrumentalness,Liveness,Valence,Tempo,Time Signature",
        0,
        1,
        3
    )]
    fn the_well_known_tables_are_understood(
        #[case] header: &str,
        #[case] id: usize,
        #[case] title: usize,
        #[case] artist: usize,
    ) {
        let columns = find(header).unwrap();
        assert_eq!(columns.of(TableColumn::Id), Some(id));
        assert_eq!(columns.of(TableColumn::Title), Some(title));
        assert_eq!(columns.of(TableColumn::Artist), Some(artist));
        assert!(columns.of(TableColumn::Instrumentalness).is_some());
    }

    #[test]
    fn a_table_without_numbers_says_what_it_lacks() {
        assert_eq!(
            find("Title,Artist,BPM"),
            Err(vec![TableColumn::Valence, TableColumn::Energy])
        );
        assert_eq!(find("hello").unwrap_err().len(), 5);
    }

    #[test]
    fn a_table_can_do_without_the_rest() {
        let columns = find("Song, ARTIST ,Valence %,Energy_%,bpm").unwrap();
        assert_eq!(columns.of(TableColumn::Tempo), Some(4));
        assert_eq!(columns.lacking().len(), 3);
    }

    #[test]
    fn every_column_stands_at_its_own_place() {
        for (at, column) in TableColumn::ALL.into_iter().enumerate() {
            assert_eq!(column as usize, at);
        }
    }

    #[rstest]
    #[case("Titel,Künstler,Valenz,Energie,Tempo")]
    #[case("Nombre de la canción,Nombre(s) del artista,Valencia,Energía,Tempo")]
    #[case("Nom du titre,Nom(s) de l'artiste,Valence,Énergie,Tempo")]
    #[case("トラック名,アーティスト名,感情値,エネルギー,テンポ")]
    #[case("Song Title,Artist(s),Valence (0-100),Energy (0-100),Tempo (BPM)")]
    #[case("track_name,artist(s)_name,valence_%,energy_%,bpm")]
    #[case("Title,Artist,val,nrgy,Beats Per Minute (BPM)")]
    #[case("song,artistsname,Valence score,Energy level,tempoBPM")]
    #[case("name,Ku\u{308}nstlername(n),Valenz,Energie,Tempo")]
    fn columns_are_found_by_meaning(#[case] header: &str) {
        let columns = find(header).unwrap();
        let places: Vec<_> = TableColumn::NEEDED.map(|column| columns.of(column)).into();
        assert_eq!(places, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn the_song_goes_before_the_name_of_a_playlist_and_the_title_of_a_video() {
        let title = |header| find(header).unwrap().of(TableColumn::Title);
        assert_eq!(title("name,title,artist,valence,energy,tempo"), Some(1));
        assert_eq!(title("Title,Track,Artist,Valence,Energy,Tempo"), Some(1));
    }

    #[test]
    fn a_track_of_numbers_is_no_title() {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let header = cells("track,title,artist,valence,energy,tempo");
        let sample = cells("7,Song,Band,0.5,0.5,100");
        let columns = TableColumns::find(&header, Some(&sample)).unwrap();
        assert_eq!(columns.of(TableColumn::Title), Some(1));
    }

    #[test]
    fn an_exporters_table_is_known_in_a_language_that_nobody_has_listed() {
        let header: Vec<String> = (0..32).map(|at| format!("col {at}")).collect();
        let mut sample = vec![String::new(); 32];
        sample[0] = "spotify:track:0123456789abcdefghijkl".into();
        sample[2] = "spotify:artist:0123456789abcdefghijkl".into();
        let columns = TableColumns::find(&header, Some(&sample)).unwrap();
        let places = TableColumn::NEEDED.map(|column| columns.of(column));
        assert_eq!(places, [Some(1), Some(3), Some(29), Some(21), Some(30)]);
    }
}
