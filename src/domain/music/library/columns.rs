//! The columns of a table, found by the names that the well-known tables and exporters give them.

/// A column of a table that the import knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// The names a column goes by in tables, letters and digits only, the surest first.
    const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Title => &[
                "trackname",
                "tracktitle",
                "songname",
                "songtitle",
                "name",
                "title",
                "song",
                "track",
            ],
            Self::Artist => &[
                "artistnames",
                "artistname",
                "trackartist",
                "artists",
                "artist",
                "trackartists",
                "artistsnames",
                "performer",
            ],
            Self::Valence => &["valence", "happiness", "positiveness"],
            Self::Energy => &["energy"],
            Self::Tempo => &["tempo", "bpm"],
            Self::Danceability => &["danceability", "dance"],
            Self::Acousticness => &["acousticness", "acoustic"],
            Self::Instrumentalness => &["instrumentalness", "instrumental"],
            Self::Id => &[
                "trackid",
                "trackuri",
                "spotifyid",
                "spotifytrackid",
                "spotifyuri",
                "spotifytrackuri",
                "trackurl",
                "spotifyurl",
                "uri",
                "url",
                "id",
            ],
            Self::Year => &[
                "year",
                "releaseyear",
                "releaseddate",
                "releasedate",
                "albumreleasedate",
                "trackalbumreleasedate",
                "albumdate",
                "albumyear",
                "releasedyear",
                "date",
            ],
            Self::Genre => &[
                "trackgenre",
                "genre",
                "playlistgenre",
                "genres",
                "topgenre",
                "artistgenres",
                "maingenre",
                "parentgenres",
            ],
            Self::Explicit => &["explicit", "trackexplicit", "isexplicit"],
        }
    }
}

/// The position of each known column in a table, counted from zero; `None` for one that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableColumns([Option<usize>; TableColumn::ALL.len()]);

impl TableColumns {
    /// Finds the columns among the names of a header. Case, spaces and signs don't count.
    ///
    /// # Errors
    /// The needed columns that aren't there.
    pub fn find<'a>(header: impl Iterator<Item = &'a str>) -> Result<Self, Vec<TableColumn>> {
        let names: Vec<String> = header
            .map(|name| {
                name.chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .flat_map(char::to_lowercase)
                    .collect()
            })
            .collect();
        let found = Self(TableColumn::ALL.map(|column| {
            column
                .aliases()
                .iter()
                .find_map(|alias| names.iter().position(|name| name == alias))
        }));
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

    /// The position of a column, counted from zero; `None` for one that is not there.
    #[must_use]
    pub fn of(&self, column: TableColumn) -> Option<usize> {
        self.0.get(column as usize).copied().flatten()
    }

    /// The columns that the table lacks and can do without.
    #[must_use]
    pub fn lacking(&self) -> Vec<TableColumn> {
        TableColumn::ALL
            .into_iter()
            .filter(|column| self.of(*column).is_none())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn find(header: &str) -> Result<TableColumns, Vec<TableColumn>> {
        TableColumns::find(header.split(','))
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
        assert_eq!(columns.lacking().len(), 7);
    }

    #[test]
    fn every_column_stands_at_its_own_place() {
        for (at, column) in TableColumn::ALL.into_iter().enumerate() {
            assert_eq!(column as usize, at);
        }
    }
}
