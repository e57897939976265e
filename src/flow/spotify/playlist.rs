//! Making a playlist of the list: create, fill; and after a lost answer, look before doing either again.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::{Answer, Call};
use crate::domain::spotify::playlist::{Draft, PlaylistId};
use crate::flow::spotify::calls::{Asker, ask};
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::obstacle::Obstacle;
use crate::flow::spotify::{Known, Spotify};

/// How often something that does not come back is done anew after it was looked for.
const ROUNDS: u8 = 3;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Making {
    /// None was asked for.
    #[default]
    None,
    /// On its way.
    Underway(Job, Step),
    /// It stopped at this step, and can go on from there.
    Stopped(Job, Step),
    /// It is there.
    Made(Job, PlaylistId),
}

/// What is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    name: String,
    description: String,
    draft: Draft,
    tracks: Vec<TrackId>,
    rounds: u8,
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    match &spotify.making {
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
    let job = Job {
        name: name.into(),
        description: description.into(),
        draft: Draft::new(name, description, spotify.seed),
        tracks: list.to_vec(),
        rounds: 1,
    };
    go_on(spotify, job, Step::Create, now)
}

/// Goes on where it stopped.
pub(super) fn resume(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    match std::mem::take(&mut spotify.making) {
        Making::Stopped(mut job, step) => {
            job.rounds = 1;
            go_on(spotify, job, step, now)
        }
        other => {
            spotify.making = other;
            Vec::new()
        }
    }
}

fn go_on(spotify: &mut Spotify, job: Job, step: Step, now: UnixMillis) -> Vec<SpotifyEffect> {
    let call = job.call(&step);
    spotify.making = Making::Underway(job, step);
    let effects = ask(spotify, call, Asker::Person, now);
    // Not allowed, not connected: nothing went out.
    if !spotify.calls.any(is_of_it) {
        stop(spotify);
    }
    effects
}

fn stop(spotify: &mut Spotify) {
    spotify.making = match std::mem::take(&mut spotify.making) {
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
    let Making::Underway(mut job, step) = std::mem::take(&mut spotify.making) else {
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
            spotify.making = Making::Made(job, id);
            return Vec::new();
        }
        (Step::Create, _) => Step::LookForIt,
    };
    if job.rounds > ROUNDS {
        spotify.making = Making::Stopped(job, next);
        spotify.obstacle = Some(Obstacle::Trouble);
        return Vec::new();
    }
    go_on(spotify, job, next, now)
}

/// A step has brought nothing. What may have been done is looked for first.
pub(super) fn failed(spotify: &mut Spotify, known: Known, now: UnixMillis) -> Vec<SpotifyEffect> {
    let Making::Underway(job, step) = std::mem::take(&mut spotify.making) else {
        return Vec::new();
    };
    let look = match (known, step) {
        (Known::Uncertain, Step::Create) => Step::LookForIt,
        (Known::Uncertain, Step::Fill(id)) => Step::LookInside(id),
        (_, step) => {
            spotify.making = Making::Stopped(job, step);
            return Vec::new();
        }
    };
    spotify.obstacle = Some(Obstacle::Uncertain);
    go_on(spotify, job, look, now)
}

impl Spotify {
    /// Where the playlist opens, if one was made of `list`.
    pub(super) fn playlist_of(&self, list: &[TrackId]) -> Option<&PlaylistId> {
        match &self.making {
            Making::Made(job, id) if job.tracks == list => Some(id),
            _ => None,
        }
    }

    /// Whether one is on its way.
    pub(super) const fn is_making(&self) -> bool {
        matches!(self.making, Making::Underway(..))
    }

    /// Whether one stopped on its way.
    pub(super) const fn has_stopped_making(&self) -> bool {
        matches!(self.making, Making::Stopped(..))
    }
}
