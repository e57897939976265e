//! What happens when: every event a person, a browser or a helper can send, the state it leads to, and the effects that
//! the shell then carries out.
//!
//! Owns every decision that needs memory; owns no browser. One folder a feature, each of which knows itself alone:
//! `update(&mut State, Event, &Given, Now, &mut Out<Effect, News>)`. [`kit`] is what features are made of, [`bridge`]
//! what they say to workers and to bundles of their own, [`app`] the whole that they make.

pub mod app;
pub mod bridge;
pub mod kit;
pub mod library;
pub mod mood;
pub mod music;
pub mod sight;
pub mod spotify;
pub mod spotify_link;
pub mod taste;
