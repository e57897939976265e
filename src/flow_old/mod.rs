//! What happens when: every event a person, a browser or the worker can send, the state it leads to,
//! and the effects that the browser shell then carries out.
//!
//! Owns every decision that needs memory; owns no browser. [`update`] is the one entrance:
//! `update(&mut State, Event, now) -> Vec<Effect>`. [`view::View`] is what the page reads.
//! Start at [`event`] and [`effect`], then the reducers by topic: [`source`] (camera, photo, demo),
//! [`engine`] (the worker's life), [`capture`] (frames in flight), [`listening`] (mood), [`music`], [`account`] (Spotify as the page knows
//! it) and [`spotify`], which runs in a module of its own.

pub mod account;
pub mod capture;
pub mod demo;
pub mod effect;
pub mod engine;
pub mod event;
pub mod fault;
pub mod listening;
pub mod music;
pub mod protocol;
pub mod settings;
pub mod source;
pub mod spotify;
pub mod state;
mod update;
pub mod view;

pub use effect::{Effect, Wake};
pub use event::Event;
pub use fault::Fault;
pub use state::State;
pub use update::update;
