//! Liking tracks. What could not be sent is kept, and sent when Spotify can be reached again.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::library;
use crate::flow_old::spotify::calls::{Asker, ask, may_pass};
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::{Spotify, taste};

/// More than anybody likes in an hour without a network.
const MOST_UNSENT: usize = 200;

/// Likes a track.
pub(super) fn save(spotify: &mut Spotify, id: TrackId, now: UnixMillis) -> Vec<SpotifyEffect> {
    ask(spotify, Call::Save(vec![id]), Asker::Person, now)
}

/// Unlikes it.
pub(super) fn unsave(spotify: &mut Spotify, id: TrackId, now: UnixMillis) -> Vec<SpotifyEffect> {
    spotify.kept.unsent.retain(|other| *other != id);
    ask(spotify, Call::Unsave(vec![id]), Asker::Person, now)
}

/// They are liked.
pub(super) fn saved(spotify: &mut Spotify, ids: &[TrackId]) -> Vec<SpotifyEffect> {
    spotify.obstacle = None;
    spotify.cache.forget_library();
    let waiting = spotify.kept.unsent.len();
    spotify.kept.unsent.retain(|id| !ids.contains(id));
    let mut effects = turned(spotify, ids, Heart::Full);
    if spotify.kept.unsent.len() != waiting {
        effects.push(SpotifyEffect::Keep(spotify.kept.clone()));
    }
    effects
}

/// They are not liked any more.
pub(super) fn unsaved(spotify: &mut Spotify, ids: &[TrackId]) -> Vec<SpotifyEffect> {
    spotify.obstacle = None;
    spotify.cache.forget_library();
    turned(spotify, ids, Heart::Empty)
}

/// The hearts of these tracks have turned; the taste of the day knows it too.
fn turned(spotify: &mut Spotify, ids: &[TrackId], heart: Heart) -> Vec<SpotifyEffect> {
    let hearts = ids.iter().map(|id| (id.clone(), heart));
    spotify.hearts.extend(hearts);
    let Some(taste) = spotify.gathering.taste_mut() else {
        return Vec::new();
    };
    for id in ids {
        match heart {
            Heart::Full => taste.like(id.clone()),
            Heart::Empty => taste.unlike(id),
        }
    }
    taste::keep(spotify).into_iter().collect()
}

/// Whether a track is liked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heart {
    /// It is.
    Full,
    /// It is not.
    Empty,
}

impl Spotify {
    /// Whether a track is liked: as this visit has left it, or else as the taste of the day tells it.
    pub(super) fn likes(&self, id: &TrackId) -> bool {
        match self.hearts.get(id) {
            Some(heart) => *heart == Heart::Full,
            None => self.taste().is_some_and(|taste| taste.likes(id)),
        }
    }
}

/// They could not be liked: kept, if that may change by itself.
pub(super) fn not_saved(
    spotify: &mut Spotify,
    ids: &[TrackId],
    fault: ApiFault,
) -> Vec<SpotifyEffect> {
    if !may_pass(fault) {
        return Vec::new();
    }
    let unsent = &mut spotify.kept.unsent;
    for id in ids {
        if !unsent.contains(id) && unsent.len() < MOST_UNSENT {
            unsent.push(id.clone());
        }
    }
    vec![SpotifyEffect::Keep(spotify.kept.clone())]
}

/// Sends what has waited.
pub(super) fn send_unsent(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let unsent = spotify.kept.unsent.iter().take(library::MOST);
    let ids: Vec<_> = unsent.cloned().collect();
    let going = spotify.calls.any(|call| matches!(call, Call::Save(_)));
    if ids.is_empty() || going {
        return Vec::new();
    }
    ask(spotify, Call::Save(ids), Asker::Page, now)
}
