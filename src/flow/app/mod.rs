//! The whole page: every feature's state, events and effects side by side, and who of them is told what.
//!
//! The one module that names more than one feature; none of them names it. Owns what belongs to no feature: reading
//! what was kept, and the notices. [`update`](fn@update) is the one entrance. `deliver` is the table of who is told
//! what, [`view`] what is drawn, [`merge_records`] what becomes of a record that two tabs have written.

mod copy;
mod deliver;
mod effect;
mod event;
mod merge;
mod post;
mod restore;
mod state;
#[cfg(test)]
mod tests;
mod touched;
mod update;
pub mod view;

pub use effect::Effect;
pub use event::Event;
pub use merge::merge_records;
pub use state::State;
pub use touched::{Section, Touched};
pub use update::update;
