//! The changes of a database while its version changes: all of them are made, or none.

use crate::web::Error;
use crate::web::database::Slot;
use crate::web::database::value::Value;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbObjectStore, IdbTransaction, IdbVersionChangeEvent};

/// A change of version under way. Its steps are done in their order.
#[derive(Debug)]
pub struct Upgrade {
    from: u32,
    transaction: IdbTransaction,
}

impl Upgrade {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a version is a whole number, and ours are small"
    )]
    pub(super) fn new(event: &IdbVersionChangeEvent, transaction: IdbTransaction) -> Self {
        Self {
            from: event.old_version() as u32,
            transaction,
        }
    }

    /// The version before; 0 for a database that is being made.
    #[must_use]
    pub const fn from_version(&self) -> u32 {
        self.from
    }

    /// Makes the object store `name`, unless there is one.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser refuses.
    pub fn create_store(&self, name: &str) -> Result<(), Error> {
        let database = self.transaction.db();
        if !database.object_store_names().contains(name) {
            database.create_object_store(name)?;
        }
        Ok(())
    }

    /// Puts `value` at `slot`.
    ///
    /// # Errors
    /// [`Error::Exception`] where there is no such store.
    pub fn put(&self, slot: Slot<'_>, value: &Value) -> Result<(), Error> {
        let store = self.transaction.object_store(slot.store)?;
        store.put_with_key(value.as_ref(), &slot.key.into())?;
        Ok(())
    }

    /// Moves the value at `slot`, if there is one, to the same key of the object store `to`.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn move_value(&self, slot: Slot<'_>, to: &str) -> Result<(), Error> {
        let from = self.transaction.object_store(slot.store)?;
        let to = self.transaction.object_store(to)?;
        let (request, key) = (from.get(&slot.key.into())?, JsValue::from(slot.key));
        let (reading, upgrade) = (request.clone(), self.transaction.clone());
        // Called once, or collected with a request that fails.
        let on_success = Closure::once_into_js(move |_: Event| {
            let moved = reading
                .result()
                .and_then(|value| move_read(&value, &key, &from, &to));
            if moved.is_err() {
                upgrade.abort().unwrap_or_default();
            }
        });
        request.set_onsuccess(Some(on_success.unchecked_ref()));
        Ok(())
    }
}

fn move_read(
    value: &JsValue,
    key: &JsValue,
    from: &IdbObjectStore,
    to: &IdbObjectStore,
) -> Result<(), JsValue> {
    if value.is_undefined() {
        return Ok(());
    }
    to.put_with_key(value, key)?;
    from.delete(key)?;
    Ok(())
}
