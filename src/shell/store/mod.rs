//! The one room for what is kept between visits: carries out [`StoreEffect`]s for page, hosts and workers alike.
//!
//! Nobody else opens the database. [`Store::carry_out`] is what features use; [`typed`] reads and writes records for
//! those who are no features (Spotify's host, the library worker); `layout` makes, upgrades and imports the database.

mod layout;
pub mod typed;

use crate::domain::quantity::Millis;
use crate::flow::kit::scope::PageScope;
use crate::flow::kit::store::{
    Durability, Key, LOCK_PATIENCE, Merge, Records, StoreEffect, StoreEvent, StoreFault,
    merge_stored,
};
use crate::shell::witness;
use crate::web::database::{Database, GUARDED, OpenPatience, Slot, Value};
use crate::web::locks::Lock;
use crate::web::{Error, address, persistence};
use std::cell::Cell;
use std::rc::Rc;

/// The store of one copy of the page; clones are the same one.
///
/// Opens its database for each thing that is asked of it: so a tab never stands in the way of another one's upgrade,
/// and a connection that the browser has cut is none that is missed.
#[derive(Debug, Clone)]
pub struct Store {
    scope: PageScope,
    patience: Option<Millis>,
    has_asked_to_persist: Rc<Cell<bool>>,
    /// True until the next reading tells that what the first release has kept could not be brought along.
    lacks_first_release: Rc<Cell<bool>>,
}

impl Store {
    /// The store of this page, or of the page that this worker serves.
    ///
    /// # Errors
    /// [`Error`] where there is neither.
    pub fn of_this_page() -> Result<Self, Error> {
        Ok(Self::of(address::scope()?))
    }

    /// The store of the copy at `scope`.
    #[must_use]
    pub fn of(scope: PageScope) -> Self {
        Self {
            scope,
            patience: None,
            has_asked_to_persist: Rc::default(),
            lacks_first_release: Rc::default(),
        }
    }

    /// A store that waits for other tabs at most for `patience`, whichever key it is about.
    #[must_use]
    pub fn with_patience(self, patience: Millis) -> Self {
        Self {
            patience: Some(patience),
            ..self
        }
    }

    /// The copy of the page whose store it is.
    #[must_use]
    pub const fn scope(&self) -> &PageScope {
        &self.scope
    }

    /// Carries out `effect`; `merge` joins what two tabs have written.
    pub async fn carry_out(&self, effect: StoreEffect, merge: Merge) -> StoreEvent {
        match effect {
            StoreEffect::Read(keys) => {
                let mut read = self.read(&keys).await;
                if let Ok(records) = &mut read {
                    records.lacks_first_release = self.lacks_first_release.take();
                }
                StoreEvent::Read(read)
            }
            StoreEffect::Put(key, text) => written(key, self.put_text(key, text).await),
            StoreEffect::Remove(key) => written(key, self.write(&[(key, None)]).await),
            StoreEffect::Merge { key, base, text } => {
                match self.merge(key, &base, text.clone(), merge).await {
                    Ok(stored) if stored == text => StoreEvent::Written(key),
                    Ok(stored) => StoreEvent::Merged {
                        key,
                        wrote: text,
                        stored,
                    },
                    Err(fault) => StoreEvent::NotWritten(key, fault),
                }
            }
            StoreEffect::Remember(of, count) => {
                witness::remember_count(&self.scope, of, count).await;
                StoreEvent::Recalled(of, Some(count))
            }
            StoreEffect::Recall(of) => {
                StoreEvent::Recalled(of, witness::recall_count(&self.scope, of).await)
            }
        }
    }

    /// The texts kept under `keys`, as they are at one moment.
    async fn read(&self, keys: &[Key]) -> Result<Records, StoreFault> {
        let slots: Vec<_> = keys.iter().copied().map(slot).collect();
        let values = self
            .open()
            .await?
            .read(&slots)
            .await
            .map_err(|error| fault(&error))?;
        let mut records = Records::default();
        for (key, value) in keys.iter().zip(values) {
            if let Some(text) = value.and_then(|value| value.to_text()) {
                records.put(*key, text);
            }
        }
        Ok(records)
    }

