//! The news of the taste for the rest of the page.

use crate::flow::kit::notice::NoticeChange;

/// News of the taste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TasteNews {
    /// The taste is another one now.
    Changed,
    /// The last change was taken back; [`Self::Changed`] follows.
    Undone {
        /// The number of the judgement that was taken back; none if it was a reset or an import.
        judgement: Option<u32>,
    },
    /// A notice to say, or not to say any more.
    Notice(NoticeChange),
}

impl From<NoticeChange> for TasteNews {
    fn from(change: NoticeChange) -> Self {
        Self::Notice(change)
    }
}
