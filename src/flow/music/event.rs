//! Everything that can happen to the music.

use crate::domain::emotion::EmotionScores;
use crate::domain::mood::Mood;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::list_request::RequestId;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::kit::store::{KeptRecord, StoreEvent};
use crate::flow::music::choices::Choice;

/// An event of the music.
#[derive(Debug, Clone, PartialEq)]
pub enum MusicEvent {
    /// The page was opened. The lists of this visit follow from `seed`, which is random.
    Opened {
        /// The seed of the first list.
        seed: u64,
    },
    /// The catalogue's text has arrived, or could not be fetched.
    CatalogueFetched(Option<String>),
    /// The catalogue is to be fetched once more.
    RetryCatalogue,
    /// The records of the last visit were read; this comes after the library's and the taste's.
    Restored(MusicRecords),
    /// A record was kept, or not.
    Stored(StoreEvent),

    /// The mood has settled: the list follows unless it is pinned.
    FollowMood {
        /// The mood that is to be followed.
        mood: Mood,
        /// The expression that led there, if a face did: its blend asks for more than a place can.
        expression: Option<EmotionScores>,
    },
    /// Another list for the same mood was asked for.
    NewListWanted,
    /// The list was pinned, or let go.
    PinToggled,
    /// A choice was made.
    ChoiceMade(Choice),
    /// A track is to be played in the page.
    Play(TrackId),
    /// The player was closed.
    PlayerClosed,
    /// The explanation of a track was opened, or closed if it was open.
    ExplanationToggled(TrackId),

    /// A track was given a thumb, or skipped. A second thumb up takes the first back.
    Judge(TrackId, ThumbVerdict),
    /// The thumb down or skip of this number was taken back; [`Self::TasteChanged`] follows.
    JudgementUndone(u32),
    /// The taste has changed.
    TasteChanged,

    /// The library's answer to a request.
    Composed {
        /// The number of the request.
        request: RequestId,
        /// The tracks, or why there are none.
        list: Result<Vec<ListedTrack>, NothingLeft>,
    },
    /// The library can't answer a request.
    ComposeWithoutLibrary {
        /// The number of the request.
        request: RequestId,
    },
    /// A table was taken in, or the library was removed.
    LibraryChanged {
        /// True when there is no library any more.
        removed: bool,
    },
    /// The connected account tells something else than before.
    ListenerChanged(Box<Listener>),
}

/// The music's records, as they were found: all of them unread, or none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MusicRecords {
    /// The record of the choices.
    pub choices: KeptRecord,
    /// The record of the list.
    pub list: KeptRecord,
    /// True when a taste was kept: a list that was drawn before it was read did not know it.
    pub has_taste: bool,
}
