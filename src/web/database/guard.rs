//! A guard over records that a transaction would replace: it looks at each first, within the same transaction.

use crate::flow::kit::store::RecordFormat;
use crate::web::Error;
use crate::web::database::slot::Slot;
use crate::web::database::value::Value;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, IdbRequest, IdbTransaction};

/// The error of a change to which a guard has objected.
pub const GUARDED: Error = Error::Missing("right to replace what is kept");

/// A guard over a transaction that is under way.
pub(super) struct Guard {
    has_objected: Rc<Cell<bool>>,
    _looks: Vec<Closure<dyn FnMut(Event)>>,
}

impl Guard {
    /// Looks at the value of each slot, and aborts the transaction where it is of a later version than its format.
    ///
    /// To be set before anything is put: what is asked first is answered first.
    pub(super) fn over(
        transaction: &IdbTransaction,
        slots: impl Iterator<Item = (Slot<'static>, RecordFormat)>,
    ) -> Result<Self, Error> {
        let has_objected = Rc::new(Cell::new(false));
        let mut looks = Vec::new();
        for (slot, format) in slots {
            let request = transaction
                .object_store(slot.store)?
                .get(&slot.key.into())?;
            let objected = Rc::clone(&has_objected);
            let (reading, guarded) = (request.clone(), transaction.clone());
            let look = Closure::new(move |_: Event| {
                if kept_value(&reading).is_some_and(|kept| kept.is_later(format)) {
                    objected.set(true);
                    guarded.abort().unwrap_or_default();
                }
            });
            request.set_onsuccess(Some(look.as_ref().unchecked_ref()));
            looks.push(look);
        }
        Ok(Self {
            has_objected,
            _looks: looks,
        })
    }

    /// The outcome of the transaction: an objection, if there was one.
    pub(super) fn verdict(self, outcome: Result<(), Error>) -> Result<(), Error> {
        if self.has_objected.get() {
            Err(GUARDED)
        } else {
            outcome
        }
    }
}

fn kept_value(request: &IdbRequest) -> Option<Value> {
    Value::of_result(request.result().ok()?)
}
