//! The place of a value in a database.

/// The place of a value: an object store, and a key in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot<'a> {
    /// The object store's name.
    pub store: &'a str,
    /// The key in that store.
    pub key: &'a str,
}
