//! Numbers to drawings: what an SVG needs, as plain numbers and strings, and the same as a table for whoever
//! cannot see it.
//!
//! Knows no colours, no fonts and no browser. [`scale`] maps values to lengths, [`plane`] draws the mood with its
//! path and its tracks, [`table`] tells it in words. The seven emotions and a track's features need no geometry: a
//! share of a length is all there is to them.

pub mod plane;
pub mod scale;
pub mod table;

use crate::domain::text::format_fixed;

/// Formats a coordinate for SVG, with one digit after the point.
fn coordinate(value: f32) -> String {
    format_fixed(value, 1)
}

/// Joins points as SVG's `points` attribute and paths have them: "1.0,2.0 3.0,4.0".
fn join_points(points: impl IntoIterator<Item = (f32, f32)>) -> String {
    points
        .into_iter()
        .map(|(x, y)| format!("{},{}", coordinate(x), coordinate(y)))
        .collect::<Vec<_>>()
        .join(" ")
}
