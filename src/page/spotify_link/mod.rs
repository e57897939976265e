//! Spotify on the page: its dialogue, its buttons at a track, and the way to its host.

pub mod dialog;
mod effects;
mod guide;
mod players;
mod playlist;
mod setup;
pub mod shell;
mod track;

pub use track::{OwnMark, QueueButton, SaveButton};
