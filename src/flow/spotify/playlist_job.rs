//! A playlist that is being made, and how far it is: kept between visits, so that none makes one twice that another has
//! begun. What moves it on is [`playlists`](crate::flow::spotify::playlists).

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::spotify::calendar::DAY;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::playlist::{PlaylistDraft, PlaylistId};
use serde::{Deserialize, Serialize};

/// The time for which a begun playlist is remembered: whoever waits for a quota comes back the next day.
const MEMORY: Millis = Millis(7.0 * DAY.0);

/// The progress of making the playlist.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum PlaylistProgress {
    /// No playlist was asked for.
    #[default]
    None,
    /// The step is on its way.
    Underway(Box<PlaylistJob>, PlaylistStep),
    /// The playlist stopped at this step, and can go on from there.
    Stopped(Box<PlaylistJob>, PlaylistStep),
    /// An earlier visit has left it there. It goes on when the same one is asked for again.
    Left(Box<PlaylistJob>, PlaylistStep),
    /// The playlist is there.
    Made(Box<PlaylistJob>, PlaylistId),
}

/// A playlist that is to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaylistJob {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) draft: PlaylistDraft,
    pub(super) tracks: Vec<TrackId>,
    pub(super) rounds: u8,
    pub(super) begun_at: UnixMillis,
}

/// The next thing to do for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaylistStep {
    /// Make the playlist, empty.
    Create,
    /// See whether it was made.
    LookForIt,
    /// Put the tracks in.
    Fill(PlaylistId),
    /// See whether they are in.
    LookInside(PlaylistId),
}

impl PlaylistJob {
    /// The call that does a step.
    pub(super) fn call(&self, step: &PlaylistStep) -> Call {
        match step {
            PlaylistStep::Create => Call::CreatePlaylist(self.draft.clone()),
            PlaylistStep::LookForIt => Call::FindPlaylist(self.draft.clone()),
            PlaylistStep::Fill(id) => Call::AddItems(id.clone(), self.tracks.clone()),
            PlaylistStep::LookInside(id) => Call::CountItems(id.clone()),
        }
    }

    fn is_young(&self, now: UnixMillis) -> bool {
        now.since(self.begun_at).0 < MEMORY.0
    }

    /// Tells whether it is the same list under the same name.
    pub(super) fn is_of(&self, name: &str, description: &str, tracks: &[TrackId]) -> bool {
        self.name == name && self.description == description && self.tracks == tracks
    }
}

impl PlaylistProgress {
    /// The progress as the next visit finds it: what was on its way may have been done or not, and what is old is
    /// wanted by nobody.
    #[must_use]
    pub fn reopened(self, now: UnixMillis) -> Self {
        let (job, step) = match self {
            Self::Underway(job, PlaylistStep::Create) => (job, PlaylistStep::LookForIt),
            Self::Underway(job, PlaylistStep::Fill(id)) => (job, PlaylistStep::LookInside(id)),
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
