//! What the page and Spotify's host say to each other, as values.

pub mod listener;
pub mod named_track;
