//! What is known of a person's taste, from nothing to all of it.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::TasteAnswer;
use crate::domain::spotify::deprecated::DeprecatedData;
use crate::domain::spotify::taste::{SpotifyTaste, StoredTaste};

/// How far the page is in knowing.
#[derive(Debug, Default)]
pub enum Gathering {
    /// Nothing is known.
    #[default]
    None,
    /// Something was kept; whose it is, is not known for sure yet.
    Remembered(Box<StoredTaste>),
    /// The calls are on their way.
    Asking {
        /// What was told so far.
        told: Vec<TasteAnswer>,
        /// How many calls are still out.
        left: usize,
    },
    /// Known, for today.
    Ready(Box<Gathered>),
}

/// What was gathered.
#[derive(Debug)]
pub struct Gathered {
    pub(super) taste: SpotifyTaste,
    /// When it was asked for.
    pub(super) at: UnixMillis,
    /// Whether it is the whole of it: a part of it is used for this visit and not kept.
    pub(super) whole: bool,
    /// What old rights have brought.
    pub(super) bonus: Option<DeprecatedData>,
}

impl Gathering {
    /// What is known, once all of it is.
    #[must_use]
    pub const fn taste(&self) -> Option<&SpotifyTaste> {
        match self.gathered() {
            Some(gathered) => Some(&gathered.taste),
            None => None,
        }
    }

    /// Everything that was gathered, once all of it is.
    pub(super) const fn gathered(&self) -> Option<&Gathered> {
        match self {
            Self::Ready(gathered) => Some(gathered),
            _ => None,
        }
    }

    /// The same, to be added to.
    pub(super) const fn taste_mut(&mut self) -> Option<&mut SpotifyTaste> {
        match self {
            Self::Ready(gathered) => Some(&mut gathered.taste),
            _ => None,
        }
    }
}
