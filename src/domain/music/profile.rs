//! A track's sound beside what was asked for: the numbers of its small chart.

use crate::domain::music::aim::Aim;
use crate::domain::music::catalogue::Track;
use crate::domain::quantity::{Bpm, Fraction};
use crate::domain::text::format_fixed;

/// A feature of a track beside its target, both brought to 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct FeatureComparison {
    /// The feature's name for people: "Brightness".
    pub name: &'static str,
    /// The track's value, 0 to 1.
    pub track: Fraction,
    /// The value that was asked for, if any was.
    pub target: Option<Fraction>,
    /// The track's value in words: "62 %", "118 beats a minute".
    pub track_words: String,
    /// The target's value in words, if there is one.
    pub target_words: Option<String>,
}

/// The slowest tempo of the chart, in beats a minute; [`FASTEST`] is its other end.
const SLOWEST: f32 = 40.0;
const FASTEST: f32 = 200.0;

/// Compares six features of a track with an aim, in a fixed order.
#[must_use]
pub fn compare_features(track: &Track, aim: &Aim) -> [FeatureComparison; 6] {
    let features = &track.features;
    let wordless = (aim.wordless.get() > 0.0).then_some(Fraction::MAX);
    let share = |name, track: Fraction, target: Option<Fraction>| FeatureComparison {
        name,
        track,
        target,
        track_words: percent(track),
        target_words: target.map(percent),
    };
    let intent = &aim.intent;
    [
        share("Brightness", features.valence, Some(intent.valence)),
        share("Energy", features.energy, Some(intent.energy)),
        FeatureComparison {
            name: "Tempo",
            track: on_scale(features.tempo),
            target: Some(on_scale(intent.tempo)),
            track_words: beats(features.tempo),
            target_words: Some(beats(intent.tempo)),
        },
        share(
            "Acoustic sound",
            features.acousticness,
            Some(intent.acousticness),
        ),
        share("Dancing", features.danceability, None),
        share("Instrumental", features.instrumentalness, wordless),
    ]
}

fn on_scale(tempo: Bpm) -> Fraction {
    Fraction::clamped((tempo.get() - SLOWEST) / (FASTEST - SLOWEST))
}

fn percent(share: Fraction) -> String {
    format!("{} %", format_fixed(share.get() * 100.0, 0))
}

fn beats(tempo: Bpm) -> String {
    format!("{} beats a minute", format_fixed(tempo.get(), 0))
}
