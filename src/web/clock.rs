//! The two clocks of a browser.

use crate::domain::quantity::{Millis, UnixMillis};
use js_sys::{Date, Function, Reflect};
use wasm_bindgen::JsCast;

/// Reads the wall clock, which may be set back.
#[must_use]
pub fn wall_time() -> UnixMillis {
    UnixMillis(Date::now())
}

/// Reads the monotonic clock: milliseconds since the page or worker began, which never go back. Where there is no such
/// clock it is the wall clock.
#[must_use]
pub fn monotonic_time() -> Millis {
    let global = js_sys::global();
    let reading = Reflect::get(&global, &"performance".into())
        .ok()
        .and_then(|performance| {
            let now: Function = Reflect::get(&performance, &"now".into())
                .ok()?
                .dyn_into()
                .ok()?;
            now.call0(&performance).ok()?.as_f64()
        });
    Millis(reading.unwrap_or_else(Date::now))
}
