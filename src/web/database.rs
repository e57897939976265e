//! `IndexedDB` as a small store of named values: JSON and other text, and bytes. For pages and workers.

use crate::web::Error;
use idb::{DatabaseEvent, Factory, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

const NAME: &str = "feelharmonic";
/// Raised with every change to the stores.
const VERSION: u32 = 1;
/// Everything that is kept between visits.
const SETTINGS: &str = "settings";

/// When a value counts as written (W3C, Indexed Database API 3.0, "durability").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// When the operating system has it: enough for what may be forgotten without harm.
    Relaxed,
    /// When the disk has it.
    Strict,
}

impl Durability {
    const fn name(self) -> &'static str {
        match self {
            Self::Relaxed => "relaxed",
            Self::Strict => "strict",
        }
    }
}

impl From<idb::Error> for Error {
    fn from(error: idb::Error) -> Self {
        match error {
            idb::Error::DomException(exception) => JsValue::from(exception).into(),
            _ => Self::Malformed("the database's answer".into()),
        }
    }
}

/// An open database.
#[derive(Debug)]
pub struct Database(IdbDatabase);

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
            if made.is_err() {
                log::error!("the database's stores could not be made");
            }
        });
        Ok(Self(request.await?.into()))
    }

    /// The value kept under `key`.
    ///
    /// # Errors
    /// [`Error::Malformed`] for one of another form, [`Error::Exception`] when it can't be read.
    pub async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let Some(text) = self.text(key).await? else {
            return Ok(None);
        };
        // The parser's own words may quote what it was given, and tokens are kept here too.
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|_words| Error::Malformed(format!("{key} is of another form")))
    }

    /// Keeps `value` under `key`; done when the browser has committed it.
    ///
    /// # Errors
    /// [`Error::Exception`], `QuotaExceededError` among them.
    pub async fn put<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Error> {
        let text = json(key, value)?;
        self.put_text(key, &text, Durability::Relaxed).await
    }

    /// Keeps `value` under `key`; done when it is on the disk, so that not even a crash of the system undoes it.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn put_for_sure<T: Serialize>(&self, key: &str, value: &T) -> Result<(), Error> {
        let text = json(key, value)?;
        self.put_text(key, &text, Durability::Strict).await
    }

    /// The text kept under `key`, whatever it says.
    ///
    /// # Errors
    /// [`Error::Exception`] when it can't be read.
    pub async fn text(&self, key: &str) -> Result<Option<String>, Error> {
        Ok(self.value(key).await?.and_then(|value| value.as_string()))
    }

    /// Keeps `text` under `key`.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn put_text(
        &self,
        key: &str,
        text: &str,
        durability: Durability,
    ) -> Result<(), Error> {
        self.write(&[(key, Some(text.into()))], durability).await
    }

    /// The bytes kept under `key`.
    ///
    /// # Errors
    /// [`Error::Exception`] when they can't be read.
    pub async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>, Error> {
        let value = self.value(key).await?;
        Ok(value
            .and_then(|value| value.dyn_into::<Uint8Array>().ok())
            .map(|bytes| bytes.to_vec()))
    }

    /// Keeps bytes and a text, both or none.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn put_both(
        &self,
        (bytes_key, bytes): (&str, &[u8]),
        (text_key, text): (&str, &str),
    ) -> Result<(), Error> {
        let values = [
            (bytes_key, Some(Uint8Array::from(bytes).into())),
            (text_key, Some(text.into())),
        ];
        self.write(&values, Durability::Strict).await
    }

    /// Keeps nothing under any of `keys` any more: all of them go, or none.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser refuses.
    pub async fn remove(&self, keys: &[&str]) -> Result<(), Error> {
        let values: Vec<_> = keys.iter().map(|key| (*key, None)).collect();
        self.write(&values, Durability::Strict).await
    }

    async fn value(&self, key: &str) -> Result<Option<JsValue>, Error> {
        let transaction = self.transaction(TransactionMode::ReadOnly, Durability::Relaxed)?;
        let kept = transaction
            .object_store(SETTINGS)?
            .get(JsValue::from(key))?
            .await?;
        Ok(kept)
    }

    /// Puts the values that are there, and deletes those that are not, in one transaction.
    async fn write(
        &self,
        values: &[(&str, Option<JsValue>)],
        durability: Durability,
    ) -> Result<(), Error> {
        let transaction = self.transaction(TransactionMode::ReadWrite, durability)?;
        let store = transaction.object_store(SETTINGS)?;
        for (key, value) in values {
            let key = JsValue::from(*key);
            match value {
                Some(value) => drop(store.put(value, Some(&key))?.await?),
                None => store.delete(key)?.await?,
            }
        }
        transaction.commit()?.await?;
        Ok(())
    }

    /// By the function's name: the bindings have its third argument only behind a compiler flag.
    fn transaction(
        &self,
        mode: TransactionMode,
        durability: Durability,
    ) -> Result<Transaction, Error> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.name().into())?;
        let begin: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let stores = Array::of1(&SETTINGS.into());
        let transaction = begin.call3(&self.0, &stores, &mode.into(), &options)?;
        Ok(Transaction::try_from(transaction)?)
    }
}

fn json<T: Serialize>(key: &str, value: &T) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|_words| Error::Malformed(format!("{key} has no JSON form")))
}

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}
