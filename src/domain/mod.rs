//! Facts and rules: values in, values out. Nothing here knows a browser, a clock or a random source.

pub mod chart;
pub mod drawing;
pub mod emotion;
pub mod face;
pub mod http;
pub mod mood;
pub mod music;
pub mod order;
pub mod quantity;
pub mod secret;
pub mod spotify;
pub mod text;
#[cfg(feature = "inference")]
pub mod vision;
