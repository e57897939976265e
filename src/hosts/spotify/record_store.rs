//! What is kept beside the tokens, written so that no tab undoes what another one has written; and the lease.
//!
//! What becomes of a record is `SpotifyRecord::written_over` and `CallUsage::count`; this reads and writes, under a
//! lock.

use crate::domain::spotify::policy::budget::CallUsage;
use crate::domain::spotify::taste::StoredTaste;
use crate::domain::spotify::token::TokenSet;
use crate::flow::kit::store::Key;
use crate::flow::spotify::{LeaseRecords, SpotifyRecord};
use crate::hosts::spotify::token_store::note;
use crate::shell::store::Store;
use crate::web::clock;
use crate::web::locks::Lock;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;

/// The records as this tab knows them.
#[derive(Debug)]
pub(super) struct RecordStore {
    store: Store,
    /// The record as it was read or written last, so that this tab knows what it has changed since.
    wrote: RefCell<SpotifyRecord>,
    /// Held while this tab has the lease, and by whatever it is writing meanwhile: the next tab reads it.
    lease: RefCell<Option<Rc<Lock>>>,
}

impl RecordStore {
    /// The records in `store`, none read yet.
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            wrote: RefCell::default(),
            lease: RefCell::default(),
        }
    }

    /// The lease of this tab, for whatever is written under it.
    pub(super) fn lease(&self) -> Option<Rc<Lock>> {
        self.lease.borrow().clone()
    }

    /// The next tab gets the lease, as soon as everything is written.
    pub(super) fn end_lease(&self) {
        self.lease.take();
    }

    /// Reads what was kept, to begin with.
    pub(super) async fn read(&self) -> (SpotifyRecord, CallUsage, Option<StoredTaste>) {
        let store = &self.store;
        let kept: SpotifyRecord = read(store, Key::Spotify).await.unwrap_or_default();
        self.wrote.replace(kept.clone());
        let usage = read(store, Key::SpotifyUsage).await.unwrap_or_default();
        (kept, usage, read(store, Key::SpotifyTaste).await)
    }

    /// Keeps a record, with what other tabs have written since; holds `lease` until then.
    pub(super) async fn keep(&self, kept: SpotifyRecord, lease: Option<Rc<Lock>>) {
        let before = self.wrote.replace(kept.clone());
        // One of another form can't be merged with; it is written over.
        let written = self.store.change_json(Key::Spotify, |record| {
            kept.written_over(&before, record.unwrap_or_default())
        });
        note(written.await.map(drop), "what is kept of Spotify");
        drop(lease);
    }

    /// Keeps the taste of today; holds `lease` until then.
    pub(super) async fn keep_taste(&self, taste: StoredTaste, lease: Option<Rc<Lock>>) {
        let written = self.store.put_json(Key::SpotifyTaste, &taste).await;
        note(written, "the taste of today");
        drop(lease);
    }

    /// Counts a call among those of every tab; the count, where it could be written.
    pub(super) async fn count(&self) -> Option<CallUsage> {
        let counted = self.store.change_json(Key::SpotifyUsage, |usage| {
            let mut usage: CallUsage = usage.unwrap_or_default();
            usage.count(clock::wall_time());
            usage
        });
        counted
            .await
            .inspect_err(|fault| log::warn!("a call is counted in this tab alone: {fault}"))
            .ok()
    }

    /// Waits until no other tab is at it, but not for one that hangs. Where there are no locks, no tab waits for
    /// another. What the tabs before have left is read then.
    pub(super) async fn take_lease(&self) -> LeaseRecords {
        match self.store.hold_tab_lease().await {
            Ok(lock) => drop(self.lease.replace(Some(Rc::new(lock)))),
            Err(fault) => log::info!("this tab asks without a lease: {fault}"),
        }
        let store = &self.store;
        let tokens: Option<TokenSet> = read(store, Key::SpotifyTokens).await;
        LeaseRecords {
            record: read(store, Key::Spotify).await.unwrap_or_default(),
            taste: read(store, Key::SpotifyTaste).await,
            account: tokens.and_then(|tokens| tokens.info.account),
        }
    }
}

async fn read<T: DeserializeOwned>(store: &Store, key: Key) -> Option<T> {
    let read = store.read_json(key).await;
    read.inspect_err(|fault| log::info!("nothing is read: {fault}"))
        .ok()
        .flatten()
}
