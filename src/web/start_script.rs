//! The functions that the start script (`src/start/`) leaves for the wasm that it starts, by their names.

use crate::web::Error;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Name of the function that knows the address of each file of the build.
const ADDRESS: &str = "feelharmonicAddress";

/// Finds the function of that name, in a page or a worker; none where something else has started this wasm.
#[must_use]
pub fn find_start_function(name: &str) -> Option<Function> {
    Reflect::get(&js_sys::global(), &name.into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Finds the address of a file of this build by its name in the sources.
///
/// # Errors
/// [`Error::Missing`] without a start script.
pub fn address_of_file(name: &str) -> Result<String, Error> {
    let address = find_start_function(ADDRESS).ok_or(Error::Missing("start script"))?;
    let found = address.call1(&JsValue::NULL, &name.into())?;
    found.as_string().ok_or(Error::Missing("address"))
}
