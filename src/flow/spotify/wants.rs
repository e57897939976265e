//! What a part of this feature wants of the others: pushed into an outbox, in order, and carried out by
//! [`wiring`](crate::flow::spotify::wiring), which alone sees all parts.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::answer::Answered;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::policy::budget::Asker;
use crate::flow::spotify::blocker::{Blocker, Cleared};
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::track_action::TrackAction;

/// Something that a part wants.
#[derive(Debug)]
pub enum Want {
    /// Have the host do something.
    Effect(SpotifyEffect),
    /// Keep the record as it is when this is carried out.
    KeepRecord,
    /// Say what stands in the way.
    Block(Blocker),
    /// Take back what stood in the way.
    Unblock(Cleared),
    /// Ask Spotify. Comes to exactly one of the next four, unless an equal call is on its way already.
    Call {
        /// The call.
        call: Call,
        /// Who wants it.
        asker: Asker,
    },
    /// A call was answered.
    Answered(Answered),
    /// A call was sent and has failed for good.
    Failed {
        /// The call.
        call: Call,
        /// Why.
        fault: ApiFault,
        /// Whether it is known that it was not done.
        certainty: Certainty,
    },
    /// A call was not even tried, since the page must not ask now.
    Refused {
        /// The call.
        call: Call,
        /// The fault that it would meet.
        fault: ApiFault,
        /// What a person reads of it; nothing, if they have not asked for it.
        blocker: Option<Blocker>,
    },
    /// A call was not even tried, since nobody is connected or the person has not allowed it.
    NotAsked(Call),
    /// Nothing is sent before that wait is over, from now on.
    HoldBack(ApiFault),
    /// Get to know what the person likes, as far as it is not known.
    FetchProfile,
    /// Send the likes that could not be sent.
    SendUnsent,
    /// Go on with the playlist that stopped in this visit.
    ResumePlaylist,
    /// Try the actions again that wait for better times.
    ResumeActions(Resumed),
    /// Do something with tracks whose ids at Spotify are known, in the list's order.
    Perform(TrackAction, Vec<TrackId>),
    /// Note in the taste of the day which tracks are liked now.
    MarkSaved(Vec<TrackId>, SavedMark),
    /// Wait for this tab's lease.
    TakeLease,
}

/// Whether it is known what became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It was not done.
    NotDone,
    /// It may have been done or not.
    Uncertain,
}

/// Which waiting actions are tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resumed {
    /// Every one.
    All,
    /// Likes and unlikes. To begin to play by itself would be a surprise.
    SavedTracks,
}

/// Whether a track is liked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavedMark {
    /// It is.
    Saved,
    /// It is not.
    NotSaved,
}

/// A part's outbox.
#[derive(Debug, Default)]
pub struct Wants(Vec<Want>);

impl Wants {
    /// Adds a want after those there are.
    pub fn push(&mut self, want: Want) {
        self.0.push(want);
    }

    /// Has the host do something.
    pub fn effect(&mut self, effect: SpotifyEffect) {
        self.push(Want::Effect(effect));
    }

    /// Asks Spotify.
    pub fn call(&mut self, call: Call, asker: Asker) {
        self.push(Want::Call { call, asker });
    }

    /// The wants, in their order.
    #[must_use]
    pub fn into_wants(self) -> impl DoubleEndedIterator<Item = Want> {
        self.0.into_iter()
    }
}
