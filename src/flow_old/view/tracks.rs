//! The list of tracks, the one that is explained, and the player.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::external_track::ExternalOrigin;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::profile::Compared;
use crate::domain::music::taste::explain::Contribution;
use crate::domain::quantity::Fraction;
use crate::flow_old::music::Music;
use crate::flow_old::music::list::List;
use crate::flow_old::state::State;

/// The list of tracks.
#[derive(Debug, Clone, PartialEq)]
pub struct TracksView {
    /// What the list is for: "For a calm mood".
    pub heading: String,
    /// The tracks, best first; empty while the catalogue is on its way.
    pub tracks: Vec<TrackView>,
    /// Whether the catalogue is still on its way.
    pub loading: bool,
    /// Whether the list stays as it is whatever the mood does.
    pub pinned: bool,
    /// Why there is no track, if so.
    pub nothing: Option<&'static str>,
}

/// A track in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackView {
    /// Its id.
    pub id: TrackId,
    /// Title.
    pub title: String,
    /// Artist.
    pub artist: String,
    /// Year and genre, for the small print.
    pub details: String,
    /// Why it is here.
    pub reason: String,
    /// Where it opens in Spotify.
    pub open_url: String,
    /// Whether it can be played in the page.
    pub access: Access,
    /// Whether the player holds it.
    pub playing: bool,
    /// Whether it has a thumb up.
    pub liked: bool,
}

/// Whether Spotify's player can be given a track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Its id is known.
    Known,
    /// It may be found, by a connected account.
    Searchable,
    /// It can't: all there is is a search on Spotify's own pages.
    None,
}

/// A track explained.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyView {
    /// Which one.
    pub id: TrackId,
    /// Its features beside what was asked for.
    pub features: Vec<Compared>,
    /// What was learned that pulls it up or pushes it down, as sentences; empty while nothing was.
    pub taste: Vec<TasteLine>,
    /// What the connected account has to do with it.
    pub connected: Option<&'static str>,
}

/// One thing that was learned, as far as it concerns a track.
#[derive(Debug, Clone, PartialEq)]
pub struct TasteLine {
    /// "You liked two tracks by Nina Simone."
    pub words: String,
    /// From −100, a thumb down, to 100, a thumb up; beyond both if more than one thing was said.
    pub hundredths: i32,
}

/// The player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayerView {
    /// Title and artist, for the frame's name.
    pub title: String,
    /// The address of Spotify's player for the track. Loaded because the person asked for it.
    pub embed_url: String,
}

pub(super) fn tracks(state: &State) -> TracksView {
    let music = &state.music;
    let list = music.list();
    TracksView {
        heading: list.map_or_else(
            || "A bit of everything".into(),
            |list| list.purpose.heading(),
        ),
        tracks: list.map_or_else(Vec::new, |list| rows(list, music)),
        loading: music.loading(),
        pinned: music.pinned(),
        nothing: list.and_then(|list| list.nothing).map(nothing),
    }
}

const fn nothing(nothing: NothingLeft) -> &'static str {
    match nothing {
        NothingLeft::NoTracks => "There is no music here yet.",
        NothingLeft::Filtered => "Your filters leave no track. Loosen them to see some.",
        NothingLeft::Disliked => {
            "Every track that your filters leave has a thumb down. Loosen them, or look at your taste."
        }
    }
}

fn rows(list: &List, music: &Music) -> Vec<TrackView> {
    list.tracks
        .iter()
        .map(|listed| row(listed, music))
        .collect()
}

fn row(listed: &ListedTrack, music: &Music) -> TrackView {
    let track = &listed.ranked.track;
    let known = music.with_spotifys_id(listed.id());
    let playing = music.playing().map(|track| &track.id);
    TrackView {
        id: track.id.clone(),
        title: track.title.clone(),
        artist: track.artist.clone(),
        details: match (track.year, track.genre.as_str()) {
            (0, genre) => genre.into(),
            (year, "") => year.to_string(),
            (year, genre) => format!("{year} · {genre}"),
        },
        reason: listed.reason.clone(),
        playing: known
            .as_ref()
            .is_some_and(|track| playing == Some(&track.id)),
        open_url: known.as_ref().unwrap_or(track).open_url(),
        access: match known {
            Some(_) => Access::Known,
            None if music.can_be_found(listed.id()) => Access::Searchable,
            None => Access::None,
        },
        liked: listed.liked,
    }
}

pub(super) fn why(state: &State) -> Option<WhyView> {
    state.music.why().map(|why| WhyView {
        id: why.id.clone(),
        features: why.features.clone(),
        taste: why.taste.iter().map(line).collect(),
        connected: connected(state, &why.id),
    })
}

/// What a connected account says of a track. Made when it is looked at and never kept, as Spotify asks.
fn connected(state: &State, id: &TrackId) -> Option<&'static str> {
    let account = state.music.account();
    let affinity = &account.affinity;
    let list = state.music.list()?;
    let track = &list.tracks.get(list.place_of(id)?)?.ranked.track;
    let guest = account.external_tracks.iter().find(|guest| guest.id == *id);
    if guest.is_some_and(|guest| guest.origin == ExternalOrigin::Suggested) {
        Some("Spotify suggests it for what you listen to, so it is here.")
    } else if affinity.owns(track) {
        Some("It is one of your own on Spotify, so it was lifted.")
    } else if affinity.of_artist(&track.artist) > Fraction::MIN {
        Some("You listen to this artist on Spotify, so it was lifted.")
    } else if affinity.of_genre(&track.genre) > Fraction::MIN {
        Some("You listen to this genre on Spotify, so it was lifted a little.")
    } else {
        None
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a strength is a few hundredths to a few hundred"
)]
fn line(contribution: &Contribution) -> TasteLine {
    let mut words = contribution.to_string();
    // All of them begin with "you".
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words.push('.');
    TasteLine {
        words,
        hundredths: (contribution.strength * 100.0).round() as i32,
    }
}

pub(super) fn player(state: &State) -> Option<PlayerView> {
    state.music.playing().map(|track| PlayerView {
        title: format!("{} by {}", track.title, track.artist),
        embed_url: track.embed_url(),
    })
}
