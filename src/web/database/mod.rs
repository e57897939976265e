//! `IndexedDB`, for pages and workers: values by name, in object stores, each transaction whole or not at all.
//!
//! [`opening`] gets a [`Database`], [`upgrade`] changes one of an earlier version; here it is read and written, and
//! `guard` keeps what must not be replaced. Which
//! databases and stores there are is the shell's affair (`shell::store`).

mod guard;
pub mod opening;
mod request;
mod slot;
pub mod upgrade;
pub mod value;

pub use guard::GUARDED;
pub use opening::{OpenPatience, SILENT, Version, open};
pub use slot::Slot;
pub use upgrade::Upgrade;
pub use value::Value;

use crate::flow::kit::store::{Durability, RecordFormat};
use crate::web::Error;
use crate::web::database::guard::Guard;
use crate::web::database::request::{completion, keys_of};
use crate::web::listener::EventListener;
use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

/// An open database; closed when dropped, and as soon as another tab wants to change its version.
#[derive(Debug)]
pub struct Database {
    connection: IdbDatabase,
    _yields: EventListener,
}

impl Database {
    /// Takes a fresh connection, and keeps it from blocking other tabs.
    fn new(connection: IdbDatabase) -> Result<Self, Error> {
        let yielding = connection.clone();
        let yields = EventListener::new(&connection, "versionchange", move |_| yielding.close())?;
        Ok(Self {
            connection,
            _yields: yields,
        })
    }

    /// The values at `slots`, in their order, as they are at one moment.
    ///
    /// # Errors
    /// [`Error::Exception`] when they can't be read.
    pub async fn read(&self, slots: &[Slot<'_>]) -> Result<Vec<Option<Value>>, Error> {
        let results = self.ask(slots, IdbObjectStore::get).await?.into_iter();
        Ok(results.map(Value::of_result).collect())
    }

    /// Tells whether there is a value at any of `slots`. None is read.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn holds_any(&self, slots: &[Slot<'_>]) -> Result<bool, Error> {
        let results = self.ask(slots, IdbObjectStore::get_key).await?;
        Ok(results.iter().any(|key| !key.is_undefined()))
    }

    /// Everything in `store`, by key; nothing where there is no such store.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn read_all(&self, store: &str) -> Result<Vec<(String, Value)>, Error> {
        if !self.connection.object_store_names().contains(store) {
            return Ok(Vec::new());
        }
        let transaction =
            self.begin(&[store], IdbTransactionMode::Readonly, Durability::Relaxed)?;
        let table = transaction.object_store(store)?;
        let (keys, values) = (table.get_all_keys()?, table.get_all()?);
        completion(&transaction).await?;
        let values: Array = values.result()?.dyn_into()?;
        let all = keys_of(&keys)?.into_iter().zip(values.iter());
        Ok(all
            .filter_map(|(key, value)| Some((key?, Value::of_result(value)?)))
            .collect())
    }

    /// Puts the values that are given, and removes those that are not: all of it, or nothing. Done when it is as
    /// durable as asked for.
    ///
    /// # Errors
    /// [`Error::Exception`], `QuotaExceededError` among them; then everything is as before.
    pub async fn write(
        &self,
        changes: &[(Slot<'_>, Option<Value>)],
        durability: Durability,
    ) -> Result<(), Error> {
        let transaction = self.begin_write(changes, durability)?;
        put_all(&transaction, changes)?;
        completion(&transaction).await
    }

    /// As [`Self::write`], each slot with the format of its record; nothing is changed where a record that would be
    /// replaced is of a later version.
    ///
    /// # Errors
    /// As [`Self::write`], and [`GUARDED`].
    pub async fn write_records(
        &self,
        changes: &[(Slot<'static>, Option<Value>)],
        formats: &[RecordFormat],
        durability: Durability,
    ) -> Result<(), Error> {
        let transaction = self.begin_write(changes, durability)?;
        let puts = changes.iter().zip(formats);
        let puts = puts.filter(|((_, value), _)| value.is_some());
        let slots = puts.map(|((slot, _), format)| (*slot, *format));
        let guard = Guard::over(&transaction, slots)?;
        put_all(&transaction, changes)?;
        guard.verdict(completion(&transaction).await)
    }

    fn begin_write(
        &self,
        changes: &[(Slot<'_>, Option<Value>)],
        durability: Durability,
    ) -> Result<IdbTransaction, Error> {
        let stores: Vec<_> = changes.iter().map(|(slot, _)| slot.store).collect();
        self.begin(&stores, IdbTransactionMode::Readwrite, durability)
    }

    /// Asks one thing of each slot in one transaction; the results, in their order.
    async fn ask(
        &self,
        slots: &[Slot<'_>],
        question: impl Fn(&IdbObjectStore, &JsValue) -> Result<IdbRequest, JsValue>,
    ) -> Result<Vec<JsValue>, Error> {
        let stores: Vec<_> = slots.iter().map(|slot| slot.store).collect();
        let transaction = self.begin(&stores, IdbTransactionMode::Readonly, Durability::Relaxed)?;
        let requests = slots
            .iter()
            .map(|slot| question(&transaction.object_store(slot.store)?, &slot.key.into()))
            .collect::<Result<Vec<_>, _>>()?;
        completion(&transaction).await?;
        let results = requests.iter().map(IdbRequest::result);
        Ok(results.collect::<Result<_, _>>()?)
    }

    /// Begins a transaction over `stores`, each of which may be named more than once.
    ///
    /// By the function's name: the bindings have its third argument only behind a compiler flag.
    fn begin(
        &self,
        stores: &[&str],
        mode: IdbTransactionMode,
        durability: Durability,
    ) -> Result<IdbTransaction, Error> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.name().into())?;
        let begin: Function = Reflect::get(&self.connection, &"transaction".into())?.dyn_into()?;
        let stores: Array = stores.iter().copied().map(JsString::from).collect();
        let transaction = begin.call3(&self.connection, &stores, &mode.into(), &options)?;
        Ok(transaction.dyn_into()?)
    }
}

/// Asks for all changes; where one can't even be asked for, none is made.
fn put_all(
    transaction: &IdbTransaction,
    changes: &[(Slot<'_>, Option<Value>)],
) -> Result<(), Error> {
    let asked = changes.iter().try_for_each(|(slot, value)| {
        let (table, key) = (transaction.object_store(slot.store)?, slot.key.into());
        match value {
            Some(value) => table.put_with_key(value.as_ref(), &key),
            None => table.delete(&key),
        }
        .map(|_request| ())
    });
    if let Err(refusal) = asked {
        transaction.abort()?;
        return Err(refusal.into());
    }
    Ok(())
}

impl Drop for Database {
    fn drop(&mut self) {
        self.connection.close();
    }
}
