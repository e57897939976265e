//! Making a playlist of the list: create, fill; and after a lost answer, look before doing either again.
//!
//! How far it is, is kept between visits, so that no visit makes one twice that another has begun.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::spotify::calendar::DAY;
use crate::domain::spotify::call::{Answer, Call};
use crate::domain::spotify::playlist::{Draft, PlaylistId};
use crate::flow::spotify::Spotify;
use crate::flow::spotify::calls::{Asker, ask};
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::obstacle::Obstacle;
use crate::flow::spotify::outcome::Known;
use serde::{Deserialize, Serialize};

/// How often something that does not come back is done anew after it was looked for.
const ROUNDS: u8 = 3;

/// How long a playlist is remembered that was begun: whoever waits for a quota comes back the next day.
const MEMORY: Millis = Millis(7.0 * DAY.0);

/// How far it is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Making {
    /// None was asked for.
    #[default]
    None,
    /// On its way.
    Underway(Box<Job>, Step),
    /// It stopped at this step, and can go on from there.
    Stopped(Box<Job>, Step),
    /// It is there.
    Made(Box<Job>, PlaylistId),
}

/// What is to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    name: String,
    description: String,
    draft: Draft,
    tracks: Vec<TrackId>,
    rounds: u8,
    begun_at: UnixMillis,
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Make it.
    Create,
    /// See whether it was made.
    LookForIt,
    /// Put the tracks in.
    Fill(PlaylistId),
    /// See whether they are in.
    LookInside(PlaylistId),
}

impl Job {
    fn call(&self, step: &Step) -> Call {
        match step {
            Step::Create => Call::CreatePlaylist(self.draft.clone()),
            Step::LookForIt => Call::FindPlaylist(self.draft.clone()),
            Step::Fill(id) => Call::AddItems(id.clone(), self.tracks.clone()),
            Step::LookInside(id) => Call::CountItems(id.clone()),
        }
    }

    fn is_young(&self, now: UnixMillis) -> bool {
        now.since(self.begun_at).0 < MEMORY.0
    }

    /// Whether it is the same list under the same name.
    fn is(&self, name: &str, description: &str, tracks: &[TrackId]) -> bool {
        self.name == name && self.description == description && self.tracks == tracks
    }
}

/// Whether `call` is a part of making a playlist.
pub(super) const fn is_of_it(call: &Call) -> bool {
    matches!(
        call,
        Call::CreatePlaylist(_) | Call::FindPlaylist(_) | Call::AddItems(..) | Call::CountItems(_)
    )
}

/// Makes a playlist of `list`, unless that very one is made, or on its way.
pub(super) fn create(
    spotify: &mut Spotify,
    name: &str,
    description: &str,
    list: &[TrackId],
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    match &spotify.kept.making {
        Making::Underway(..) => return Vec::new(),
        Making::Made(job, _) if job.is(name, description, list) => return Vec::new(),
        Making::Stopped(job, _) if job.is(name, description, list) => return resume(spotify, now),
        _ => {}
    }
    if list.is_empty() {
        return Vec::new();
    }
    // Each draft has a mark of its own.
    spotify.seed = spotify
        .seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1);
    let job = Box::new(Job {
        name: name.into(),
        description: description.into(),
        draft: Draft::new(name, description, spotify.seed),
        tracks: list.to_vec(),
        rounds: 1,
        begun_at: now,
    });
    go_on(spotify, job, Step::Create, now)
}

/// Goes on where it stopped.
pub(super) fn resume(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    match std::mem::take(&mut spotify.kept.making) {
        Making::Stopped(mut job, step) => {
            job.rounds = 1;
            go_on(spotify, job, step, now)
        }
        other => {
            spotify.kept.making = other;
            Vec::new()
        }
    }
}

