//! A track: its names and id, its sound, and the address at which it opens.
//!
//! The catalogue's tracks carry Spotify's ids; those of a person's own table may lack one and then open by search.

pub use crate::domain::music::meaning::Country;

use crate::domain::music::annotation::Annotation;
use crate::domain::quantity::{Bpm, Fraction};
use crate::domain::text::lowercase_letter;
use serde::{Deserialize, Serialize};

/// The refusal of a text that is neither Spotify's id of a track nor one of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a Spotify id")]
pub struct NotATrackId(pub String);

/// The id that tells a track from others: Spotify's, or a mark made from artist and title.
///
/// Spotify's is 22 characters of base 62. Ours is a tilde and 16 hexadecimal digits, and never leaves the device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrackId(String);

/// The letter that begins an id of ours.
const OURS: char = '~';

impl TrackId {
    /// Checks an id of Spotify's.
    ///
    /// # Errors
    /// [`NotATrackId`], for any other text.
    pub fn new(id: &str) -> Result<Self, NotATrackId> {
        if id.len() == SPOTIFY_LENGTH && id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(Self(id.into()))
        } else {
            Err(NotATrackId(id.into()))
        }
    }

    /// Makes the id of a track that has none from Spotify. The same names give the same id, whatever their case.
    #[must_use]
    pub fn of_names(artist: &str, title: &str) -> Self {
        let names = artist
            .chars()
            .chain(['\n'])
            .chain(title.chars())
            .map(lowercase_letter);
        let mut bytes = [0; 4];
        let hash = names.fold(FNV_OFFSET, |hash, letter| {
            extend_fnv(hash, letter.encode_utf8(&mut bytes).as_bytes())
        });
        Self(format!("{OURS}{hash:016x}"))
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Spotify's id, or `None` for one of ours.
    #[must_use]
    pub fn spotify(&self) -> Option<&str> {
        (!self.0.starts_with(OURS)).then_some(self.as_str())
    }
}

/// The length of Spotify's ids, in characters.
pub const SPOTIFY_LENGTH: usize = 22;

/// The start of FNV-1a, 64 bits (Fowler, Noll, Vo); [`FNV_PRIME`] is its prime.
pub(super) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// Extends an FNV-1a hash over further bytes.
pub(super) fn extend_fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME)
    })
}

impl TryFrom<String> for TrackId {
    type Error = NotATrackId;
    fn try_from(id: String) -> Result<Self, NotATrackId> {
        let ours = id.strip_prefix(OURS).is_some_and(|digits| {
            digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        if ours { Ok(Self(id)) } else { Self::new(&id) }
    }
}

impl From<TrackId> for String {
    fn from(id: TrackId) -> Self {
        id.0
    }
}

/// The style of a genre, as far as anger needs to know it.
// Found once when a track is read, so that ranking compares no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Style {
    /// Metal, punk and their like: made for anger.
    Heavy,
    /// Rock and rap: words and guitars that suit anger well.
    Driven,
    /// Every other genre, and none.
    #[default]
    Other,
}

impl Style {
    /// The roughness that music of this style is guessed to have, as an annotation counts it.
    #[must_use]
    pub const fn roughness(self) -> u8 {
        match self {
            Self::Heavy => 2,
            Self::Driven => 1,
            Self::Other => 0,
        }
    }

    /// Tells the style from a genre's name, by the words in it.
    #[must_use]
    pub fn of_genre(genre: &str) -> Self {
        const HEAVY: [&str; 9] = [
            "metal",
            "metalcore",
            "deathcore",
            "hardcore",
            "punk",
            "grunge",
            "thrash",
            "screamo",
            "djent",
        ];
        const DRIVEN: [&str; 7] = ["rock", "hip", "hiphop", "rap", "trap", "drill", "grime"];
        const GENTLE: [&str; 6] = ["soft", "folk", "yacht", "acoustic", "mellow", "lo"];
        let has = |words: &[&str]| {
            genre
                .split(|letter: char| !letter.is_alphanumeric())
                .any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
        };
        if has(&GENTLE) {
            Self::Other
        } else if has(&HEAVY) || (has(&["hard"]) && has(&["rock"])) {
            Self::Heavy
        } else if has(&DRIVEN) {
            Self::Driven
        } else {
            Self::Other
        }
    }
}

/// The sound of a track, in the terms of the public tables of audio features.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AudioFeatures {
    /// The sound from gloomy (0) to cheerful (1).
    pub valence: Fraction,
    /// The sound from calm (0) to intense (1).
    pub energy: Fraction,
    /// The ease of dancing to the track, 0 to 1.
    pub danceability: Fraction,
    /// The track's beats a minute; 0 for no beat.
    pub tempo: Bpm,
    /// The sound from electric (0) to acoustic (1).
    pub acousticness: Fraction,
    /// The sound from sung (0) to instrumental (1).
    pub instrumentalness: Fraction,
}

