//! A record that is written over and over, so that no write is lost and none is begun too early.

use crate::flow::kit::store::{Key, StoreEffect};

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

    /// The text that is known to be kept.
    #[must_use]
    pub fn stored(&self) -> &str {
        &self.stored
    }

    /// Tells whether everything that was to be kept is.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.in_flight.is_none() && self.next.is_none()
    }

    /// Keeps `text`: now, or as soon as the write under way has ended.
    pub fn save(&mut self, key: Key, text: String) -> Option<StoreEffect> {
        let text = key.format().stamp(text);
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

    /// Notes that the text under way is kept.
    pub fn written(&mut self, key: Key) -> Option<StoreEffect> {
        if let Some(text) = self.in_flight.take() {
            self.stored = text;
        }
        self.save_next(key)
    }

    /// Notes that the text under way is kept together with another tab's, as `stored`. Whether something waits to be
    /// saved: the feature makes its text anew, since what is kept has changed, and saves that.
    #[must_use]
    pub fn merged(&mut self, stored: String) -> bool {
        self.in_flight = None;
        self.stored = stored;
        self.next.take().is_some()
    }

    /// Notes that the text under way is not kept; the next save takes it along.
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
