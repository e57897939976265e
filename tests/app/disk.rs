//! The disk of the browser in which a story is told: what is kept there, shared by tabs and visits.

use feelharmonic::flow::app::merge_records;
use feelharmonic::flow::kit::store::{
    Counted, Key, Records, StoreEffect, StoreEvent, StoreFault, merge_stored,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is kept. A clone is the same disk, seen by another tab or in another visit.
#[derive(Clone, Default)]
pub struct Disk(Rc<RefCell<Kept>>);

#[derive(Default)]
struct Kept {
    records: BTreeMap<Key, String>,
    /// The numbers that the second database remembers.
    counts: BTreeMap<Counted, u32>,
    fault: Option<StoreFault>,
}

impl Disk {
    /// A disk on which these records lie.
    pub fn with(records: impl IntoIterator<Item = (Key, String)>) -> Self {
        let disk = Self::default();
        disk.0.borrow_mut().records = records.into_iter().collect();
        disk
    }

    /// Everything fails from now on.
    pub fn break_with(&self, fault: StoreFault) {
        self.0.borrow_mut().fault = Some(fault);
    }

    /// Nothing fails any more.
    pub fn mend(&self) {
        self.0.borrow_mut().fault = None;
    }

    /// Everything but the second database is lost.
    pub fn lose_records(&self) {
        self.0.borrow_mut().records.clear();
    }

    pub fn get(&self, key: Key) -> Option<String> {
        self.0.borrow().records.get(&key).cloned()
    }

    pub fn put(&self, key: Key, text: impl Into<String>) {
        self.0.borrow_mut().records.insert(key, text.into());
    }

    pub fn remove(&self, key: Key) {
        self.0.borrow_mut().records.remove(&key);
    }

    /// The texts of everything that is kept.
    pub fn texts(&self) -> Vec<String> {
        self.0.borrow().records.values().cloned().collect()
    }

    pub fn count(&self, of: Counted) -> Option<u32> {
        self.0.borrow().counts.get(&of).copied()
    }

    pub fn remember(&self, of: Counted, count: u32) {
        self.0.borrow_mut().counts.insert(of, count);
    }

    /// Does what the shell is asked to do.
    pub fn carry_out(&self, effect: StoreEffect) -> StoreEvent {
        let fault = self.0.borrow().fault;
        match (effect, fault) {
            (StoreEffect::Read(_), Some(fault)) => StoreEvent::Read(Err(fault)),
            (StoreEffect::Read(keys), None) => StoreEvent::Read(Ok(self.read(&keys))),
            (
                StoreEffect::Put(key, _)
                | StoreEffect::Remove(key)
                | StoreEffect::Merge { key, .. },
                Some(fault),
            ) => StoreEvent::NotWritten(key, fault),
            (StoreEffect::Remember(of, count), _) => {
                self.remember(of, count);
                StoreEvent::Recalled(of, Some(count))
            }
            (StoreEffect::Recall(of), _) => StoreEvent::Recalled(of, self.count(of)),
            (StoreEffect::Put(key, _), None) if self.holds_later(key) => {
                StoreEvent::NotWritten(key, StoreFault::NewerVersion)
            }
            (StoreEffect::Put(key, text), None) => {
                self.put(key, key.format().stamp(text));
                StoreEvent::Written(key)
            }
            (StoreEffect::Remove(key), None) => {
                self.remove(key);
                StoreEvent::Written(key)
            }
            (StoreEffect::Merge { key, base, text }, None) => self.merge(key, &base, text),
        }
    }

    /// Whether a later version has written the record, which is then left alone.
    fn holds_later(&self, key: Key) -> bool {
        let kept = self.get(key);
        kept.is_some_and(|text| key.format().is_later(text.as_bytes()))
    }

    fn read(&self, keys: &[Key]) -> Records {
        let mut records = Records::default();
        for key in keys {
            if let Some(text) = self.get(*key) {
                records.put(*key, text);
            }
        }
        records
    }

    fn merge(&self, key: Key, base: &str, wrote: String) -> StoreEvent {
        let kept = self.read(&[key]).take(key);
        match merge_stored(key, base, wrote.clone(), kept, merge_records) {
            Err(fault) => StoreEvent::NotWritten(key, fault),
            Ok(stored) => {
                self.put(key, stored.clone());
                if stored == wrote {
                    StoreEvent::Written(key)
                } else {
                    StoreEvent::Merged { key, wrote, stored }
                }
            }
        }
    }
}
