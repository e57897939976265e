//! The taste's record in one where several tabs have written it.

use crate::domain::music::taste::Taste;

/// The record to keep where `theirs` is kept already and this tab, which began with `base`, has come to `ours`; none if
/// what is kept is no taste that this page can read, and so must not be written over.
#[must_use]
pub fn merge_records(base: &str, ours: &str, theirs: &str) -> Option<String> {
    // What this tab began with may have been unreadable; it was set aside, and counts as nothing.
    let base = Taste::import(base).unwrap_or_default();
    let (ours, theirs) = (Taste::import(ours).ok()?, Taste::import(theirs).ok()?);
    ours.merged(&base, &theirs).export().ok()
}
