//! News of the music for the rest of the page.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::list_request::{ListRequest, RequestId};
use crate::domain::music::taste::feedback::Judgement;
use crate::flow::kit::Out;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::music::effect::MusicEffect;

/// Something that others should know.
#[derive(Debug, Clone, PartialEq)]
pub enum MusicNews {
    /// A track was judged: the taste is to learn it.
    Judged(Judgement),
    /// Tracks of the connected account have left the list: what was judged before can't be taken back any more.
    ExternalTracksLeft,
    /// A list is wanted that the person's own tracks are a part of.
    LibraryWanted(RequestId, Box<ListRequest>),
    /// The list is another one, or has other tracks.
    Listed,
    /// A track is to be found on Spotify, to be played then.
    FindWanted(TrackId),
    /// Lists may be drawn from other sources than before.
    SourcesChanged,
    /// Something is to be said.
    Notice(NoticeChange),
}

impl From<NoticeChange> for MusicNews {
    fn from(change: NoticeChange) -> Self {
        Self::Notice(change)
    }
}

/// The outbox of the music.
pub(super) type MusicOut = Out<MusicEffect, MusicNews>;
