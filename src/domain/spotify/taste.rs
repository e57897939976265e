//! What a person likes, as far as it can lift tracks: weights of artists and genres, and their own tracks.
//!
//! Made from six calls, kept for at most a day, never written into a profile. Knows nothing of moods.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::external_track::{ExternalOrigin, ExternalTrack};
use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::answer::TasteAnswer;
use crate::domain::spotify::calendar::DAY;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::deprecated::DeprecatedData;
use crate::domain::spotify::listening::{SpotifyArtist, SpotifyTrack, TimeRange};
use crate::domain::spotify::profile::{AccountId, Person};
use crate::domain::spotify::search::plain_title;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The six calls. Top tracks name their artists too, so that all three ranges are heard with one call for artists,
/// which alone tell genres.
pub const CALLS: [Call; 6] = [
    Call::TopArtists(TimeRange::Medium),
    Call::TopTracks(TimeRange::Short),
    Call::TopTracks(TimeRange::Medium),
    Call::TopTracks(TimeRange::Long),
    Call::Recent,
    Call::Liked,
];

/// A person's taste as Spotify tells it. Names are in lower case.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SpotifyTaste {
    artists: BTreeMap<String, f32>,
    genres: BTreeMap<String, f32>,
    own: BTreeSet<TrackId>,
    liked: BTreeSet<TrackId>,
    tracks: Vec<SpotifyTrack>,
}

/// A taste with its owner and its age: what may be kept for a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredTaste {
    /// The person who owns it.
    pub person: Person,
    /// The time when it was asked for.
    pub at: UnixMillis,
    /// The taste that it is.
    pub taste: SpotifyTaste,
    /// Everything that the deprecated API has brought beside it; none while it was not asked.
    #[serde(default, rename = "bonus")]
    pub deprecated: Option<DeprecatedData>,
}

impl StoredTaste {
    /// Tells whether it is of `account` and less than a day old.
    #[must_use]
    pub fn is_good(&self, account: &AccountId, now: UnixMillis) -> bool {
        self.person.account == *account && now.since(self.at).0 < DAY.0 && self.at.0 <= now.0
    }
}

/// The weight of a source: what is listened to now counts more than long ago, what was chosen more than what was
/// played once. Empirical.
const fn weight(answer: &TasteAnswer) -> f32 {
    match answer {
        TasteAnswer::TopArtists(..) => 1.0,
        TasteAnswer::TopTracks(TimeRange::Short, _) => 0.8,
        TasteAnswer::TopTracks(TimeRange::Medium, _) | TasteAnswer::Liked(_) => 0.6,
        TasteAnswer::TopTracks(TimeRange::Long, _) => 0.4,
        TasteAnswer::Recent(_) => 0.3,
    }
}

/// The place of an answer's call in [`CALLS`].
const fn rank(answer: &TasteAnswer) -> u8 {
    match answer {
        TasteAnswer::TopArtists(..) => 0,
        TasteAnswer::TopTracks(TimeRange::Short, _) => 1,
        TasteAnswer::TopTracks(TimeRange::Medium, _) => 2,
        TasteAnswer::TopTracks(TimeRange::Long, _) => 3,
        TasteAnswer::Recent(_) => 4,
        TasteAnswer::Liked(_) => 5,
    }
}

impl SpotifyTaste {
    /// Makes a taste of the answers to [`CALLS`], in whichever order they came: of many tracks the first ones are
    /// heard.
    #[must_use]
    pub fn from_answers(mut answers: Vec<TasteAnswer>) -> Self {
        answers.sort_by_key(rank);
        let mut taste = Self::default();
        for answer in &answers {
            taste.add(answer);
        }
        taste
    }

    fn add(&mut self, answer: &TasteAnswer) {
        let weight = weight(answer);
        match answer {
            TasteAnswer::TopArtists(_, artists) => self.add_artists(artists, weight),
            TasteAnswer::TopTracks(_, tracks) | TasteAnswer::Recent(tracks) => {
                self.add_tracks(tracks, weight);
            }
            TasteAnswer::Liked(tracks) => {
                let ids = tracks.iter().map(|track| track.id.clone());
                self.liked.extend(ids);
                self.add_tracks(tracks, weight);
            }
        }
    }

    fn add_artists(&mut self, artists: &[SpotifyArtist], weight: f32) {
        for (artist, place) in artists.iter().zip(places(artists.len())) {
            lift(&mut self.artists, &artist.name, weight * place);
            for genre in &artist.genres {
                lift(&mut self.genres, genre, weight * place);
            }
        }
    }

