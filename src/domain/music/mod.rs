//! The way from a mood to music.
//!
//! [`catalogue`] holds our tracks ([`row`] as people write them, [`packed`] as the page fetches them) with an editor's
//! [`annotation`] of each in the terms of [`meaning`], and [`library`] a person's own. [`region`], [`intent`] and `need`
//! say what a mood asks for, [`goal`] and [`path`] where it should lead, [`taste`] what the person likes and [`affinity`]
//! what is known of it from outside, where an [`external_track`] comes from. [`playlist`] composes a list of all of it
//! ([`pool`], [`filter`], `care`, [`aim`], `shortlist`, `draw` and `list_so_far` are its steps, [`params`] their
//! numbers), [`reason`] says why each track is in it, [`profile`] how it compares. Nothing here knows where a mood came
//! from.

pub mod affinity;
pub mod aim;
pub mod annotation;
mod care;
pub mod catalogue;
pub mod chance;
mod draw;
pub mod external_track;
pub mod filter;
pub mod fingerprint;
pub mod goal;
pub mod intent;
pub mod library;
pub mod list_request;
mod list_so_far;
pub mod listed;
pub mod meaning;
mod need;
pub mod packed;
pub mod params;
pub mod path;
pub mod playlist;
pub mod pool;
pub mod profile;
pub mod ranking;
pub mod reason;
pub mod region;
pub mod row;
mod shortlist;
pub mod source;
pub mod taste;
pub mod tempo;
pub mod track;
