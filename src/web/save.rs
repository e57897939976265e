//! A text offered as a file to save.

use crate::domain::quantity::Millis;
use crate::web::object_url::ObjectUrl;
use crate::web::{Error, timer, window};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement};

/// Time for which the file's address stays valid.
// Browsers fetch it at once, or after asking where to save it.
const ADDRESS_LIFETIME: Millis = Millis::from_secs(60.0);

/// Offers `text` as a file called `name`. Returns when the browser has surely taken it.
///
/// # Errors
/// [`Error`] in a worker, or when the browser refuses.
pub async fn offer_file(name: &str, text: &str) -> Result<(), Error> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = ObjectUrl::new(&blob)?;
    let document = window()?.document().ok_or(Error::Missing("document"))?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(url.as_str());
    link.set_download(name);
    link.click();
    timer::sleep_for(ADDRESS_LIFETIME).await;
    Ok(())
}
