//! Records as they were read, by key.

use crate::flow::kit::store::kept::KeptRecord;
use crate::flow::kit::store::key::Key;

/// Records that were read, by key; one that was never kept is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records {
    texts: Vec<(Key, String)>,
    /// True if what the first release has kept could not be brought along.
    pub lacks_first_release: bool,
}

impl Records {
    /// Takes a record out, brought to the present version.
    pub fn take(&mut self, key: Key) -> KeptRecord {
        let at = self.texts.iter().position(|(known, _)| *known == key);
        let Some((_, text)) = at.map(|at| self.texts.swap_remove(at)) else {
            return KeptRecord::Absent;
        };
        key.format().open(text)
    }

    /// Puts a record in, as it lies in the database.
    pub fn put(&mut self, key: Key, text: String) {
        self.texts.retain(|(known, _)| *known != key);
        self.texts.push((key, text));
    }

    /// Tells whether nothing was ever kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(key: Key, text: &str) -> KeptRecord {
        let mut records = Records::default();
        records.put(key, text.into());
        records.take(key)
    }

    #[test]
    fn records_come_in_the_present_version_or_are_left_alone() {
        let first = r#"{"goal":"lift","shelves":"ours"}"#;
        let present = KeptRecord::Text(r#"{"goal":"lift","sources":"ours"}"#.into());
        assert_eq!(found(Key::Choices, first), present);
        let damaged = KeptRecord::Text("…".into());
        assert_eq!(found(Key::Choices, "…"), damaged, "as it lies there");
        assert_eq!(Records::default().take(Key::Choices), KeptRecord::Absent);
    }

    #[test]
    fn every_versioned_record_of_a_later_version_is_left_alone() {
        for key in Key::ALL {
            let later = format!(r#"{{"version":{}}}"#, key.format().version() + 1);
            let is_left_alone = found(key, &later) == KeptRecord::OfLaterVersion;
            assert_eq!(is_left_alone, key != Key::QuarantinedTaste, "{key:?}");
        }
    }
}
