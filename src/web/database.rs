//! `IndexedDB` as a small store of named values, kept as JSON text.

use crate::web::Error;
use idb::{DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

const NAME: &str = "feelharmonic";
/// Raised with every change to the stores.
const VERSION: u32 = 1;
/// What is kept between visits and may be forgotten without harm.
const SETTINGS: &str = "settings";

impl From<idb::Error> for Error {
    fn from(error: idb::Error) -> Self {
        match error {
            idb::Error::DomException(exception) => JsValue::from(exception).into(),
            other => Self::Malformed(other.to_string()),
        }
    }
}

/// An open database.
#[derive(Debug)]
pub struct Database(idb::Database);

impl Database {
    /// Opens it, and makes its stores on the first visit.
    ///
    /// # Errors
    /// [`Error`] where site data is blocked.
    pub async fn open() -> Result<Self, Error> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            let made = event.database().and_then(|database| {
                if !database.store_names().contains(&SETTINGS.to_string()) {
                    database.create_object_store(SETTINGS, ObjectStoreParams::new())?;
                }
                Ok(())
            });
            if let Err(error) = made {
                log::error!("the database's stores could not be made: {error}");
            }
        });
        Ok(Self(request.await?))
    }

    /// The value kept under `key`.
    ///
    /// # Errors
    /// [`Error::Malformed`] for one of another form, [`Error::Exception`] when it can't be read.
    pub async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let transaction = self.0.transaction(&[SETTINGS], TransactionMode::ReadOnly)?;
        let kept = transaction
            .object_store(SETTINGS)?
            .get(JsValue::from(key))?
            .await?;
        let Some(text) = kept.and_then(|value| value.as_string()) else {
            return Ok(None);
        };
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|error| Error::Malformed(format!("{key}: {error}")))
    }

    /// Keeps `value` under `key`; done when the browser has committed it.
    ///
    /// # Errors
    /// [`Error::Exception`], `QuotaExceededError` among them.
    pub async fn put<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Error> {
        let text = serde_json::to_string(value)
            .map_err(|error| Error::Malformed(format!("{key}: {error}")))?;
        let transaction = self
            .0
            .transaction(&[SETTINGS], TransactionMode::ReadWrite)?;
        transaction
            .object_store(SETTINGS)?
            .put(&JsValue::from(text), Some(&JsValue::from(key)))?
            .await?;
        transaction.commit()?.await?;
        Ok(())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}
