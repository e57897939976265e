//! Keeping things between visits: every key there is, and the few things that can be done with one.
//!
//! Nobody else names a key. A feature pushes a [`StoreEffect`] inside one of its own effects and hears of it as a
//! [`StoreEvent`] inside one of its own events; the shell reads and writes. What a record says is the feature's affair:
//! here it is text, of which only the version is known. [`key`] lists what there is, [`format`](mod@format) says what
//! version a record is of and how an earlier one becomes the present one, [`records`] is what was read, [`merge`] says
//! what becomes of a record that two tabs write, [`saved`] is one that is written over and over, [`fault`] says why
//! something is not kept.

pub mod fault;
pub mod format;
pub mod kept;
pub mod key;
pub mod merge;
mod migrations;
pub mod records;
pub mod saved;
pub mod witness;

pub use fault::StoreFault;
pub use format::RecordFormat;
pub use kept::{KeptRecord, WriteAccess};
pub use key::{Durability, Key, LOCK_PATIENCE, ObjectStore, TAB_LEASE_PATIENCE};
pub use merge::{Merge, merge_stored};
pub use records::Records;
pub use saved::SavedRecord;
pub use witness::Counted;

/// A task of the shell with what is kept.
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
        /// The key of the record.
        key: Key,
        /// The text that this tab knows to be kept; empty for nothing.
        base: String,
        /// The text that it is to be.
        text: String,
    },
    /// Have a second database remember that there are so many → [`StoreEvent::Recalled`] once it does.
    Remember(Counted, u32),
    /// Ask the second database how many there were → [`StoreEvent::Recalled`].
    Recall(Counted),
}

/// The outcome of a [`StoreEffect`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreEvent {
    /// The records that are kept, or why that can't be known.
    Read(Result<Records, StoreFault>),
    /// A record is kept, or removed: not before it is as durable as [`Key::durability`] says.
    Written(Key),
    /// A record could not be kept, or removed.
    NotWritten(Key, StoreFault),
    /// Another tab had written too: `stored` is what is kept now.
    Merged {
        /// The key of the record.
        key: Key,
        /// The text that this tab wrote.
        wrote: String,
        /// The text that is kept, of both.
        stored: String,
    },
    /// The number that the second database remembers; none if it remembers nothing, or can't be read.
    Recalled(Counted, Option<u32>),
}
