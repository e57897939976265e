//! Finding the id of a track by title and artist: one search, the best match or none.

use crate::domain::http::{HttpRequest, HttpResponse, Method};
use crate::domain::spotify::API;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::{RawTrack, SpotifyTrack};
use crate::domain::spotify::name_folding::{fold_name, usual_width};
use crate::domain::spotify::reading::{ItemPage, json};
use oauth2::url::form_urlencoded::byte_serialize;
use serde::Deserialize;

/// A call that asks for more than ten is refused.
const LIMIT: usize = 10;

/// A track that is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WantedTrack {
    /// The title of the track.
    pub title: String,
    /// The artist who plays it.
    pub artist: String,
}

#[derive(Debug, Deserialize)]
struct SearchBody {
    tracks: ItemPage<RawTrack>,
}

/// The most letters of title and artist in a query: the whole may have 250.
const TITLE_LETTERS: usize = 130;
const ARTIST_LETTERS: usize = 90;

pub(super) fn search_request(wanted: &WantedTrack) -> HttpRequest {
    // A quotation mark would end the filter's value.
    let bare = |text: &str, most: usize| {
        let letters = usual_width(text).replace('"', " ");
        letters.chars().take(most).collect::<String>()
    };
    let artists = ArtistNames::of(&wanted.artist);
    let query = format!(
        "track:\"{}\" artist:\"{}\"",
        bare(plain_title(&wanted.title), TITLE_LETTERS),
        bare(artists.first(), ARTIST_LETTERS)
    );
    let query: String = byte_serialize(query.as_bytes()).collect();
    HttpRequest::new(
        Method::Get,
        format!("{API}/search?q={query}&type=track&limit={LIMIT}"),
    )
}

pub(super) fn read_search(
    response: &HttpResponse,
    wanted: &WantedTrack,
) -> Result<Option<SpotifyTrack>, ApiFault> {
    let found: SearchBody = json(response)?;
    let tracks = found.tracks.items.into_iter().map(SpotifyTrack::from);
    Ok(best(tracks, wanted))
}

/// The track whose artist is the wanted one and whose title is nearest to the wanted one: the same, or the same
/// before "(…)" or " - …". Nothing else will do: the wrong song is worse than none.
fn best(tracks: impl Iterator<Item = SpotifyTrack>, wanted: &WantedTrack) -> Option<SpotifyTrack> {
    let artists = ArtistNames::of(&wanted.artist);
    let (title, core) = (fold_name(&wanted.title), core(&wanted.title));
    tracks
        .filter_map(|track| {
            let by_artist = artists.distance(&track.artists)?;
            let by_title = if fold_name(&track.title) == title {
                0
            } else if self::core(&track.title) == core {
                1
            } else {
                return None;
            };
            Some(((by_title, by_artist), track))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, track)| track)
}

/// Artists as one text names them: "A, B", "A feat. B", "A & B". Whether that is one name or several, nobody says.
#[derive(Debug)]
struct ArtistNames<'a> {
    whole: &'a str,
    parts: Vec<&'a str>,
}

/// Words and signs between the names of artists, in lower case.
const BETWEEN: [&str; 14] = [
    ", ",
    ";",
    " & ",
    " and ",
    " feat. ",
    " feat ",
    " ft. ",
    " ft ",
    " featuring ",
    " with ",
    " vs. ",
    " vs ",
    " x ",
    " / ",
];

impl<'a> ArtistNames<'a> {
    fn of(text: &'a str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = split_first_artist(rest) {
            parts.push(before);
            rest = after;
        }
        parts.push(rest.trim().trim_end_matches([')', ']']));
        parts.retain(|part| !part.is_empty());
        Self { whole: text, parts }
    }

    /// The first of the names, without its "The", for a search.
    fn first(&self) -> &'a str {
        let first = self.parts.first().copied().unwrap_or(self.whole);
        let bare = first.strip_prefix("The ").unwrap_or(first);
        if bare.is_empty() { first } else { bare }
    }

    /// Tells how near a track's artists are: 0 for the whole name, 1 for all of them, 2 for one; `None` for others.
    fn distance(&self, artists: &[String]) -> Option<u8> {
        let there: Vec<String> = artists.iter().map(|name| fold_name(name)).collect();
        let is_there = |name: &str| there.contains(&fold_name(name));
        if is_there(self.whole) || fold_name(&artists.join(", ")) == fold_name(self.whole) {
            return Some(0);
        }
        let found = self.parts.iter().filter(|part| is_there(part)).count();
        match found {
            0 => None,
            all if all == self.parts.len() => Some(1),
            _ => Some(2),
        }
    }
}

/// Splits the first artist of several off. "Tyler, The Gardener" is one.
fn split_first_artist(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_ascii_lowercase();
    let splits = BETWEEN.iter().filter_map(|between| {
        let at = lower.find(between)?;
        let after = at + between.len();
        let goes_on = *between == ", " && lower.get(after..)?.starts_with("the ");
        (!goes_on).then_some((at, after))
    });
    let (at, after) = splits.min_by_key(|(at, _)| *at)?;
    let before = text.get(..at)?.trim().trim_end_matches(['(', '[']).trim();
    Some((before, text.get(after..)?))
}

/// The title without what stands in brackets or after a dash, folded.
fn core(title: &str) -> String {
    fold_name(plain_title(title))
}

