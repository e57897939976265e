//! Making a playlist of the list: create, fill; and after a lost answer, look before doing either again.
//! How far it is, is [`playlist_job`](crate::flow::spotify::playlist_job).

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::PlaylistAnswer;
use crate::domain::spotify::playlist::{PlaylistDraft, PlaylistId};
use crate::domain::spotify::policy::budget::Asker;
use crate::flow::spotify::blocker::{Blocker, Cleared};
use crate::flow::spotify::playlist_job::{PlaylistJob, PlaylistProgress, PlaylistStep};
use crate::flow::spotify::wants::{Certainty, Want, Wants};

/// The most times that something is done anew which did not come back and was not found.
const ROUNDS: u8 = 3;

/// The playlist that is being made, or was made last.
#[derive(Debug, Default)]
pub struct Playlists {
    /// The progress of making it. Persisted.
    pub(super) progress: PlaylistProgress,
    /// A random number; the marks of drafts follow from it.
    pub(super) seed: u64,
}

impl Playlists {
    /// Makes a playlist of `tracks`, unless that very one is made, or on its way.
    pub(super) fn create_playlist(
        &mut self,
        name: &str,
        description: &str,
        tracks: Vec<TrackId>,
        now: UnixMillis,
        wants: &mut Wants,
    ) {
        match &self.progress {
            PlaylistProgress::Underway(..) => return,
            PlaylistProgress::Made(job, _) if job.is_of(name, description, &tracks) => return,
            PlaylistProgress::Stopped(job, _) | PlaylistProgress::Left(job, _)
                if job.is_of(name, description, &tracks) =>
            {
                self.continue_job(wants);
                return;
            }
            _ => {}
        }
        if tracks.is_empty() {
            return;
        }
        let job = Box::new(PlaylistJob {
            name: name.into(),
            description: description.into(),
            draft: PlaylistDraft::new(name, description, self.next_mark()),
            tracks,
            rounds: 1,
            begun_at: now,
        });
        self.take_step(job, PlaylistStep::Create, wants);
    }

    /// A mark that no other draft has.
    const fn next_mark(&mut self) -> u64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.seed
    }

    /// Goes on where it stopped in this visit.
    pub(super) fn resume_job(&mut self, wants: &mut Wants) {
        if matches!(self.progress, PlaylistProgress::Stopped(..)) {
            self.continue_job(wants);
        }
    }

    fn continue_job(&mut self, wants: &mut Wants) {
        match std::mem::take(&mut self.progress) {
            PlaylistProgress::Stopped(mut job, step) | PlaylistProgress::Left(mut job, step) => {
                job.rounds = 1;
                self.take_step(job, step, wants);
            }
            other => self.progress = other,
        }
    }

    fn take_step(&mut self, job: Box<PlaylistJob>, step: PlaylistStep, wants: &mut Wants) {
        let call = job.call(&step);
        self.progress = PlaylistProgress::Underway(job, step);
        wants.push(Want::KeepRecord);
        wants.call(call, Asker::Person);
    }

    /// Stops, since nothing went out: nobody is connected, or it is not allowed.
    pub(super) fn stop_job(&mut self, wants: &mut Wants) {
        self.progress = match std::mem::take(&mut self.progress) {
            PlaylistProgress::Underway(job, step) => PlaylistProgress::Stopped(job, step),
            other => other,
        };
        wants.push(Want::KeepRecord);
    }

    /// A step was answered.
    pub(super) fn note_answer(&mut self, answer: PlaylistAnswer, wants: &mut Wants) {
        let PlaylistProgress::Underway(mut job, _) = std::mem::take(&mut self.progress) else {
            return;
        };
        // What stood in the way does so no more.
        wants.push(Want::Unblock(Cleared::Any));
        let next = match answer {
            PlaylistAnswer::Created(id) | PlaylistAnswer::LookedFor(Some(id)) => {
                PlaylistStep::Fill(id)
            }
            PlaylistAnswer::LookedFor(None) => {
                job.rounds += 1;
                PlaylistStep::Create
            }
            PlaylistAnswer::Counted(id, 0) => {
                job.rounds += 1;
                PlaylistStep::Fill(id)
            }
            PlaylistAnswer::Filled(id) | PlaylistAnswer::Counted(id, _) => {
                self.progress = PlaylistProgress::Made(job, id);
                wants.push(Want::KeepRecord);
                return;
            }
        };
        if job.rounds > ROUNDS {
            self.progress = PlaylistProgress::Stopped(job, next);
            wants.push(Want::Block(Blocker::Trouble));
            wants.push(Want::KeepRecord);
            return;
        }
        self.take_step(job, next, wants);
    }

    /// A step was not answered. What may have been done is looked for first.
    pub(super) fn note_failure(&mut self, certainty: Certainty, wants: &mut Wants) {
        let PlaylistProgress::Underway(job, step) = std::mem::take(&mut self.progress) else {
            return;
        };
        let look = match (certainty, step) {
            (Certainty::Uncertain, PlaylistStep::Create) => PlaylistStep::LookForIt,
            (Certainty::Uncertain, PlaylistStep::Fill(id)) => PlaylistStep::LookInside(id),
            (Certainty::NotDone, step)
            | (
                Certainty::Uncertain,
                step @ (PlaylistStep::LookForIt | PlaylistStep::LookInside(_)),
            ) => {
                self.progress = PlaylistProgress::Stopped(job, step);
                wants.push(Want::KeepRecord);
                return;
            }
        };
        wants.push(Want::Block(Blocker::Uncertain));
        self.take_step(job, look, wants);
    }

    /// The playlist that was made of `tracks`.
    #[must_use]
    pub fn made_of(&self, tracks: &[TrackId]) -> Option<&PlaylistId> {
        match &self.progress {
            PlaylistProgress::Made(job, id) if job.tracks == tracks => Some(id),
            _ => None,
        }
    }

    /// Tells whether one is on its way.
    #[must_use]
    pub const fn is_underway(&self) -> bool {
        matches!(self.progress, PlaylistProgress::Underway(..))
    }

    /// Tells whether one of `tracks` stopped on its way.
    #[must_use]
    pub fn has_stopped(&self, tracks: &[TrackId]) -> bool {
        match &self.progress {
            PlaylistProgress::Stopped(job, _) | PlaylistProgress::Left(job, _) => {
                job.tracks == tracks
            }
            _ => false,
        }
    }
}
