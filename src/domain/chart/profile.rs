//! One track's features as bars, each with a mark where the target is.
//!
//! Bars rather than a radar: lengths from one line are compared more exactly than areas (Cleveland and
//! `McGill`, "Graphical perception", 1984).

use crate::domain::chart::bars::Rows;
use crate::domain::chart::coordinate;
use crate::domain::chart::table::Table;
use crate::domain::music::profile::Compared;

/// One feature.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureBar {
    /// What it is.
    pub name: &'static str,
    /// Where its bar begins from above.
    pub top: f32,
    /// How long the track's bar is.
    pub length: f32,
    /// The target as the `d` of a path: a stroke across the bar; none if nothing was asked for.
    pub target: Option<String>,
    /// The track's value in words.
    pub words: String,
}

/// How far a target's stroke reaches beyond its bar, above and below.
const OVERHANG: f32 = 2.0;

/// One bar for each feature, in the given order.
#[must_use]
pub fn feature_bars(features: &[Compared], rows: &Rows) -> Vec<FeatureBar> {
    (0..)
        .zip(features)
        .map(|(at, feature)| {
            let top = rows.top(at);
            let stroke = |x: f32| {
                let (from, to) = (top - OVERHANG, top + rows.thickness + OVERHANG);
                let (x, from, to) = (coordinate(x), coordinate(from), coordinate(to));
                format!("M{x} {from}V{to}")
            };
            FeatureBar {
                name: feature.name,
                top,
                length: rows.scale().at(feature.track.get()),
                target: feature
                    .target
                    .map(|target| stroke(rows.scale().at(target.get()))),
                words: feature.track_words.clone(),
            }
        })
        .collect()
}

/// The same as a table.
#[must_use]
pub fn table(title: &str, features: &[Compared]) -> Table {
    let asked = |feature: &Compared| feature.target_words.clone().unwrap_or_else(|| "–".into());
    Table {
        caption: format!("How {title} sounds, and what was asked for"),
        columns: vec!["Feature", "Track", "Asked for"],
        rows: features
            .iter()
            .map(|feature| {
                vec![
                    feature.name.into(),
                    feature.track_words.clone(),
                    asked(feature),
                ]
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantity::Fraction;

    fn compared(target: Option<f32>) -> Compared {
        Compared {
            name: "Energy",
            track: Fraction::clamped(0.25),
            target: target.map(Fraction::clamped),
            track_words: "25 %".into(),
            target_words: target.map(|target| format!("{:.0} %", target * 100.0)),
        }
    }

    #[test]
    fn the_bar_is_the_track_and_the_stroke_its_target() {
        let bars = feature_bars(&[compared(Some(0.5)), compared(None)], &Rows::default());
        assert!((bars[0].length - 25.0).abs() < 1e-4);
        assert_eq!(bars[0].target.as_deref(), Some("M50.0 1.0V13.0"));
        assert_eq!(bars[1].target, None);
    }

    #[test]
    fn the_table_says_where_nothing_was_asked_for() {
        let table = table("A by B", &[compared(Some(0.5)), compared(None)]);
        assert_eq!(table.rows[0], ["Energy", "25 %", "50 %"]);
        assert_eq!(table.rows[1], ["Energy", "25 %", "–"]);
    }
}
