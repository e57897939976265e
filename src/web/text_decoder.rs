//! The browser's decoders of text, for the encodings that need large tables.

use crate::web::Error;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Decoder of one encoding, which keeps the unfinished end of a piece.
#[derive(Debug)]
pub struct TextDecoder {
    decoder: JsValue,
    decode: Function,
}

impl TextDecoder {
    /// Makes a decoder of the encoding that browsers call `label`.
    ///
    /// # Errors
    /// [`Error::Exception`], `RangeError`, for an encoding that the browser does not know.
    pub fn new(label: &str) -> Result<Self, Error> {
        let constructor: Function =
            Reflect::get(&js_sys::global(), &"TextDecoder".into())?.dyn_into()?;
        let decoder = Reflect::construct(&constructor, &Array::of1(&label.into()))?;
        let decode = Reflect::get(&decoder, &"decode".into())?.dyn_into()?;
        Ok(Self { decoder, decode })
    }

    /// Decodes `piece`, and with `is_last` what was left of the one before; what is no letter becomes U+FFFD.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser can't.
    pub fn decode_piece(&self, piece: &[u8], is_last: bool) -> Result<String, Error> {
        let options = Object::new();
        Reflect::set(&options, &"stream".into(), &(!is_last).into())?;
        let bytes = Uint8Array::from(piece);
        let text = self.decode.call2(&self.decoder, &bytes, &options)?;
        Ok(text.as_string().unwrap_or_default())
    }
}