fn go_on(spotify: &mut Spotify, job: Box<Job>, step: Step, now: UnixMillis) -> Vec<SpotifyEffect> {
    let call = job.call(&step);
    spotify.kept.making = Making::Underway(job, step);
    let mut effects = vec![SpotifyEffect::Keep(spotify.kept.clone())];
    effects.extend(ask(spotify, call, Asker::Person, now));
    // Not allowed, not connected: nothing went out.
    if !spotify.calls.any(is_of_it) {
        stop(spotify);
        effects.push(SpotifyEffect::Keep(spotify.kept.clone()));
    }
    effects
}

fn stop(spotify: &mut Spotify) {
    spotify.kept.making = match std::mem::take(&mut spotify.kept.making) {
        Making::Underway(job, step) => Making::Stopped(job, step),
        other => other,
    };
}

/// A step has brought something.
pub(super) fn arrived(
    spotify: &mut Spotify,
    answer: &Answer,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let Making::Underway(mut job, step) = std::mem::take(&mut spotify.kept.making) else {
        return Vec::new();
    };
    // What stood in the way does so no more.
    spotify.obstacle = None;
    let next = match (step, answer) {
        (Step::Create | Step::LookForIt, Answer::Playlist(Some(id))) => Step::Fill(id.clone()),
        (Step::LookForIt, _) => {
            job.rounds += 1;
            Step::Create
        }
        (Step::LookInside(id), Answer::Count(0)) => {
            job.rounds += 1;
            Step::Fill(id)
        }
        (Step::Fill(id) | Step::LookInside(id), _) => {
            spotify.kept.making = Making::Made(job, id);
            return vec![SpotifyEffect::Keep(spotify.kept.clone())];
        }
        (Step::Create, _) => Step::LookForIt,
    };
    if job.rounds > ROUNDS {
        spotify.kept.making = Making::Stopped(job, next);
        spotify.obstacle = Some(Obstacle::Trouble);
        return vec![SpotifyEffect::Keep(spotify.kept.clone())];
    }
    go_on(spotify, job, next, now)
}

/// A step has brought nothing. What may have been done is looked for first.
pub(super) fn failed(spotify: &mut Spotify, known: Known, now: UnixMillis) -> Vec<SpotifyEffect> {
    let Making::Underway(job, step) = std::mem::take(&mut spotify.kept.making) else {
        return Vec::new();
    };
    let look = match (known, step) {
        (Known::Uncertain, Step::Create) => Step::LookForIt,
        (Known::Uncertain, Step::Fill(id)) => Step::LookInside(id),
        (_, step) => {
            spotify.kept.making = Making::Stopped(job, step);
            return vec![SpotifyEffect::Keep(spotify.kept.clone())];
        }
    };
    spotify.obstacle = Some(Obstacle::Uncertain);
    go_on(spotify, job, look, now)
}

impl Making {
    /// As the next visit finds it: what was on its way may have been done or not, and what is old is nobody's wish.
    #[must_use]
    pub fn reopened(self, now: UnixMillis) -> Self {
        let (job, step) = match self {
            Self::Underway(job, Step::Create) => (job, Step::LookForIt),
            Self::Underway(job, Step::Fill(id)) => (job, Step::LookInside(id)),
            Self::Underway(job, step) | Self::Stopped(job, step) => (job, step),
            Self::Made(job, id) if job.is_young(now) => return Self::Made(job, id),
            Self::None | Self::Made(..) => return Self::None,
        };
        if job.is_young(now) {
            Self::Stopped(job, step)
        } else {
            Self::None
        }
    }
}

impl Spotify {
    /// Where the playlist opens, if one was made of `list`.
    pub(super) fn playlist_of(&self, list: &[TrackId]) -> Option<&PlaylistId> {
        match &self.kept.making {
            Making::Made(job, id) if job.tracks == list => Some(id),
            _ => None,
        }
    }

    /// Whether one is on its way.
    pub(super) const fn is_making(&self) -> bool {
        matches!(self.kept.making, Making::Underway(..))
    }

    /// Whether one stopped on its way.
    pub(super) const fn has_stopped_making(&self) -> bool {
        matches!(self.kept.making, Making::Stopped(..))
    }
}
