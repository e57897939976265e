//! What crosses between bundles: the messages of page, workers and Spotify's host, as values.
//!
//! Names no feature, so that a feature and the worker that serves it share these types and nothing else.

pub mod spotify;
