//! Why a track is in the list, in words made from the terms of its score.

use crate::domain::music::catalogue::Track;
use crate::domain::music::intent::{Axis, Intent};
use std::fmt;

/// One reason. Its [`fmt::Display`] is a part of a sentence, in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// This quality of the track is what the mood asks for.
    Close(Quality),
    /// This one is off, in the direction it names; said so that the list is honest.
    But(Quality),
}

/// How a track sounds on one axis, compared with all music or with the intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word it shows")]
pub enum Quality {
    Dark,
    Bittersweet,
    Warm,
    Bright,
    Gentle,
    Steady,
    Driving,
    Intense,
    Slow,
    Unhurried,
    Quick,
    Fast,
    Acoustic,
    Electric,
    Raw,
    Brighter,
    Darker,
    Stronger,
    Softer,
    Faster,
    Slower,
}

impl Quality {
    const fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Bittersweet => "bittersweet",
            Self::Warm => "warm",
            Self::Bright => "bright",
            Self::Gentle => "gentle",
            Self::Steady => "steady",
            Self::Driving => "driving",
            Self::Intense => "intense",
            Self::Slow => "slow",
            Self::Unhurried => "unhurried",
            Self::Quick => "quick",
            Self::Fast => "fast",
            Self::Acoustic => "acoustic",
            Self::Electric => "electric",
            Self::Raw => "raw",
            Self::Brighter => "brighter",
            Self::Darker => "darker",
            Self::Stronger => "stronger",
            Self::Softer => "softer",
            Self::Faster => "faster",
            Self::Slower => "slower",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close(quality) => out.write_str(quality.word()),
            Self::But(quality) => write!(out, "a little {} than you", quality.word()),
        }
    }
}

/// The reasons as one phrase: "Bright and quick, a little softer than you".
#[must_use]
pub fn phrase(reasons: &[Reason]) -> String {
    let mut text = String::new();
    for (at, reason) in reasons.iter().enumerate() {
        let joint = match reason {
            _ if at == 0 => "",
            Reason::Close(_) => " and ",
            Reason::But(_) => ", ",
        };
        text += joint;
        text += &reason.to_string();
    }
    // The words are ASCII: the first byte is the first letter.
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// From this deviation on (in widths), an axis is no reason for a track but one against it.
const OFF: f32 = 0.9;

/// The two axes that fit best, as qualities, and the one that is furthest off, if it is.
#[must_use]
pub fn reasons(track: &Track, intent: &Intent) -> Vec<Reason> {
    let mut terms = intent.terms(track);
    terms.sort_by(|a, b| a.deviation.abs().total_cmp(&b.deviation.abs()));
    let mut reasons: Vec<_> = terms
        .iter()
        .filter_map(|term| quality(track, intent, term.axis))
        .take(2)
        .map(Reason::Close)
        .collect();
    let furthest = terms.iter().rev().find_map(|term| {
        let off = term.deviation.abs() >= OFF;
        off.then(|| comparison(term.axis, term.deviation > 0.0))
            .flatten()
    });
    reasons.extend(furthest.map(Reason::But));
    reasons
}

/// How the track sounds on `axis`, if that says something.
fn quality(track: &Track, intent: &Intent, axis: Axis) -> Option<Quality> {
    let features = &track.features;
    let of = |value: f32, steps: [f32; 3], words: [Quality; 4]| {
        let [a, b, c] = steps;
        let [low, lower, higher, high] = words;
        if value < a {
            low
        } else if value < b {
            lower
        } else if value < c {
            higher
        } else {
            high
        }
    };
    // The steps are near the quarters of the public tables.
    Some(match axis {
        Axis::Valence => of(
            features.valence.get(),
            [0.25, 0.48, 0.75],
            [
                Quality::Dark,
                Quality::Bittersweet,
                Quality::Warm,
                Quality::Bright,
            ],
        ),
        Axis::Energy => of(
            features.energy.get(),
            [0.4, 0.65, 0.85],
            [
                Quality::Gentle,
                Quality::Steady,
                Quality::Driving,
                Quality::Intense,
            ],
        ),
        Axis::Tempo => of(
            features.tempo.get(),
            [85.0, 108.0, 135.0],
            [
                Quality::Slow,
                Quality::Unhurried,
                Quality::Quick,
                Quality::Fast,
            ],
        ),
        Axis::Acousticness if features.acousticness.get() >= 0.6 => Quality::Acoustic,
        Axis::Acousticness if features.acousticness.get() <= 0.05 && intent.energy.get() > 0.7 => {
            Quality::Electric
        }
        Axis::Style if intent.fury.get() > 0.5 => Quality::Raw,
        Axis::Acousticness | Axis::Style => return None,
    })
}

/// In which direction the track is off, in words; not every axis has them.
const fn comparison(axis: Axis, more: bool) -> Option<Quality> {
    Some(match (axis, more) {
        (Axis::Valence, true) => Quality::Brighter,
        (Axis::Valence, false) => Quality::Darker,
        (Axis::Energy, true) => Quality::Stronger,
        (Axis::Energy, false) => Quality::Softer,
        (Axis::Tempo, true) => Quality::Faster,
        (Axis::Tempo, false) => Quality::Slower,
        (Axis::Acousticness | Axis::Style, _) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_as_a_phrase() {
        let close = |quality| Reason::Close(quality);
        let reasons = [
            close(Quality::Bright),
            close(Quality::Quick),
            Reason::But(Quality::Softer),
        ];
        assert_eq!(
            phrase(&reasons),
            "Bright and quick, a little softer than you"
        );
        assert_eq!(phrase(&reasons[..1]), "Bright");
        assert_eq!(phrase(&[]), "");
    }
}
