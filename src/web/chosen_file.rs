//! A file that a person chose in a file field: its name, its length, and its contents when they are asked for.

use crate::web::Error;
use crate::web::object_url::ObjectUrl;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A file that a person chose; clones are the same one, and nothing of it is read before somebody asks.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenFile(web_sys::File);

impl ChosenFile {
    /// Takes the file out of the field whose `change` this is; `None` when nothing was chosen.
    ///
    /// The field is empty then, so that the same file may be chosen again.
    #[must_use]
    pub fn take_from(event: &web_sys::Event) -> Option<Self> {
        let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
        let file = field.files().and_then(|files| files.get(0));
        field.set_value("");
        file.map(Self)
    }

    /// The file's name, without a folder.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// The file's length in bytes.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's length is a whole number"
    )]
    pub fn length(&self) -> u64 {
        self.0.size() as u64
    }

    /// Reads the whole file as text in UTF-8.
    ///
    /// # Errors
    /// [`Error::Exception`] when the file can't be read, as when it was removed meanwhile.
    pub async fn read_text(&self) -> Result<String, Error> {
        let text = JsFuture::from(self.0.text()).await?;
        Ok(text.as_string().unwrap_or_default())
    }

    /// The file itself, to be shared with a worker.
    #[must_use]
    pub fn as_payload(&self) -> &JsValue {
        &self.0
    }

    /// The file itself, to be decoded by the browser.
    #[must_use]
    pub fn as_blob(&self) -> &web_sys::Blob {
        &self.0
    }

    /// Makes an address under which the file can be shown.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser refuses.
    pub fn object_url(&self) -> Result<ObjectUrl, Error> {
        ObjectUrl::new(&self.0)
    }
}
