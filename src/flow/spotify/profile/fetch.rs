//! How far the page is in knowing a person's taste, from nothing to all of it.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::TasteAnswer;
use crate::domain::spotify::deprecated::DeprecatedData;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::taste::{SpotifyTaste, StoredTaste};

/// The progress of getting to know a person's taste.
#[derive(Debug, Default)]
pub enum ProfileFetch {
    /// The page knows nothing.
    #[default]
    None,
    /// Something was kept; whose it is, is not known for sure yet.
    Remembered(Box<StoredTaste>),
    /// The calls are on their way.
    Asking {
        /// The answers so far.
        answers: Vec<TasteAnswer>,
        /// The number of calls that are still out.
        left: usize,
    },
    /// The taste is known, for today.
    Ready(Box<FetchedTaste>),
}

/// A taste that is known.
#[derive(Debug)]
pub struct FetchedTaste {
    /// The taste that it is.
    pub taste: SpotifyTaste,
    /// The time when it was asked for.
    pub at: UnixMillis,
    /// Tells whether it is the whole of it: a part of it is used for this visit and not kept.
    pub is_whole: bool,
    /// Everything that the deprecated API has brought.
    pub deprecated: Option<DeprecatedData>,
}

impl ProfileFetch {
    /// The taste with everything around it, once all of it is known.
    #[must_use]
    pub const fn fetched(&self) -> Option<&FetchedTaste> {
        match self {
            Self::Ready(fetched) => Some(fetched),
            _ => None,
        }
    }

    /// The taste, to be added to.
    pub(super) const fn taste_mut(&mut self) -> Option<&mut SpotifyTaste> {
        match self {
            Self::Ready(fetched) => Some(&mut fetched.taste),
            _ => None,
        }
    }

    /// The person's own tracks, as far as they are known.
    #[must_use]
    pub fn own_tracks(&self) -> &[SpotifyTrack] {
        self.fetched()
            .map(|fetched| fetched.taste.tracks())
            .unwrap_or_default()
    }

    /// Tells whether the calls are on their way.
    #[must_use]
    pub const fn is_asking(&self) -> bool {
        matches!(self, Self::Asking { .. })
    }

    /// Takes what is known, to be put back with more; nothing is known meanwhile.
    pub(super) fn take_fetched(&mut self) -> Option<Box<FetchedTaste>> {
        match std::mem::take(self) {
            Self::Ready(fetched) => Some(fetched),
            other => {
                *self = other;
                None
            }
        }
    }

    /// Takes what was remembered, if it is good and `account`'s.
    pub(super) fn take_remembered_of(
        &mut self,
        account: &AccountId,
        now: UnixMillis,
    ) -> Option<StoredTaste> {
        match std::mem::take(self) {
            Self::Remembered(stored) if stored.is_good(account, now) => Some(*stored),
            other => {
                *self = other;
                None
            }
        }
    }

    /// Counts a call as over. Gives the answers, if it was the last one.
    pub(super) fn count_down(&mut self) -> Option<Vec<TasteAnswer>> {
        let Self::Asking { left, answers } = self else {
            return None;
        };
        *left = left.saturating_sub(1);
        if *left > 0 {
            return None;
        }
        let answers = std::mem::take(answers);
        *self = Self::None;
        Some(answers)
    }
}