    fn add_tracks(&mut self, tracks: &[SpotifyTrack], weight: f32) {
        for (track, place) in tracks.iter().zip(places(tracks.len())) {
            for artist in &track.artists {
                // Many tracks by one artist add up; one track says less than an artist's place.
                lift(&mut self.artists, artist, weight * place * 0.5);
            }
            if self.own.insert(track.id.clone()) {
                self.tracks.push(track.clone());
                self.own.extend(marks(track));
            }
        }
    }

    /// Lifts the artists of tracks that Spotify suggests a little. They are not the person's own.
    pub fn suggest(&mut self, tracks: &[SpotifyTrack]) {
        for artist in tracks.iter().filter_map(|track| track.artists.first()) {
            lift(&mut self.artists, artist, SUGGESTED);
        }
    }

    /// The person's liking for an artist, 0 to 1; the case of the name does not matter.
    #[must_use]
    pub fn artist(&self, name: &str) -> Fraction {
        share(&self.artists, name)
    }

    /// The person's liking for a genre, 0 to 1.
    #[must_use]
    pub fn genre(&self, name: &str) -> Fraction {
        share(&self.genres, name)
    }

    /// Every artist with a weight above zero to 1, for a ranking that wants them all.
    pub fn artists(&self) -> impl Iterator<Item = (&str, Fraction)> {
        let most = most(&self.artists);
        self.artists
            .iter()
            .map(move |(name, weight)| (name.as_str(), Fraction::clamped(weight / most)))
    }

    /// Every genre with a weight above zero to 1, likewise.
    pub fn genres(&self) -> impl Iterator<Item = (&str, Fraction)> {
        let most = most(&self.genres);
        self.genres
            .iter()
            .map(move |(name, weight)| (name.as_str(), Fraction::clamped(weight / most)))
    }

    /// Tells whether the track is one of the person's own, told by Spotify's id or the mark of its names.
    #[must_use]
    pub fn owns(&self, id: &TrackId) -> bool {
        self.own.contains(id)
    }

    /// The marks of the person's own tracks: their ids, and those of their names, since the catalogue or a
    /// table of theirs may know the same song under another id or none.
    pub fn own_marks(&self) -> impl Iterator<Item = &TrackId> {
        self.own.iter()
    }

    /// Tells whether the track is among the liked ones that were told: the latest fifty, and what was liked here.
    #[must_use]
    pub fn likes(&self, id: &TrackId) -> bool {
        self.liked.contains(id)
    }

    /// Marks a track as liked, and so as the person's own.
    pub fn like(&mut self, id: TrackId) {
        self.own.insert(id.clone());
        self.liked.insert(id);
    }

    /// Marks a track as not liked any more.
    pub fn unlike(&mut self, id: &TrackId) {
        self.liked.remove(id);
    }

    /// The person's own tracks, as far as they are known.
    #[must_use]
    pub fn tracks(&self) -> &[SpotifyTrack] {
        &self.tracks
    }

    /// The tracks that can be ranked, since their sound is known: the person's own, then those that are suggested.
    #[must_use]
    pub fn external_tracks(&self, deprecated: &DeprecatedData) -> Vec<ExternalTrack> {
        let own = self.tracks.iter().map(|track| (track, ExternalOrigin::Own));
        let suggested = deprecated.suggested.iter();
        let suggested = suggested
            .filter(|track| !self.owns(&track.id))
            .map(|track| (track, ExternalOrigin::Suggested));
        let heard = |(track, origin)| external_track(track, deprecated, origin);
        own.chain(suggested).filter_map(heard).collect()
    }

    /// Tells whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.artists.is_empty() && self.own.is_empty()
    }
}

/// The weight that a suggestion adds to its artist: less than having played one track lately. Empirical.
const SUGGESTED: f32 = 0.1;

/// Marks of the track's names, with and without "(Live)" or "- 2016 Remaster".
fn marks(track: &SpotifyTrack) -> Vec<TrackId> {
    let artist = track.artists.first().filter(|_| !track.title.is_empty());
    let of = |artist: &String| {
        let titles = [track.title.as_str(), plain_title(&track.title)];
        titles.map(|title| TrackId::of_names(artist, title))
    };
    artist.map(of).into_iter().flatten().collect()
}

