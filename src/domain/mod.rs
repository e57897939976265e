//! Facts and rules: values in, values out. Nothing here knows a browser, a clock or a random source.

pub mod chart;
pub mod emotion;
pub mod face;
pub mod mood;
pub mod music;
pub mod quantity;
#[cfg(feature = "inference")]
pub mod vision;
