//! A value as it lies in a database: a text, bytes, or whatever somebody else has put there.

use crate::flow::kit::store::RecordFormat;
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

    /// Tells whether it is a record of a later version than `format`; what is neither text nor bytes is none.
    pub(super) fn is_later(&self, format: RecordFormat) -> bool {
        if let Some(text) = self.to_text() {
            return format.is_later(text.as_bytes());
        }
        let bytes = self.0.dyn_ref::<Uint8Array>();
        let mark = bytes.map(|bytes| bytes.subarray(0, RecordFormat::LONGEST_MARK).to_vec());
        mark.is_some_and(|mark| format.is_later(&mark))
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
