//! What a person does with tracks: done at once where Spotify's ids are known, after one search for each that is not.
//!
//! Searches go out one at a time: a list of a person's own table may lack many ids. A deed whose search met a fault
//! that may pass waits for "Try again"; one that only likes or unlikes also for the network to be back.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::search::WantedTrack;
use crate::flow_old::spotify::calls::{Asker, ask, may_pass};
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::entry::Entry;
use crate::flow_old::spotify::finding::{Finding, wanted};
use crate::flow_old::spotify::obstacle::Obstacle;
use crate::flow_old::spotify::{Spotify, playback, playlist, saves};
use std::collections::VecDeque;

/// The deeds that wait for searches, in their order.
#[derive(Debug, Default)]
pub struct Deeds {
    waiting: VecDeque<Deed>,
    /// The track that is searched for.
    search: Option<Entry>,
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    what: What,
    /// The tracks that it is done with, as they stood in the list when it was asked for.
    with: Vec<Entry>,
    wait: Wait,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Only find the track, to open it or to play it in the page.
    Find,
    /// Like it.
    Save,
    /// Don't like it any more.
    Unsave,
    /// Play it after what is playing.
    Queue,
    /// Play the tracks.
    Play,
    /// Make a playlist of the tracks.
    Playlist {
        /// Its name.
        name: String,
        /// Its description.
        description: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    /// For its searches.
    Searches,
    /// Until it is to be tried again.
    BetterTimes,
}

impl Deeds {
    /// Whether tracks are searched for that are to become a playlist.
    pub(super) fn make_a_playlist(&self) -> bool {
        let searching = |deed: &Deed| deed.wait == Wait::Searches;
        let mut making = self.waiting.iter().filter(|deed| searching(deed));
        making.any(|deed| matches!(deed.what, What::Playlist { .. }))
    }
}

impl What {
    const fn permission(&self) -> Option<Permission> {
        match self {
            Self::Find => None,
            Self::Save | Self::Unsave => Some(Permission::Saving),
            Self::Queue | Self::Play => Some(Permission::Playing),
            Self::Playlist { .. } => Some(Permission::Playlists),
        }
    }
}

/// Does `what` with the one track of `list` that is told by `id`. Nothing, if it does not stand there and has no id of
/// Spotify's: nobody knows its names any more.
pub(super) fn with_one(
    spotify: &mut Spotify,
    what: What,
    id: TrackId,
    list: &[Entry],
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let listed = list.iter().find(|entry| entry.id == id).cloned();
    let nameless = |id: TrackId| Entry {
        id,
        title: String::new(),
        artist: String::new(),
    };
    let entry = listed.or_else(|| id.spotify().is_some().then(|| nameless(id)));
    let with = entry.into_iter().collect();
    begin(spotify, what, with, now)
}

/// Does `what` with the tracks of `with`.
pub(super) fn begin(
    spotify: &mut Spotify,
    what: What,
    with: Vec<Entry>,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let Some(info) = spotify.connection.info().filter(|_| !with.is_empty()) else {
        return Vec::new();
    };
    // Said before anything is searched for in vain.
    if let Some(purpose) = what
        .permission()
        .filter(|purpose| !info.scopes.cover(*purpose))
    {
        spotify.obstacle = Some(Obstacle::NotAllowed(purpose));
        return Vec::new();
    }
    let mut waiting = spotify.deeds.waiting.iter_mut();
    match waiting.find(|deed| deed.what == what && deed.with == with) {
        Some(again) => again.wait = Wait::Searches,
        None => spotify.deeds.waiting.push_back(Deed {
            what,
            with,
            wait: Wait::Searches,
        }),
    }
    go_on(spotify, now)
}

/// Does what can be done, and searches for what is needed next.
fn go_on(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let mut effects = Vec::new();
    while spotify.deeds.search.is_none() {
        let ready = |deed: &Deed| deed.wait == Wait::Searches;
        let Some(at) = spotify.deeds.waiting.iter().position(ready) else {
            break;
        };
        let deed = spotify.deeds.waiting.get(at);
        let unknown = |entry: &&Entry| spotify.finding(&entry.id) == Finding::NotYet;
        let next = deed.and_then(|deed| deed.with.iter().find(unknown).cloned());
        if let Some(entry) = next {
            effects.extend(search(spotify, entry, now));
        } else {
            let deed = spotify.deeds.waiting.remove(at);
            let done = deed.map(|deed| carry_out(spotify, deed, now));
            effects.extend(done.unwrap_or_default());
        }
    }
    effects
}

fn search(spotify: &mut Spotify, entry: Entry, now: UnixMillis) -> Vec<SpotifyEffect> {
    let call = Call::Search(wanted(&entry));
    spotify.deeds.search = Some(entry);
    ask(spotify, call, Asker::Person, now)
}

/// A search has found a track, or none that fits.
pub(super) fn found(
    spotify: &mut Spotify,
    of: &WantedTrack,
    track: Option<SpotifyTrack>,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let Some(entry) = spotify.deeds.search.take_if(|entry| wanted(entry) == *of) else {
        return Vec::new();
    };
    spotify.note_finding(entry, track);
    let mut effects = vec![SpotifyEffect::Keep(spotify.kept.clone())];
    effects.extend(go_on(spotify, now));
    effects
}

/// A search was not answered: whatever waits for searches waits on, if that may pass, and is given up otherwise.
pub(super) fn not_searched(spotify: &mut Spotify, fault: ApiFault) -> Vec<SpotifyEffect> {
    spotify.deeds.search = None;
    if may_pass(fault) {
        for deed in &mut spotify.deeds.waiting {
            deed.wait = Wait::BetterTimes;
        }
    } else {
        spotify.deeds.waiting.clear();
    }
    Vec::new()
}

/// "Try again": everything that waits is tried again.
pub(super) fn try_again(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    resume(spotify, |_| true, now)
}

/// The network is back: likes are tried again. To begin to play by itself would be a surprise.
pub(super) fn online(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    resume(
        spotify,
        |what| matches!(what, What::Save | What::Unsave),
        now,
    )
}

fn resume(
    spotify: &mut Spotify,
    which: impl Fn(&What) -> bool,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    for deed in &mut spotify.deeds.waiting {
        if which(&deed.what) {
            deed.wait = Wait::Searches;
        }
    }
    go_on(spotify, now)
}

/// Everything is known that it takes.
fn carry_out(spotify: &mut Spotify, deed: Deed, now: UnixMillis) -> Vec<SpotifyEffect> {
    let ids = spotify.ids_of(&deed.with);
    let Some(first) = ids.first().cloned() else {
        let one = deed.with.first().filter(|_| deed.with.len() == 1);
        spotify.obstacle = Some(one.map_or(Obstacle::NoneFound, |entry| {
            Obstacle::NotFound(wanted(entry))
        }));
        return Vec::new();
    };
    let of_a_search =
        |met: &mut Obstacle| matches!(met, Obstacle::NotFound(_) | Obstacle::NoneFound);
    spotify.obstacle.take_if(of_a_search);
    match deed.what {
        What::Find => Vec::new(),
        What::Save => saves::save(spotify, first, now),
        What::Unsave => saves::unsave(spotify, first, now),
        What::Queue => playback::queue(spotify, first, now),
        What::Play => playback::play(spotify, ids, now),
        What::Playlist { name, description } => {
            playlist::create(spotify, &name, &description, &ids, now)
        }
    }
}
