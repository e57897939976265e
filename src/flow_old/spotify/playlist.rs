//! Making a playlist of the list: create, fill; and after a lost answer, look before doing either again.
//! How far it is, is [`super::making`].

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::PlaylistAnswer;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::playlist::{PlaylistDraft, PlaylistId};
use crate::flow_old::spotify::Spotify;
use crate::flow_old::spotify::calls::{Asker, ask};
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::making::{Job, Making, Step};
use crate::flow_old::spotify::obstacle::Obstacle;
use crate::flow_old::spotify::outcome::Known;

/// How often something that does not come back is done anew after it was looked for.
const ROUNDS: u8 = 3;

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
        Making::Stopped(job, _) | Making::Left(job, _) if job.is(name, description, list) => {
            return go_on_with_it(spotify, now);
        }
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
        draft: PlaylistDraft::new(name, description, spotify.seed),
        tracks: list.to_vec(),
        rounds: 1,
        begun_at: now,
    });
    go_on(spotify, job, Step::Create, now)
}

/// "Try again": goes on where it stopped in this visit.
pub(super) fn resume(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    if matches!(spotify.kept.making, Making::Stopped(..)) {
        return go_on_with_it(spotify, now);
    }
    Vec::new()
}

fn go_on_with_it(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    match std::mem::take(&mut spotify.kept.making) {
        Making::Stopped(mut job, step) | Making::Left(mut job, step) => {
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
    answer: PlaylistAnswer,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let Making::Underway(mut job, _) = std::mem::take(&mut spotify.kept.making) else {
        return Vec::new();
    };
    // What stood in the way does so no more.
    spotify.obstacle = None;
    let next = match answer {
        PlaylistAnswer::Created(id) | PlaylistAnswer::LookedFor(Some(id)) => Step::Fill(id),
        PlaylistAnswer::LookedFor(None) => {
            job.rounds += 1;
            Step::Create
        }
        PlaylistAnswer::Counted(id, 0) => {
            job.rounds += 1;
            Step::Fill(id)
        }
        PlaylistAnswer::Filled(id) | PlaylistAnswer::Counted(id, _) => {
            spotify.kept.making = Making::Made(job, id);
            return vec![SpotifyEffect::Keep(spotify.kept.clone())];
        }
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

    /// Whether one of `list` stopped on its way.
    pub(super) fn has_stopped_making(&self, list: &[TrackId]) -> bool {
        match &self.kept.making {
            Making::Stopped(job, _) | Making::Left(job, _) => job.tracks == list,
            _ => false,
        }
    }
}
