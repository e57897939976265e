//! Messages between the page and Spotify's host, as values.

pub mod listener;
pub mod named_track;
