//! What a mood asks of music: a soft target on each audible axis.

use crate::domain::mood::Mood;
use crate::domain::music::catalogue::{Features, Track};
use crate::domain::music::tempo::octaves_apart;
use crate::domain::quantity::{Bpm, Fraction};

/// An axis along which a track can fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// How cheerful.
    Valence,
    /// How intense.
    Energy,
    /// How fast.
    Tempo,
    /// How acoustic.
    Acousticness,
    /// Whether the style suits the mood.
    Style,
}

/// How one axis of a track lies to the intent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// The axis.
    pub axis: Axis,
    /// Track minus target, in widths; negative is less than asked for.
    pub deviation: f32,
}

/// Widths: how far an axis may be off to count as one unit of distance. Empirical, from what the public tables
/// spread over (valence 0.13–0.89 and energy 0.36–0.95 from the 5th to the 95th percentile): valence tells
/// moods apart best, so it is the narrowest.
const VALENCE_WIDTH: f32 = 0.14;
const ENERGY_WIDTH: f32 = 0.15;
/// In octaves.
const TEMPO_WIDTH: f32 = 0.35;
const ACOUSTICNESS_WIDTH: f32 = 0.5;

/// What a mood asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Intent {
    /// How cheerful.
    pub valence: Fraction,
    /// How intense.
    pub energy: Fraction,
    /// How fast.
    pub tempo: Bpm,
    /// How acoustic.
    pub acousticness: Fraction,
    /// How much anger is in it: 0 to 1. It asks for guitars and words rather than for a dance floor.
    pub fury: Fraction,
}

impl Intent {
    /// The intent that matches `mood`.
    ///
    /// Valence and arousal of music and of its listeners lie on the same two axes (Russell's circumplex; for
    /// music: Eerola & Vuoskoski, "A comparison of the discrete and dimensional models of emotion in music",
    /// 2011): valence becomes valence, arousal becomes energy and tempo, calm becomes acoustic. The scales are
    /// ours: the middle of the plane is the median of the public tables (valence 0.51, energy 0.63 between all
    /// and well-known tracks, tempo 115), its edges are their outer tenths.
    #[must_use]
    pub fn for_mood(mood: &Mood) -> Self {
        let (valence, arousal) = (mood.valence.get(), mood.arousal.get());
        let anger = (-valence).max(0.0) * arousal.max(0.0) / ANGRY_CORNER;
        Self {
            valence: Fraction::clamped(between(0.14, 0.51, 0.92, valence)),
            energy: Fraction::clamped(between(0.20, 0.62, 0.93, arousal)),
            tempo: Bpm::clamped(between(78.0, 112.0, 138.0, arousal)),
            acousticness: Fraction::clamped(between(0.85, 0.25, 0.03, arousal)),
            fury: Fraction::clamped(anger),
        }
    }

    /// How each axis of `track` lies to this intent.
    #[must_use]
    pub fn terms(&self, track: &Track) -> [Term; 5] {
        let features = &track.features;
        let term = |axis, difference: f32, width: f32| Term {
            axis,
            deviation: difference / width,
        };
        let direction = if features.tempo < self.tempo {
            -1.0
        } else {
            1.0
        };
        [
            term(
                Axis::Valence,
                features.valence.get() - self.valence.get(),
                VALENCE_WIDTH,
            ),
            term(
                Axis::Energy,
                features.energy.get() - self.energy.get(),
                ENERGY_WIDTH,
            ),
            term(
                Axis::Tempo,
                direction * octaves_apart(features.tempo, self.tempo),
                TEMPO_WIDTH,
            ),
            term(
                Axis::Acousticness,
                features.acousticness.get() - self.acousticness.get(),
                ACOUSTICNESS_WIDTH,
            ),
            Term {
                axis: Axis::Style,
                deviation: self.fury.get() * tameness(track),
            },
        ]
    }

    /// How far `track` is from this intent: 0 is a perfect fit. The root of the summed squares of the terms.
    #[must_use]
    pub fn distance(&self, track: &Track) -> f32 {
        self.terms(track)
            .iter()
            .map(|term| term.deviation * term.deviation)
            .sum::<f32>()
            .sqrt()
    }
}

/// Valence times arousal at the place of anger (−0.51 · 0.59): there the fury is full.
const ANGRY_CORNER: f32 = 0.30;

/// A line through `low` at −1, `middle` at 0 and `high` at 1.
fn between(low: f32, middle: f32, high: f32, at: f32) -> f32 {
    if at < 0.0 {
        middle + (middle - low) * at
    } else {
        middle + (high - middle) * at
    }
}

/// How little a track suits anger, 0 to 2: rock, metal and rap do; of the rest, what is easily danced to does
/// least. (Of the tracks in the public tables that are gloomy and intense enough, 38 % are festival dance music.)
fn tameness(track: &Track) -> f32 {
    let Features { danceability, .. } = track.features;
    match track.genre.as_str() {
        "metal & hard rock" => 0.0,
        "rock" | "hip hop" => 0.4,
        _ => 1.2 + 0.8 * danceability.get(),
    }
}
