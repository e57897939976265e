//! A mood to music.
//!
//! [`catalogue`] holds the tracks, [`intent`] says what a mood asks for, [`ranking`] chooses, [`reason`] says
//! why. Nothing here knows where a mood came from.

pub mod catalogue;
pub mod intent;
pub mod ranking;
pub mod reason;
pub mod tempo;
