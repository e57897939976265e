//! The words for people: each state of Spotify's, what to do about it, and the button that does it.

mod blockers;
mod connection;
mod sign_in;

pub use blockers::blocker_advice;
pub use connection::connection_advice;
