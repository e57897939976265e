//! The news of the library for the rest of the page.

use crate::domain::music::list_request::RequestId;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::playlist::NothingLeft;
use crate::flow::kit::notice::NoticeChange;

/// News of the library.
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryNews {
    /// A list was drawn.
    Composed {
        /// The number of the request it answers.
        request: RequestId,
        /// The list, or why there is none.
        list: Result<Vec<ListedTrack>, NothingLeft>,
    },
    /// The list can't be drawn here; the catalogue has to do.
    CannotCompose {
        /// The number of the request it was.
        request: RequestId,
    },
    /// The library was imported, or is there no more. With a removal the list that was on its way is given up.
    Changed {
        /// True if there is no library any more.
        removed: bool,
    },
    /// A notice to say, or not to say any more.
    Notice(NoticeChange),
    /// The worker is of another version than the page: both must be loaded again.
    OutOfDate,
}

impl From<NoticeChange> for LibraryNews {
    fn from(change: NoticeChange) -> Self {
        Self::Notice(change)
    }
}
