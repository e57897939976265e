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
        /// The call to make, with everything that its request takes.
        call: Call,
        /// The page or the person, whoever wants it.
        asker: Asker,
    },
    /// A call was answered.
    Answered(Answered),
    /// A call was sent and has failed for good.
    Failed {
        /// The call to make, with everything that its request takes.
        call: Call,
        /// The fault that it has met.
        fault: ApiFault,
        /// The certainty that it was not done.
        certainty: Certainty,
    },
    /// A call was not even tried, since the page must not ask now.
    Refused {
        /// The call to make, with everything that its request takes.
        call: Call,
        /// The fault that it would meet.
        fault: ApiFault,
        /// The blocker that a person reads; none, if they have not asked for it.
        blocker: Option<Blocker>,
    },
    /// A call was not even tried, since nobody is connected or the person has not allowed it.
    NotAsked(Call),
    /// Have nothing sent before the wait is over that the fault asks for.
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

/// The certainty of what became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Certainly, it was not done.
    NotDone,
    /// Nobody knows whether it was done.
    Uncertain,
}

/// A choice of the waiting actions that are tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resumed {
    /// Every action that waits.
    All,
    /// Likes and unlikes. To begin to play by itself would be a surprise.
    SavedTracks,
}

/// A track's like, as this visit has left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavedMark {
    /// The track is liked.
    Saved,
    /// The track is not liked.
    NotSaved,
}

/// The outbox of a part.
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

    /// Asks Spotify with a call.
    pub fn call(&mut self, call: Call, asker: Asker) {
        self.push(Want::Call { call, asker });
    }

    /// The wants, in their order.
    #[must_use]
    pub fn into_wants(self) -> impl DoubleEndedIterator<Item = Want> {
        self.0.into_iter()
    }
}
