//! Every key there is: its name, its object store, its form, its durability, and the patience with its lock.

use crate::domain::quantity::Millis;
use crate::flow::kit::store::format::RecordFormat;
use crate::flow::kit::store::migrations::rename_shelves;

/// Everything that is kept, each under a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The camera that was chosen.
    Settings,
    /// Goal, length, filter, sources.
    Choices,
    /// The taste that was taught.
    Taste,
    /// A taste that could not be read, set aside until the person lets it go.
    QuarantinedTaste,
    /// The list as it stood.
    List,
    /// The tracks of the person's own table, as bytes.
    Library,
    /// A summary of that table, so that the page can speak of it without loading it.
    LibrarySummary,
    /// The client id, the playlist under way and the like.
    Spotify,
    /// The taste of the account's owner, for a day.
    SpotifyTaste,
    /// The count of today's calls to Spotify.
    SpotifyUsage,
    /// The tokens of a connected account.
    SpotifyTokens,
}

/// The longest wait for the lock of a record: it is held for one reading and one writing.
pub const LOCK_PATIENCE: Millis = Millis::from_secs(5.0);

/// The longest wait for the lock of the tokens: it is held while Spotify is asked for new ones, which takes ten seconds
/// at most.
const TOKEN_LOCK_PATIENCE: Millis = Millis::from_secs(15.0);

/// The longest wait for the tab that asks Spotify: it makes fifteen calls at most, of which each ends within ten
/// seconds and mostly within one. A tab that hangs costs the next one this wait, and as many calls again.
pub const TAB_LEASE_PATIENCE: Millis = Millis::from_secs(60.0);

/// A part of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectStore {
    /// Every record that holds no secret.
    Records,
    /// Tokens alone, so that nothing that reads records can come upon one.
    Tokens,
}

impl ObjectStore {
    /// Every object store of the database.
    pub const ALL: [Self; 2] = [Self::Records, Self::Tokens];

    /// The object store's name in the database. The first release called the one for records "settings".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Records => "settings",
            Self::Tokens => "tokens",
        }
    }
}

/// The moment at which a record counts as written (W3C, Indexed Database API 3.0, "durability").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Written when the operating system has it: enough for what may be forgotten without harm.
    Relaxed,
    /// Written when the disk has it.
    Strict,
}

impl Durability {
    /// The durability's name in the options of a transaction.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relaxed => "relaxed",
            Self::Strict => "strict",
        }
    }

    /// The stricter one of both.
    #[must_use]
    pub const fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Relaxed, Self::Relaxed) => Self::Relaxed,
            _ => Self::Strict,
        }
    }
}

impl Key {
    /// Every key that there is.
    pub const ALL: [Self; 11] = [
        Self::Settings,
        Self::Choices,
        Self::Taste,
        Self::QuarantinedTaste,
        Self::List,
        Self::Library,
        Self::LibrarySummary,
        Self::Spotify,
        Self::SpotifyTaste,
        Self::SpotifyUsage,
        Self::SpotifyTokens,
    ];

    /// Keys that the page reads when it opens.
    pub const OF_PAGE: [Self; 6] = [
        Self::Settings,
        Self::Choices,
        Self::Taste,
        Self::QuarantinedTaste,
        Self::List,
        Self::LibrarySummary,
    ];

    /// The key's name in the object store, unchanged since the first release.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Choices => "music",
            Self::Taste => "taste",
            Self::QuarantinedTaste => "taste-aside",
            Self::List => "list",
            Self::Library => "library",
            Self::LibrarySummary => "library-card",
            Self::Spotify => "spotify",
            Self::SpotifyTaste => "spotify-taste",
            Self::SpotifyUsage => "spotify-calls",
            Self::SpotifyTokens => "spotify-tokens",
        }
    }

    /// The object store that it lies in.
    #[must_use]
    pub const fn object_store(self) -> ObjectStore {
        match self {
            Self::SpotifyTokens => ObjectStore::Tokens,
            _ => ObjectStore::Records,
        }
    }

    /// The form of its record: the version, and the steps from those before.
    #[must_use]
    pub const fn format(self) -> RecordFormat {
        match self {
            Self::Choices => RecordFormat::after(&[rename_shelves]),
            // Texts that could not be read, of whichever version.
            Self::QuarantinedTaste => RecordFormat::ANY,
            Self::Settings
            | Self::Taste
            | Self::List
            | Self::Library
            | Self::LibrarySummary
            | Self::Spotify
            | Self::SpotifyTaste
            | Self::SpotifyUsage
            | Self::SpotifyTokens => RecordFormat::FIRST,
        }
    }

    /// The longest wait for its lock: a tab that holds one longer hangs.
    #[must_use]
    pub const fn lock_patience(self) -> Millis {
        match self {
            Self::SpotifyTokens => TOKEN_LOCK_PATIENCE,
            _ => LOCK_PATIENCE,
        }
    }

    /// Tells whether the record is not to be touched where the browser has no locks: a refresh token that two tabs use
    /// at once is lost to both.
    #[must_use]
    pub const fn needs_lock(self) -> bool {
        matches!(self, Self::SpotifyTokens)
    }

    /// The durability of its record: one that can't be made again is on the disk when it counts as written.
    #[must_use]
    pub const fn durability(self) -> Durability {
        match self {
            Self::Taste
            | Self::QuarantinedTaste
            | Self::Library
            | Self::LibrarySummary
            | Self::SpotifyTokens => Durability::Strict,
            Self::Settings
            | Self::Choices
            | Self::List
            | Self::Spotify
            | Self::SpotifyTaste
            | Self::SpotifyUsage => Durability::Relaxed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_has_a_name_of_its_own() {
        let names: BTreeSet<_> = Key::ALL.map(Key::name).into();
        assert_eq!(names.len(), Key::ALL.len());
    }

    #[test]
    fn tokens_lie_where_no_record_does() {
        for key in Key::ALL {
            let is_token = key == Key::SpotifyTokens;
            assert_eq!(key.object_store() == ObjectStore::Tokens, is_token);
        }
    }
}
