//! A value as it lies in a database: a text, bytes, or whatever somebody else has put there.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

/// A value; it can be put into another database as it is.
#[derive(Debug, Clone)]
pub struct Value(JsValue);

impl Value {
    /// A value that is a text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self(text.into())
    }

    /// A copy of these bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Uint8Array::from(bytes).into())
    }

    /// The result of a reading; there is none for a key that nothing is kept under.
    pub(super) fn of_result(result: JsValue) -> Option<Self> {
        (!result.is_undefined()).then_some(Self(result))
    }

    /// The text, if it is one.
    #[must_use]
    pub fn to_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// The bytes that it begins with, `most` at most; all of a text, and none of what is neither text nor bytes.
    #[must_use]
    pub fn beginning(&self, most: u32) -> Vec<u8> {
        let text = self.to_text().map(String::into_bytes);
        let bytes = || Some(self.0.dyn_ref::<Uint8Array>()?.subarray(0, most).to_vec());
        text.or_else(bytes).unwrap_or_default()
    }

    /// The bytes, if it is some.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        Some(self.0.dyn_ref::<Uint8Array>()?.to_vec())
    }
}

impl AsRef<JsValue> for Value {
    fn as_ref(&self) -> &JsValue {
        &self.0
    }
}