fn external_track(
    track: &SpotifyTrack,
    deprecated: &DeprecatedData,
    origin: ExternalOrigin,
) -> Option<ExternalTrack> {
    let (_, features) = deprecated.features.iter().find(|(id, _)| *id == track.id)?;
    Some(ExternalTrack {
        id: track.id.clone(),
        title: Some(track.title.clone()).filter(|title| !title.is_empty())?,
        artist: track.artists.first()?.clone(),
        year: track.year.unwrap_or_default(),
        explicit: track.explicit,
        features: *features,
        names: marks(track),
        origin,
    })
}

/// 1 for the first place, falling to a half for the last.
#[expect(clippy::cast_precision_loss, reason = "lists of fifty")]
fn places(count: usize) -> impl Iterator<Item = f32> {
    (0..count).map(move |at| 1.0 - 0.5 * at as f32 / count.max(1) as f32)
}

fn lift(weights: &mut BTreeMap<String, f32>, name: &str, by: f32) {
    let name = name.trim().to_lowercase();
    if !name.is_empty() {
        *weights.entry(name).or_default() += by;
    }
}

fn most(weights: &BTreeMap<String, f32>) -> f32 {
    weights.values().copied().fold(f32::MIN_POSITIVE, f32::max)
}

fn share(weights: &BTreeMap<String, f32>, name: &str) -> Fraction {
    let weight = weights.get(&name.trim().to_lowercase()).copied();
    Fraction::clamped(weight.unwrap_or_default() / most(weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> TrackId {
        TrackId::new(&format!("{number:022}")).unwrap()
    }

    fn track(number: u8, artist: &str) -> SpotifyTrack {
        SpotifyTrack {
            id: id(number),
            title: "T".into(),
            artists: vec![artist.into()],
            year: Some(1999),
            explicit: false,
        }
    }

    fn answers() -> Vec<TasteAnswer> {
        let artist = |name: &str, genre: &str| SpotifyArtist {
            name: name.into(),
            genres: vec![genre.into()],
        };
        let artists = vec![artist("Björk", "art pop"), artist("Low", "slowcore")];
        vec![
            TasteAnswer::TopArtists(TimeRange::Medium, artists),
            TasteAnswer::Recent(vec![track(1, "Low")]),
            TasteAnswer::Liked(vec![track(2, "Nina Simone"), track(1, "Low")]),
        ]
    }

    fn taste() -> SpotifyTaste {
        SpotifyTaste::from_answers(answers())
    }

    #[test]
    fn the_order_in_which_the_answers_come_changes_nothing() {
        let mut late = answers();
        late.reverse();
        assert_eq!(SpotifyTaste::from_answers(late), taste());
        assert_eq!(taste().tracks()[0].id, id(1));
    }

    #[test]
    fn places_and_sources_add_up_to_weights_from_zero_to_one() {
        let taste = taste();
        assert!(taste.artist("low").get() > taste.artist("Nina Simone").get());
        assert!(taste.artist("BJÖRK").get() > 0.0);
        assert_eq!(taste.artist("Nobody"), Fraction::MIN);
        assert!(taste.genre("art pop").get() > taste.genre("slowcore").get());
        assert!(taste.artists().any(|(_, weight)| weight == Fraction::MAX));
    }

    #[test]
    fn own_tracks_are_known_once() {
        let taste = taste();
        assert!(taste.owns(&id(1)) && taste.owns(&id(2)) && !taste.owns(&id(3)));
        assert_eq!(taste.tracks().len(), 2);
    }

    #[test]
    fn a_kept_taste_is_good_for_a_day_and_for_its_owner() {
        let kept = StoredTaste {
            person: Person {
                account: AccountId("a".into()),
                name: None,
                picture: None,
            },
            at: UnixMillis(1_000.0),
            taste: taste(),
            deprecated: None,
        };
        let text = serde_json::to_string(&kept).unwrap();
        let kept: StoredTaste = serde_json::from_str(&text).unwrap();
        assert_eq!(kept.taste, taste());
        assert!(kept.is_good(&AccountId("a".into()), UnixMillis(86_400_000.0)));
        assert!(!kept.is_good(&AccountId("a".into()), UnixMillis(86_401_000.0)));
        assert!(!kept.is_good(&AccountId("b".into()), UnixMillis(2_000.0)));
        assert!(
            !kept.is_good(&AccountId("a".into()), UnixMillis(0.0)),
            "a clock that was set back makes nothing younger"
        );
    }

    #[test]
    fn an_empty_taste_lifts_nothing() {
        let taste = SpotifyTaste::default();
        assert!(taste.is_empty());
        assert_eq!(taste.artist("low"), Fraction::MIN);
        assert_eq!(taste.artists().count(), 0);
    }
}