    /// Keeps `text`, together with what another tab has written since `base`; what is kept now.
    async fn merge(
        &self,
        key: Key,
        base: &str,
        text: String,
        merge: Merge,
    ) -> Result<String, StoreFault> {
        let _alone = self.lock(key).await?;
        let stored = self.read(&[key]).await?.take(key);
        let merged = merge_stored(key, base, text, stored, merge)?;
        self.put_text(key, merged.clone()).await?;
        Ok(merged)
    }

    /// Keeps `text` under `key`, with the version that it is of.
    async fn put_text(&self, key: Key, text: String) -> Result<(), StoreFault> {
        let text = Value::of_text(&key.format().stamp(text));
        self.write(&[(key, Some(text))]).await
    }

    /// Keeps the values that are given, and removes those that are not: all of it, or nothing. What a later version has
    /// written is not replaced.
    async fn write(&self, changes: &[(Key, Option<Value>)]) -> Result<(), StoreFault> {
        let durability = changes
            .iter()
            .fold(Durability::Relaxed, |so_far, (key, _)| {
                so_far.stricter(key.durability())
            });
        let formats: Vec<_> = changes.iter().map(|(key, _)| key.format()).collect();
        let changes: Vec<_> = changes
            .iter()
            .map(|(key, value)| (slot(*key), value.clone()))
            .collect();
        let database = self.open().await?;
        database
            .write_records(&changes, &formats, durability)
            .await
            .map_err(|error| fault(&error))?;
        if durability == Durability::Strict {
            self.ask_to_persist();
        }
        Ok(())
    }

    /// Asks the browser, once a visit and without waiting, to keep what can't be made again even when the disk runs
    /// full. Only a page can ask: it does so for the library worker too.
    pub fn ask_to_persist(&self) {
        if !self.has_asked_to_persist.replace(true)
            && let Err(error) = persistence::request()
        {
            log::info!("the browser can't be asked to keep this: {error}");
        }
    }

    async fn open(&self) -> Result<Database, StoreFault> {
        let patience = OpenPatience::with_tabs(self.patience.unwrap_or(LOCK_PATIENCE));
        let opened = layout::open(&self.scope, patience).await?;
        if opened.lacks_first_release {
            self.lacks_first_release.set(true);
        }
        Ok(opened.database)
    }

    /// Holds the lock of `key`. None where the browser has no locks and the key does not need one: then the moment
    /// between reading and writing is not guarded.
    async fn lock(&self, key: Key) -> Result<Option<Lock>, StoreFault> {
        let patience = self.patience.unwrap_or(key.lock_patience());
        match Lock::hold_within(&self.scope.lock(key), patience).await {
            Ok(lock) => Ok(Some(lock)),
            Err(Error::TimedOut { .. }) => Err(StoreFault::LockHeld),
            Err(error) => {
                log::info!("no lock: {error}");
                if key.needs_lock() {
                    return Err(StoreFault::Failed);
                }
                Ok(None)
            }
        }
    }
}

fn written(key: Key, outcome: Result<(), StoreFault>) -> StoreEvent {
    match outcome {
        Ok(()) => StoreEvent::Written(key),
        Err(fault) => StoreEvent::NotWritten(key, fault),
    }
}

const fn slot(key: Key) -> Slot<'static> {
    Slot {
        store: key.object_store().name(),
        key: key.name(),
    }
}

/// The fault behind an error of an open database.
fn fault(error: &Error) -> StoreFault {
    log::warn!("not read or kept: {error}");
    if *error == GUARDED {
        return StoreFault::NewerVersion;
    }
    StoreFault::of_exception(error.name().unwrap_or_default())
}
