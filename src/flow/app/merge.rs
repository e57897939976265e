//! What becomes of a record that two tabs have written, by whose it is.

use crate::flow::kit::store::Key;
use crate::flow::taste;

/// Joins what this tab has made of `base` with what another one has kept; none where they can't be joined. The shell is
/// given this as its `kit::store::Merge`.
#[must_use]
pub fn merge_records(key: Key, base: &str, ours: &str, theirs: &str) -> Option<String> {
    match key {
        Key::Taste => taste::merge_records(base, ours, theirs),
        // Written by one tab at a time, or of no weight: the last one counts.
        _ => Some(ours.to_owned()),
    }
}