/// The part of a track that an intent measures: no text, so that many can be measured in a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrackSound {
    /// The audio features of the track.
    pub features: AudioFeatures,
    /// The style of the genre, for anger.
    pub style: Style,
}

/// A track: its names, its sound, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// The id that tells the track from others.
    pub id: TrackId,
    /// The track's title, as it is shown.
    pub title: String,
    /// The artists' names, as they are shown.
    pub artist: String,
    /// The year of release; 0 where it is not known.
    pub year: u16,
    /// The track's genre, in lower case.
    pub genre: String,
    /// The audio features of the track.
    pub features: AudioFeatures,
    /// The style of the genre, for anger.
    pub style: Style,
    /// The editor's annotation of the track, or what was guessed.
    pub annotation: Annotation,
    /// A mark for strong language in the track.
    pub explicit: bool,
}

impl Track {
    /// The part of the track that an intent measures.
    #[must_use]
    pub const fn sound(&self) -> TrackSound {
        TrackSound {
            features: self.features,
            style: self.style,
        }
    }

    /// The address at which the track opens in Spotify: its page, or a search for it.
    #[must_use]
    pub fn open_url(&self) -> String {
        match self.id.spotify() {
            Some(id) => format!("https://open.spotify.com/track/{id}"),
            None => search_url(&format!("{} {}", self.artist, self.title)),
        }
    }

    /// The address of Spotify's player for the track, to be framed; its [`Self::open_url`] where it has no id there.
    #[must_use]
    pub fn embed_url(&self) -> String {
        match self.id.spotify() {
            Some(id) => format!("https://open.spotify.com/embed/track/{id}"),
            None => self.open_url(),
        }
    }
}

/// The address of Spotify's search for `words`: all but RFC 3986's unreserved characters percent-encoded.
fn search_url(words: &str) -> String {
    let mut url = String::from("https://open.spotify.com/search/");
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let digit = |of: u8| char::from_digit(u32::from(of), 16).unwrap_or_default();
            url.push('%');
            url.extend(
                [byte >> 4, byte & 15]
                    .map(digit)
                    .map(|c| c.to_ascii_uppercase()),
            );
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn track(id: TrackId) -> Track {
        Track {
            id,
            title: "Où/est?".into(),
            artist: "A & B".into(),
            year: 0,
            genre: "pop".into(),
            features: AudioFeatures {
                valence: Fraction::MIN,
                energy: Fraction::MIN,
                danceability: Fraction::MIN,
                tempo: Bpm::MIN,
                acousticness: Fraction::MIN,
                instrumentalness: Fraction::MIN,
            },
            style: Style::Other,
            annotation: Annotation::default(),
            explicit: false,
        }
    }

    #[test]
    fn a_track_without_a_spotify_id_opens_by_search_and_has_no_player() {
        let own = track(TrackId::of_names("A & B", "Où/est?"));
        assert_eq!(
            own.open_url(),
            "https://open.spotify.com/search/A%20%26%20B%20O%C3%B9%2Fest%3F"
        );
        assert_eq!(own.embed_url(), own.open_url());
        let known = track(TrackId::new("0123456789abcdefghijkl").unwrap());
        assert!(
            known
                .embed_url()
                .ends_with("/embed/track/0123456789abcdefghijkl")
        );
    }

    #[test]
    fn the_same_names_in_another_case_are_the_same_track() {
        assert_eq!(
            TrackId::of_names("ABBA", "SOS"),
            TrackId::of_names("Abba", "sos")
        );
        assert_ne!(TrackId::of_names("ab", "c"), TrackId::of_names("a", "bc"));
    }

    proptest! {
        #[test]
        fn every_id_survives_json(artist: String, title: String) {
            let id = TrackId::of_names(&artist, &title);
            let text = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(serde_json::from_str::<TrackId>(&text).unwrap(), id);
        }
    }

    #[test]
    fn what_is_neither_kind_of_id_is_refused() {
        assert!(TrackId::try_from(String::from("~0123")).is_err());
        assert!(TrackId::try_from(String::from("~zzzzzzzzzzzzzzzz")).is_err());
        assert!(TrackId::new("~0123456789abcdef").is_err());
    }

    #[rstest]
    #[case("metal & hard rock", Style::Heavy)]
    #[case("hard rock", Style::Heavy)]
    #[case("Pop Punk", Style::Heavy)]
    #[case("rock", Style::Driven)]
    #[case("southern hip-hop", Style::Driven)]
    #[case("gangster rap", Style::Driven)]
    #[case("soft rock", Style::Other)]
    #[case("folk & country", Style::Other)]
    #[case("big room", Style::Other)]
    #[case("", Style::Other)]
    fn genres_have_styles(#[case] genre: &str, #[case] style: Style) {
        assert_eq!(Style::of_genre(genre), style);
    }
}
