//! A mood to music.
//!
//! [`catalogue`] holds our tracks and [`library`] a person's own, [`region`] and [`intent`] say what a mood asks
//! for, [`ranking`] chooses, [`reason`] says why. Nothing here knows where a mood came from.

pub mod catalogue;
pub mod intent;
pub mod library;
pub mod ranking;
pub mod reason;
pub mod region;
pub mod tempo;
pub mod track;
