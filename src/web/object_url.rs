//! An address for a file that the person chose, given back when dropped.

use crate::web::Error;
use web_sys::{Blob, Url};

/// A `blob:` address, revoked when it is dropped.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// Makes a `blob:` address for `blob`.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser refuses.
    pub fn new(blob: &Blob) -> Result<Self, Error> {
        Ok(Self(Url::create_object_url_with_blob(blob)?))
    }

    /// Address as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        if let Err(error) = Url::revoke_object_url(&self.0) {
            log::warn!("object URL not given back: {}", Error::from(error));
        }
    }
}