/// The title without what stands in brackets or after a dash, and without its guests: "(Live)", "- 2016 Remaster",
/// "feat. …".
#[must_use]
pub fn plain_title(title: &str) -> &str {
    let lower = title.to_ascii_lowercase();
    let marks = [" (", " [", " - ", " feat. ", " ft. ", " featuring ", "（"].into_iter();
    let end = marks.filter_map(|mark| lower.find(mark)).min();
    let plain = title.get(..end.unwrap_or(title.len())).unwrap_or(title);
    if plain.trim().is_empty() {
        title
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::catalogue::TrackId;
    use rstest::rstest;

    fn track(id: u8, title: &str, artist: &str) -> SpotifyTrack {
        SpotifyTrack {
            id: TrackId::new(&format!("{id:022}")).unwrap(),
            title: title.into(),
            artists: vec![artist.into()],
            year: None,
            explicit: false,
        }
    }

    fn wanted(title: &str, artist: &str) -> WantedTrack {
        WantedTrack {
            title: title.into(),
            artist: artist.into(),
        }
    }

    #[test]
    fn the_same_title_wins_over_a_version_and_another_artist_is_nobody() {
        let tracks = [
            track(1, "Blue Monday", "Orgy"),
            track(2, "Blue Monday - 2016 Remaster", "New Order"),
            track(3, "Blue Monday", "NEW ORDER"),
        ];
        let found =
            |of: &[SpotifyTrack]| best(of.iter().cloned(), &wanted("Blue Monday", "New Order"));
        assert_eq!(found(&tracks), Some(tracks[2].clone()));
        assert_eq!(found(&tracks[..2]), Some(tracks[1].clone()));
        assert_eq!(found(&tracks[..1]), None);
    }

    #[test]
    fn a_quotation_mark_stays_inside_the_query() {
        let request = search_request(&wanted("\"Heroes\" & more", "Bowie"));
        assert_eq!(
            request.url,
            "https://api.spotify.com/v1/search?q=track%3A%22+Heroes++%26+more%22+artist%3A%22Bowie%22\
             &type=track&limit=10"
        );
    }

    fn by(artists: &[&str], title: &str) -> SpotifyTrack {
        SpotifyTrack {
            artists: artists.iter().map(|name| (*name).into()).collect(),
            ..track(1, title, "")
        }
    }

    #[rstest]
    #[case::of_two("Song", "Ana Ruiz, Los Nadie", &["Ana Ruiz", "Los Nadie"], "Song")]
    #[case::of_two_by_semicolon("Song", "Ana Ruiz;Los Nadie", &["Los Nadie"], "Song")]
    #[case::and("Song", "Ana & Bea", &["Ana and Bea"], "Song")]
    #[case::guest("Song", "Ana feat. Bea", &["Ana"], "Song (feat. Bea)")]
    #[case::guest_in_the_title("Song feat. Bea", "Ana", &["Ana", "Bea"], "Song")]
    #[case::short_guest("Song", "Ana ft. Bea", &["Ana", "Bea"], "Song")]
    #[case::one_with_a_comma("Song", "Tyler, The Gardener", &["Tyler, The Gardener"], "Song")]
    #[case::the("Song", "Gardeners", &["The Gardeners"], "Song")]
    #[case::wide("Ｓｏｎｇ", "ＡＮＡ", &["Ana"], "Song")]
    #[case::no_accents("Cancion", "Ana Nunez", &["Ana Núñez"], "Canción")]
    #[case::two_forms("Cancio\u{301}n", "Ana", &["Ana"], "Canción")]
    #[case::earth("Song", "Earth, Wind & Fire", &["Earth, Wind & Fire"], "Song")]
    fn the_same_song_is_found(
        #[case] title: &str,
        #[case] artist: &str,
        #[case] artists: &[&str],
        #[case] named: &str,
    ) {
        let found = best([by(artists, named)].into_iter(), &wanted(title, artist));
        assert!(found.is_some());
    }

    #[rstest]
    #[case("Song", "Tyler, The Gardener", &["Tyler"], "Song")]
    #[case("Song", "Ana, Bea", &["Cleo"], "Song")]
    #[case("???", "Ana", &["Ana"], "!!!")]
    #[case("Song", "Ana", &["Ana"], "Another Song")]
    fn another_song_is_refused(
        #[case] title: &str,
        #[case] artist: &str,
        #[case] artists: &[&str],
        #[case] named: &str,
    ) {
        let found = best([by(artists, named)].into_iter(), &wanted(title, artist));
        assert_eq!(found, None);
    }

    #[test]
    fn a_query_has_250_letters_at_most_and_asks_for_the_first_artist() {
        let request = search_request(&wanted(&"long ".repeat(90), &"many, ".repeat(90)));
        let query = request
            .url
            .split("q=")
            .nth(1)
            .unwrap()
            .split("&type")
            .next()
            .unwrap();
        let letters = oauth2::url::form_urlencoded::parse(format!("q={query}").as_bytes())
            .next()
            .map(|(_, value)| value.chars().count());
        assert!(letters.unwrap() <= 250, "{letters:?}");
        let request = search_request(&wanted("Song", "Ana Ruiz, Los Nadie"));
        assert!(
            request.url.contains("artist%3A%22Ana+Ruiz%22"),
            "{}",
            request.url
        );
    }
}
