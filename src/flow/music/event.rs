//! Everything that can happen to the music.

use crate::domain::emotion::EmotionScores;
use crate::domain::mood::Mood;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::list_request::RequestId;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::taste::feedback::Verdict;
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::kit::store::StoreEvent;
use crate::flow::music::choices::Choice;

/// An event of the music.
#[derive(Debug, Clone, PartialEq)]
pub enum MusicEvent {
    /// The page was opened. The lists of this visit follow from `seed`, which is random.
    Opened {
        /// What the first list is drawn with.
        seed: u64,
    },
    /// The catalogue's text has arrived, or could not be fetched.
    CatalogueFetched(Option<String>),
    /// The catalogue is to be fetched once more.
    RetryCatalogue,
    /// What was kept of the last visit was read; it comes after the library's and the taste's.
    Restored(MusicRecords),
    /// A record was kept, or not.
    Stored(StoreEvent),

    /// The mood has settled: the list follows unless it is pinned.
    FollowMood {
        /// Where it settled.
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
    Judge(TrackId, Verdict),
    /// The thumb down or skip of this number was taken back; [`Self::TasteChanged`] follows.
    JudgementUndone(u32),
    /// The taste has changed.
    TasteChanged,

    /// The library's answer to a request.
    Composed {
        /// The request's number.
        request: RequestId,
        /// The tracks, or why there are none.
        list: Result<Vec<ListedTrack>, NothingLeft>,
    },
    /// The library can't answer a request.
    ComposeWithoutLibrary {
        /// The request's number.
        request: RequestId,
    },
    /// A table was taken in, or the library was removed.
    LibraryChanged {
        /// Whether there is none any more.
        removed: bool,
    },
    /// The connected account tells something else than before.
    ListenerChanged(Box<Listener>),
}

/// What was kept of the music, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MusicRecords {
    /// The choices' text.
    pub choices: Option<String>,
    /// The list's text.
    pub list: Option<String>,
    /// Whether a taste was kept: a list that was drawn before it was read did not know it.
    pub has_taste: bool,
}
