//! The clipboard, for writing a text to it.

use crate::web::{Error, window};
use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

/// Writes `text` to the clipboard. Browsers allow it only in answer to a press.
///
/// # Errors
/// [`Error::Missing`] on insecure pages, [`Error::Exception`] when the browser refuses.
pub async fn write_text(text: &str) -> Result<(), Error> {
    let navigator = window()?.navigator();
    if Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(Error::Missing("clipboard"));
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}
