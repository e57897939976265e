//! A person's own music: a table of tracks that they bring, read on the device and kept there.
//!
//! Start at [`import`]: it takes the file's bytes piece by piece. [`sniff`] says what kind of file it is,
//! [`decode`] makes UTF-8 of it, [`columns`] finds the columns by their names, [`cells`] reads them, [`scale`]
//! tells 0–1 from 0–100, [`stored`] keeps the whole, [`summary`] says what it came to. All or nothing: a
//! [`Library`] or an error.
//!
//! It is made for 200,000 tracks: numbers are packed, artists and genres stored once, all titles in one text.

pub mod cells;
pub mod columns;
pub mod decode;
mod draft;
pub mod import;
pub mod scale;
pub mod sniff;
pub mod stored;
pub mod summary;

use crate::domain::music::annotation::Annotation;
use crate::domain::music::track::{AudioFeatures, Style, Track, TrackId, TrackSound};
use crate::domain::quantity::{Bpm, Fraction};
use serde::{Deserialize, Serialize};

/// The most tracks that a library holds.
pub const MOST_TRACKS: usize = 200_000;

/// Tracks brought by a person, in the order of their table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Library {
    rows: Vec<LibraryRow>,
    /// Spotify ids and titles of all tracks, one after the other.
    texts: String,
    artists: Vec<Box<str>>,
    genres: Vec<Box<str>>,
}

/// A track of the library, all but its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct LibraryRow {
    /// The start of the track's text: Spotify's id, if it has one, then the title.
    begins: u32,
    artist: u32,
    genre: u32,
    /// The year of release; 0 where it is not known.
    year: u16,
    /// Valence, energy, danceability, acousticness, instrumentalness in thousandths.
    shares: [u16; 5],
    /// The tempo in tenths of a beat a minute.
    tempo: u16,
    style: Style,
    explicit: bool,
    has_id: bool,
}

impl LibraryRow {
    fn sound(&self) -> TrackSound {
        let [
            valence,
            energy,
            danceability,
            acousticness,
            instrumentalness,
        ] = self
            .shares
            .map(|share| Fraction::clamped(f32::from(share) / 1000.0));
        TrackSound {
            features: AudioFeatures {
                valence,
                energy,
                danceability,
                tempo: Bpm::clamped(f32::from(self.tempo) / 10.0),
                acousticness,
                instrumentalness,
            },
            style: self.style,
        }
    }
}

impl Library {
    /// The number of tracks in the library.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells if the library holds no track.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The sounds of all tracks, in order: all that ranking reads.
    pub fn sounds(&self) -> impl ExactSizeIterator<Item = TrackSound> + '_ {
        self.rows.iter().map(LibraryRow::sound)
    }

    /// The track at an index. Texts are copied out, so ask for those that are shown, not for all.
    #[must_use]
    pub fn track(&self, at: usize) -> Option<Track> {
        let row = self.rows.get(at)?;
        let (id, title) = self.texts_of(at)?;
        let artist = self.artists.get(row.artist as usize)?;
        let TrackSound { features, style } = row.sound();
        Some(Track {
            id: match id {
                Some(id) => TrackId::new(id).ok()?,
                None => TrackId::of_names(artist, title),
            },
            title: title.into(),
            artist: artist.to_string(),
            year: row.year,
            genre: self.genres.get(row.genre as usize)?.to_string(),
            features,
            style,
            annotation: Annotation::guessed(style.roughness(), features.instrumentalness),
            explicit: row.explicit,
        })
    }

    /// Every track of the library, in order.
    pub fn tracks(&self) -> impl Iterator<Item = Track> + '_ {
        (0..self.len()).filter_map(|at| self.track(at))
    }

    /// The year of the track at an index, if it is known.
    #[must_use]
    pub fn year(&self, at: usize) -> Option<u16> {
        self.rows
            .get(at)
            .map(|row| row.year)
            .filter(|year| *year > 0)
    }

    /// A number that two tracks share when they share the genre: an index into [`Self::genres`].
    #[must_use]
    pub fn genre_of(&self, at: usize) -> Option<u32> {
        self.rows.get(at).map(|row| row.genre)
    }

    /// Every artist's name, each once.
    #[must_use]
    pub fn artists(&self) -> &[Box<str>] {
        &self.artists
    }

    /// Every genre, each once, in lower case. The empty one stands for tracks without.
    #[must_use]
    pub fn genres(&self) -> &[Box<str>] {
        &self.genres
    }

    /// Spotify's id of the track at an index, if it has one, and its title.
    fn texts_of(&self, at: usize) -> Option<(Option<&str>, &str)> {
        let row = self.rows.get(at)?;
        let end = self
            .rows
            .get(at + 1)
            .map_or(self.texts.len(), |next| next.begins as usize);
        let text = self.texts.get(row.begins as usize..end)?;
        if row.has_id {
            let (id, title) = text.split_at_checked(crate::domain::music::track::SPOTIFY_LENGTH)?;
            Some((Some(id), title))
        } else {
            Some((None, text))
        }
    }
}
