//! The capabilities of this browser on this page.

use crate::flow::kit::device::{CameraSupport, Capabilities};
use crate::web::{Error, window};
use js_sys::{Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::JsValue;

/// The smallest module with a 128-bit instruction: `(module (func (result v128) i32.const 0 i8x16.splat))`,
/// in the binary format of the WebAssembly specification.
const SIMD_MODULE: [u8; 29] = [
    0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00, // magic, version 1
    0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7B, // one type: () -> v128
    0x03, 0x02, 0x01, 0x00, // one function of it
    0x0A, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xFD, 0x0F,
    0x0B, // its body: i32.const 0, i8x16.splat, end
];

/// Detects what this browser can do on this page: the camera, SIMD, and the person's wish to save data.
///
/// # Errors
/// [`Error::Missing`] in a worker.
pub fn detect_capabilities() -> Result<Capabilities, Error> {
    let window = window()?;
    let camera = if !window.is_secure_context() {
        CameraSupport::InsecureContext
    } else if property(&window.navigator(), "mediaDevices")
        .is_some_and(|devices| has_property(&devices, "getUserMedia"))
    {
        CameraSupport::Available
    } else {
        CameraSupport::NoApi
    };
    let connection = property(&window.navigator(), "connection");
    let save_data = connection.and_then(|connection| property(&connection, "saveData")?.as_bool());
    Ok(Capabilities {
        camera,
        simd: supports_simd(),
        save_data: save_data.unwrap_or(false),
    })
}

fn supports_simd() -> bool {
    WebAssembly::validate(&Uint8Array::from(SIMD_MODULE.as_slice()).into()).unwrap_or(false)
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn has_property(object: &JsValue, name: &str) -> bool {
    property(object, name).is_some()
}
