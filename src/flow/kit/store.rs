//! What is kept between visits: every key there is, and the few things that can be done with one.
//!
//! Nobody else names a key. A feature pushes a [`StoreEffect`] inside one of its own effects and hears of it as a
//! [`StoreEvent`] inside one of its own events; the shell reads and writes. What a record says is the feature's affair:
//! here it is text.

use crate::domain::quantity::Millis;
use std::collections::BTreeMap;

/// Everything that is kept, each under a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Which camera was chosen.
    Settings,
    /// Goal, length, filter, sources.
    Choices,
    /// What was taught.
    Taste,
    /// A taste that could not be read, set aside until the person lets it go.
    QuarantinedTaste,
    /// The list as it stood.
    List,
    /// The tracks of the person's own table, as bytes.
    Library,
    /// What that table holds, so that the page can speak of it without loading it.
    LibrarySummary,
    /// The client id, the playlist under way and the like.
    Spotify,
    /// What the account's owner likes, for a day.
    SpotifyTaste,
    /// How often Spotify was asked today.
    SpotifyUsage,
    /// The tokens.
    SpotifyTokens,
}

/// A part of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectStore {
    /// Everything but secrets.
    Records,
    /// Tokens alone, so that nothing that reads records can come upon one.
    Tokens,
}

impl ObjectStore {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Records, Self::Tokens];

    /// Its name in the database. The first release called the one for records "settings".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Records => "settings",
            Self::Tokens => "tokens",
        }
    }
}

/// When a record counts as written (W3C, Indexed Database API 3.0, "durability").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// When the operating system has it: enough for what may be forgotten without harm.
    Relaxed,
    /// When the disk has it.
    Strict,
}

impl Key {
    /// All of them.
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

    /// Those that the page reads when it opens.
    pub const OF_PAGE: [Self; 6] = [
        Self::Settings,
        Self::Choices,
        Self::Taste,
        Self::QuarantinedTaste,
        Self::List,
        Self::LibrarySummary,
    ];

    /// Its name in the object store, unchanged since the first release.
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

    /// Where it lies.
    #[must_use]
    pub const fn object_store(self) -> ObjectStore {
        match self {
            Self::SpotifyTokens => ObjectStore::Tokens,
            _ => ObjectStore::Records,
        }
    }

    /// When it counts as written: what can't be made again is on the disk by then.
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

/// How long a lock may be waited for: a tab that holds one longer hangs.
pub const LOCK_PATIENCE: Millis = Millis::from_secs(5.0);

/// What was read, by key; what was never kept is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records(BTreeMap<Key, String>);

impl Records {
    /// Takes a record out.
    pub fn take(&mut self, key: Key) -> Option<String> {
        self.0.remove(&key)
    }

    /// Puts a record in.
    pub fn put(&mut self, key: Key, text: String) {
        self.0.insert(key, text);
    }

    /// Whether nothing was ever kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What the shell is asked to do with what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreEffect {
    /// Read these → [`StoreEvent::Read`].
    Read(Vec<Key>),
    /// Keep a record in place of the one before → [`StoreEvent::Written`] or [`StoreEvent::NotWritten`].
    Put(Key, String),
    /// Keep a record no more → as [`Self::Put`].
    Remove(Key),
    /// Keep a record that other tabs write too, under a lock. Where what is kept is `base`, as [`Self::Put`]; otherwise
    /// what both have made of it is kept and comes back as [`StoreEvent::Merged`].
    Merge {
        /// Which one.
        key: Key,
        /// What this tab knows to be kept; empty for nothing.
        base: String,
        /// What it is to be.
        text: String,
    },
}

/// What became of a [`StoreEffect`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreEvent {
    /// What is kept, or why that can't be known.
    Read(Result<Records, StoreFault>),
    /// A record is kept, or removed: not before it is as durable as [`Key::durability`] says.
    Written(Key),
    /// A record could not be kept, or removed.
    NotWritten(Key, StoreFault),
    /// Another tab had written too: `stored` is what is kept now.
    Merged {
        /// Which one.
        key: Key,
        /// What this tab wrote.
        wrote: String,
        /// What is kept, of both.
        stored: String,
    },
}

