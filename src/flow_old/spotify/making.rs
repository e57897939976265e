//! How far a playlist is that is being made: kept between visits, so that none makes one twice that another has begun.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::spotify::calendar::DAY;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::playlist::{PlaylistDraft, PlaylistId};
use serde::{Deserialize, Serialize};

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
    /// An earlier visit has left it there. It goes on when the same one is asked for again.
    Left(Box<Job>, Step),
    /// It is there.
    Made(Box<Job>, PlaylistId),
}

/// What is to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) draft: PlaylistDraft,
    pub(super) tracks: Vec<TrackId>,
    pub(super) rounds: u8,
    pub(super) begun_at: UnixMillis,
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
    pub(super) fn call(&self, step: &Step) -> Call {
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
    pub(super) fn is(&self, name: &str, description: &str, tracks: &[TrackId]) -> bool {
        self.name == name && self.description == description && self.tracks == tracks
    }
}

impl Making {
    /// As the next visit finds it: what was on its way may have been done or not, and what is old is nobody's wish.
    #[must_use]
    pub fn reopened(self, now: UnixMillis) -> Self {
        let (job, step) = match self {
            Self::Underway(job, Step::Create) => (job, Step::LookForIt),
            Self::Underway(job, Step::Fill(id)) => (job, Step::LookInside(id)),
            Self::Underway(job, step) | Self::Stopped(job, step) | Self::Left(job, step) => {
                (job, step)
            }
            Self::Made(job, id) if job.is_young(now) => return Self::Made(job, id),
            Self::None | Self::Made(..) => return Self::None,
        };
        if job.is_young(now) {
            Self::Left(job, step)
        } else {
            Self::None
        }
    }
}
