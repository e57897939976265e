//! Numbers to drawings: what an SVG needs, as plain numbers and strings, and the same as a table for whoever
//! cannot see it.
//!
//! Knows no colours, no fonts and no browser. [`scale`] maps values to lengths, [`bars`] draws the emotions,
//! [`plane`] the mood with its path and its tracks, [`profile`] one track beside its target, [`table`] tells all
//! of them in words.

pub mod bars;
pub mod plane;
pub mod profile;
pub mod scale;
pub mod table;

/// A coordinate for SVG: one digit after the point, no negative zero.
fn coordinate(value: f32) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".into() } else { text }
}

/// Points as SVG's `points` attribute and paths have them: "1.0,2.0 3.0,4.0".
fn joined(points: impl IntoIterator<Item = (f32, f32)>) -> String {
    points
        .into_iter()
        .map(|(x, y)| format!("{},{}", coordinate(x), coordinate(y)))
        .collect::<Vec<_>>()
        .join(" ")
}