/// Why something could not be read or kept, by who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// The browser keeps nothing for this page: a private window, or blocked site data.
    #[error("the browser keeps nothing for this page")]
    Blocked,
    /// The disk, or the page's share of it, is full.
    #[error("there is no room")]
    Full,
    /// A newer version of the page has written here; this one leaves it alone.
    #[error("a newer version of this page keeps its things here")]
    NewerVersion,
    /// Another tab holds the lock and does not give it back.
    #[error("another tab of this page does not answer")]
    LockHeld,
    /// What is kept can't be joined with what was to be written, and was left alone.
    #[error("what is kept can't be joined with what is new")]
    Unmergeable,
    /// The browser refuses for another reason.
    #[error("the browser does not do it")]
    Failed,
}

impl StoreFault {
    /// What to do, in one or two sentences; it follows "… could not be kept."
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Blocked => {
                "It lasts until you close this page: a private window, or blocked site data, keeps nothing."
            }
            Self::Full => {
                "It lasts until you close this page. The disk is full: make room, then try again."
            }
            Self::NewerVersion => {
                "A newer version of this page is open or was used here. Load this page again to get it."
            }
            Self::LockHeld => {
                "Another tab of this page hangs. Close it, and the next change is kept with this one."
            }
            Self::Unmergeable | Self::Failed => {
                "It lasts until you close this page. The browser does not let it be kept."
            }
        }
    }
}

/// A record that is written over and over: one write at a time, the newest text last, and what is known to be kept.
///
/// The one place that knows what a merge begins with. A write that fails leaves that as it was, so that the next one
/// joins everything that was changed since.
#[derive(Debug, Clone, Default)]
pub struct SavedRecord {
    stored: String,
    in_flight: Option<String>,
    next: Option<String>,
}

impl SavedRecord {
    /// A record of which `stored` is known to be kept.
    #[must_use]
    pub const fn new(stored: String) -> Self {
        Self {
            stored,
            in_flight: None,
            next: None,
        }
    }

    /// What is known to be kept.
    #[must_use]
    pub fn stored(&self) -> &str {
        &self.stored
    }

    /// Whether everything that was to be kept is.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.in_flight.is_none() && self.next.is_none()
    }

    /// Keeps `text`: now, or as soon as the write under way has ended.
    pub fn save(&mut self, key: Key, text: String) -> Option<StoreEffect> {
        if self.in_flight.is_some() {
            self.next = Some(text);
            return None;
        }
        self.in_flight = Some(text.clone());
        Some(StoreEffect::Merge {
            key,
            base: self.stored.clone(),
            text,
        })
    }

    /// What was written is kept.
    pub fn written(&mut self, key: Key) -> Option<StoreEffect> {
        if let Some(text) = self.in_flight.take() {
            self.stored = text;
        }
        self.save_next(key)
    }

    /// What was written, and what another tab had written, is kept as `stored`. Whether something waits to be saved:
    /// the feature makes its text anew, since what is kept has changed, and saves that.
    #[must_use]
    pub fn merged(&mut self, stored: String) -> bool {
        self.in_flight = None;
        self.stored = stored;
        self.next.take().is_some()
    }

    /// It could not be written; the next save takes it along.
    pub fn not_written(&mut self, key: Key) -> Option<StoreEffect> {
        self.in_flight = None;
        self.save_next(key)
    }

    fn save_next(&mut self, key: Key) -> Option<StoreEffect> {
        let text = self.next.take()?;
        self.save(key, text)
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

    #[test]
    fn one_write_at_a_time_and_the_newest_last() {
        let mut record = SavedRecord::new("0".into());
        let merge = |base: &str, text: &str| {
            Some(StoreEffect::Merge {
                key: Key::Taste,
                base: base.into(),
                text: text.into(),
            })
        };
        assert_eq!(record.save(Key::Taste, "1".into()), merge("0", "1"));
        assert_eq!(record.save(Key::Taste, "2".into()), None);
        assert_eq!(record.save(Key::Taste, "3".into()), None);
        assert_eq!(record.written(Key::Taste), merge("1", "3"));
        assert_eq!(record.written(Key::Taste), None);
        assert!(record.is_settled());
    }

    #[test]
    fn what_a_failed_write_began_with_is_what_the_next_one_begins_with() {
        let mut record = SavedRecord::new("0".into());
        record.save(Key::Taste, "1".into());
        assert_eq!(record.not_written(Key::Taste), None);
        let Some(StoreEffect::Merge { base, .. }) = record.save(Key::Taste, "2".into()) else {
            panic!("it is written at once");
        };
        assert_eq!(base, "0");
    }
}
