//! Waiting for a transaction.

use crate::web::Error;
use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbRequest, IdbTransaction};

/// Waits until everything that was asked of `transaction` is done: the results of its requests are there then.
///
/// To be called in the same breath as the transaction is begun in: what has ended by then is never heard of.
pub(super) async fn completion(transaction: &IdbTransaction) -> Result<(), Error> {
    let ended = Promise::new(&mut |completed, aborted| {
        transaction.set_oncomplete(Some(&completed));
        // A disk that is full shows on committing, where no request fails.
        transaction.set_onabort(Some(&aborted));
    });
    let outcome = JsFuture::from(ended).await;
    transaction.set_oncomplete(None);
    transaction.set_onabort(None);
    outcome.map(|_event| ()).map_err(|_event| {
        // Without an error it was aborted on purpose, or its connection was cut.
        transaction
            .error()
            .map_or(Error::Missing("transaction"), |error| {
                JsValue::from(error).into()
            })
    })
}

/// The keys that a request has brought; none in the place of one that is no text.
pub(super) fn keys_of(request: &IdbRequest) -> Result<Vec<Option<String>>, Error> {
    let keys: Array = request.result()?.dyn_into()?;
    Ok(keys.iter().map(|key| key.as_string()).collect())
}
