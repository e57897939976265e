//! `IndexedDB` as a small store of named values, kept as JSON text.

use crate::web::Error;
use idb::{DatabaseEvent, Factory, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

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
pub struct Database {
    kept: idb::Database,
    /// The same one, for what `idb` has no call for.
    raw: web_sys::IdbDatabase,
}

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
        let raw: web_sys::IdbDatabase = request.await?.into();
        Ok(Self {
            kept: raw.clone().into(),
            raw,
        })
    }

    /// The value kept under `key`.
    ///
    /// # Errors
    /// [`Error::Malformed`] for one of another form, [`Error::Exception`] when it can't be read.
    pub async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let transaction = self
            .kept
            .transaction(&[SETTINGS], TransactionMode::ReadOnly)?;
        let kept = transaction
            .object_store(SETTINGS)?
            .get(JsValue::from(key))?
            .await?;
        let Some(text) = kept.and_then(|value| value.as_string()) else {
            return Ok(None);
        };
        // The parser's own words may quote what it was given, and tokens are kept here too.
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|_words| Error::Malformed(format!("{key} is of another form")))
    }

    /// Keeps `value` under `key`; done when it is on the disk, so that not even a crash of the system undoes it.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn put_for_sure<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Error> {
        let text = json(key, value)?;
        let transaction = self.strict()?;
        transaction
            .object_store(SETTINGS)?
            .put(&JsValue::from(text), Some(&JsValue::from(key)))?
            .await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// Wipes what is kept under `key`; done when it is off the disk.
    ///
    /// # Errors
    /// [`Error::Exception`].
    pub async fn remove(&self, key: &str) -> Result<(), Error> {
        let transaction = self.strict()?;
        transaction
            .object_store(SETTINGS)?
            .delete(JsValue::from(key))?
            .await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// A transaction of strict durability, for which neither `idb` nor `web-sys` has a stable call.
    fn strict(&self) -> Result<Transaction, Error> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let open: Function = Reflect::get(&self.raw, &"transaction".into())?.dyn_into()?;
        let stores = Array::of1(&SETTINGS.into());
        let opened = open.call3(&self.raw, &stores, &"readwrite".into(), &options)?;
        let transaction: web_sys::IdbTransaction = opened.dyn_into()?;
        Ok(transaction.into())
    }

    /// Keeps `value` under `key`; done when the browser has committed it.
    ///
    /// # Errors
    /// [`Error::Exception`], `QuotaExceededError` among them.
    pub async fn put<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Error> {
        let text = json(key, value)?;
        let transaction = self
            .kept
            .transaction(&[SETTINGS], TransactionMode::ReadWrite)?;
        transaction
            .object_store(SETTINGS)?
            .put(&JsValue::from(text), Some(&JsValue::from(key)))?
            .await?;
        transaction.commit()?.await?;
        Ok(())
    }
}

fn json<T: Serialize>(key: &str, value: &T) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|_words| Error::Malformed(format!("{key} has no JSON form")))
}

impl Drop for Database {
    fn drop(&mut self) {
        self.kept.close();
    }
}
