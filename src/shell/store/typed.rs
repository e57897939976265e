//! Records as values, for those who are no features: Spotify's host, and the library worker.

use crate::flow::kit::store::{KeptRecord, Key, StoreFault, TAB_LEASE_PATIENCE};
use crate::shell::store::{Store, fault, slot};
use crate::web::Error;
use crate::web::database::Value;
use crate::web::locks::Lock;
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Store {
    /// Tells whether anything is kept under any of `keys`; what it says is not read.
    ///
    /// # Errors
    /// [`StoreFault`] when that can't be known.
    pub async fn holds_any(&self, keys: &[Key]) -> Result<bool, StoreFault> {
        let slots: Vec<_> = keys.iter().copied().map(slot).collect();
        let database = self.open().await?;
        database
            .holds_any(&slots)
            .await
            .map_err(|error| fault(&error))
    }

    /// The value kept under `key`.
    ///
    /// # Errors
    /// [`StoreFault::Unreadable`] for one of another form, [`StoreFault::NewerVersion`], or why it can't be read.
    pub async fn read_json<T: DeserializeOwned>(&self, key: Key) -> Result<Option<T>, StoreFault> {
        match self.read(&[key]).await?.take(key) {
            KeptRecord::OfLaterVersion => Err(StoreFault::NewerVersion),
            // The parser's own words may quote what it was given, and tokens are kept here too.
            kept => kept
                .into_text()
                .map(|text| serde_json::from_str(&text))
                .transpose()
                .map_err(|_words| StoreFault::Unreadable),
        }
    }

    /// Keeps `value` under `key`.
    ///
    /// # Errors
    /// [`StoreFault`]; then what was kept before still is.
    pub async fn put_json<T: Serialize>(&self, key: Key, value: &T) -> Result<(), StoreFault> {
        let text = serde_json::to_string(value).map_err(|_words| StoreFault::Unreadable)?;
        self.put_text(key, text).await
    }

    /// Keeps what `change` makes of the value under `key`, which it gets none of where there is none or one of another
    /// form. No other tab changes it meanwhile.
    ///
    /// # Errors
    /// As [`Self::put_json`], and [`StoreFault::LockHeld`].
    pub async fn change_json<T: Serialize + DeserializeOwned>(
        &self,
        key: Key,
        change: impl FnOnce(Option<T>) -> T,
    ) -> Result<T, StoreFault> {
        let record = self.lock_record(key).await?;
        let before = match record.read_json().await {
            Err(StoreFault::Unreadable) => None,
            read => read?,
        };
        let value = change(before);
        record.put_json(&value).await?;
        Ok(value)
    }

    /// Holds the lock of `key`, for what takes longer than a reading and a writing.
    ///
    /// # Errors
    /// [`StoreFault::LockHeld`] when another tab does not give it back, [`StoreFault::Failed`] where there are no locks
    /// and the key needs one.
    pub async fn lock_record(&self, key: Key) -> Result<LockedRecord<'_>, StoreFault> {
        Ok(LockedRecord {
            store: self,
            key,
            _lock: self.lock(key).await?,
        })
    }

    /// Holds the lease by which one tab at a time asks Spotify what is asked unasked.
    ///
    /// # Errors
    /// [`StoreFault::LockHeld`] when another tab does not give it back in time, [`StoreFault::Failed`] where there are
    /// no locks.
    pub async fn hold_tab_lease(&self) -> Result<Lock, StoreFault> {
        let patience = self.patience.unwrap_or(TAB_LEASE_PATIENCE);
        let lock = Lock::hold_within(&self.scope().tab_lease(), patience).await;
        lock.map_err(|error| match error {
            Error::TimedOut { .. } => StoreFault::LockHeld,
            error => {
                log::info!("no lease: {error}");
                StoreFault::Failed
            }
        })
    }

    /// Keeps no record under any of `keys` any more: all of them go, or none.
    ///
    /// # Errors
    /// As [`Self::put_json`].
    pub async fn remove_all(&self, keys: &[Key]) -> Result<(), StoreFault> {
        let changes: Vec<_> = keys.iter().map(|key| (*key, None)).collect();
        self.write(&changes).await
    }

    /// The bytes of the person's own library.
    ///
    /// # Errors
    /// [`StoreFault`] when they can't be read.
    pub async fn read_library(&self) -> Result<Option<Vec<u8>>, StoreFault> {
        let database = self.open().await?;
        let values = database
            .read(&[slot(Key::Library)])
            .await
            .map_err(|error| fault(&error))?;
        let bytes = values.into_iter().flatten().next();
        Ok(bytes.and_then(|bytes| bytes.to_bytes()))
    }

    /// Keeps a library and the summary of it, both or none.
    ///
    /// # Errors
    /// As [`Self::put_json`].
    pub async fn put_library<T: Serialize>(
        &self,
        bytes: &[u8],
        summary: &T,
    ) -> Result<(), StoreFault> {
        let text = serde_json::to_string(summary).map_err(|_words| StoreFault::Unreadable)?;
        let changes = [
            (Key::Library, Some(Value::of_bytes(bytes))),
            (
                Key::LibrarySummary,
                Some(Value::of_text(&Key::LibrarySummary.format().stamp(text))),
            ),
        ];
        self.write(&changes).await
    }

    /// Keeps no library any more, nor the summary of it.
    ///
    /// # Errors
    /// As [`Self::put_json`].
    pub async fn remove_library(&self) -> Result<(), StoreFault> {
        self.remove_all(&[Key::Library, Key::LibrarySummary]).await
    }
}

/// A record that no other tab changes until this is dropped.
#[derive(Debug)]
pub struct LockedRecord<'a> {
    store: &'a Store,
    key: Key,
    _lock: Option<Lock>,
}

impl LockedRecord<'_> {
    /// The value of the record.
    ///
    /// # Errors
    /// As [`Store::read_json`].
    pub async fn read_json<T: DeserializeOwned>(&self) -> Result<Option<T>, StoreFault> {
        self.store.read_json(self.key).await
    }

    /// Keeps `value` in the record.
    ///
    /// # Errors
    /// As [`Store::put_json`].
    pub async fn put_json<T: Serialize>(&self, value: &T) -> Result<(), StoreFault> {
        self.store.put_json(self.key, value).await
    }

    /// Keeps the record no more.
    ///
    /// # Errors
    /// As [`Store::put_json`].
    pub async fn remove(&self) -> Result<(), StoreFault> {
        self.store.remove_all(&[self.key]).await
    }
}
