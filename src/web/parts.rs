//! The parts of the page that are on their way: who fetches them (`src/start/page.js`) hears when nobody waits any
//! more.

use crate::web::{Error, window};
use web_sys::Event;

/// The event by which the loader is told.
const GIVEN_UP: &str = "feelharmonic-parts-given-up";

/// Ends the fetching of every part that is on its way. A page that is one file has no loader, and nothing to end.
pub fn give_up() {
    let told = window().and_then(|window| {
        let event = Event::new(GIVEN_UP)?;
        Ok::<_, Error>(window.dispatch_event(&event)?)
    });
    if let Err(error) = told {
        log::error!("the loader of parts can't be told: {error}");
    }
}
