//! A file that was chosen, read piece by piece: never the whole of it.

use crate::web::Error;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader};

/// Stream over the pieces of a file. When dropped, it asks for no more of them.
#[derive(Debug)]
pub struct FilePieces(ReadableStreamDefaultReader);

impl FilePieces {
    /// Opens the stream at the beginning of `file`.
    #[must_use]
    pub fn of(file: &Blob) -> Self {
        Self(file.stream().get_reader().unchecked_into())
    }

    /// Reads the next piece, or none at the end of the file.
    ///
    /// # Errors
    /// [`Error::Exception`], `NotFoundError` or `NotReadableError`, when the file was moved, deleted or changed.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let piece = JsFuture::from(self.0.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        let bytes: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        Ok(Some(bytes.to_vec()))
    }
}

impl Drop for FilePieces {
    fn drop(&mut self) {
        // The promise tells that the file is let go; nobody waits for that.
        drop(self.0.cancel());
    }
}
