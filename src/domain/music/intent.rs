//! The sound that a mood asks for: a soft target on each audible axis.
//!
//! [`Intent::for_mood`] reads a place on the plane, `region` blends the regions of emotions ([`Intent::for_emotions`]);
//! both measure tracks by the same soft distance.

use crate::domain::mood::Mood;
use crate::domain::music::tempo::octaves_apart;
use crate::domain::music::track::{AudioFeatures, Style, Track, TrackSound};
use crate::domain::quantity::{Bpm, Fraction};
use serde::{Deserialize, Serialize};

/// An audible axis along which a track can fit an intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntentAxis {
    /// The axis from gloomy to cheerful.
    Valence,
    /// The axis from calm to intense.
    Energy,
    /// The axis from slow to fast.
    Tempo,
    /// The axis from electric to acoustic.
    Acousticness,
    /// The fit of the genre's style to an angry mood.
    Style,
}

/// The position of a track to an intent on one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntentTerm {
    /// The axis of this term.
    pub axis: IntentAxis,
    /// Track minus target, in widths; negative is less than asked for.
    pub deviation: f32,
}

/// The width of valence: the deviation that counts as one unit of distance.
// Empirical, from what the public tables spread over (valence 0.13–0.89 and energy 0.36–0.95 from the 5th to the 95th
// percentile): valence tells moods apart best, so it is the narrowest.
pub const VALENCE_WIDTH: f32 = 0.14;
/// The width of energy: the deviation that counts as one unit of distance. See [`VALENCE_WIDTH`].
pub const ENERGY_WIDTH: f32 = 0.15;
/// The width of tempo, in octaves.
const TEMPO_WIDTH: f32 = 0.35;
const ACOUSTICNESS_WIDTH: f32 = 0.5;

/// The sound that a mood asks for: a soft target on each audible axis.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// The target from gloomy (0) to cheerful (1).
    pub valence: Fraction,
    /// The target from calm (0) to intense (1).
    pub energy: Fraction,
    /// The target tempo, octaves aside ([`octaves_apart`]).
    pub tempo: Bpm,
    /// The target from electric (0) to acoustic (1).
    pub acousticness: Fraction,
    /// The anger in the mood, 0 to 1. It asks for guitars and words rather than for a dance floor.
    pub fury: Fraction,
}

impl Intent {
    /// Makes the intent that matches a mood.
    ///
    /// Valence and arousal of music and of its listeners lie on the same two axes (Russell's circumplex; for music:
    /// Eerola & Vuoskoski, "A comparison of the discrete and dimensional models of emotion in music", 2011): valence
    /// becomes valence, arousal becomes energy and tempo, calm becomes acoustic. The scales are ours: the middle of
    /// the plane is the median of the public tables (valence 0.51, energy 0.63 between all and well-known tracks,
    /// tempo 115), its edges are their outer tenths.
    #[must_use]
    pub fn for_mood(mood: &Mood) -> Self {
        let (valence, arousal) = (mood.place.valence.get(), mood.place.arousal.get());
        let anger = (-valence).max(0.0) * arousal.max(0.0) / ANGRY_CORNER;
        Self {
            valence: Fraction::clamped(between(0.14, 0.51, 0.92, valence)),
            energy: Fraction::clamped(between(0.20, 0.62, 0.93, arousal)),
            tempo: Bpm::clamped(between(78.0, 112.0, 138.0, arousal)),
            acousticness: Fraction::clamped(between(0.85, 0.25, 0.03, arousal)),
            fury: Fraction::clamped(anger),
        }
    }

    /// The weighted mean of intents, tempi in octaves. Weights are shares that sum to one.
    pub(super) fn blend(parts: impl Iterator<Item = (Self, f32)>) -> Self {
        let (mut sums, mut octaves) = ([0.0; 4], 0.0);
        for (part, share) in parts {
            let axes = [part.valence, part.energy, part.acousticness, part.fury];
            for (sum, axis) in sums.iter_mut().zip(axes) {
                *sum += axis.get() * share;
            }
            octaves += part.tempo.get().max(1.0).log2() * share;
        }
        let [valence, energy, acousticness, fury] = sums.map(Fraction::clamped);
        Self {
            valence,
            energy,
            tempo: Bpm::clamped(octaves.exp2()),
            acousticness,
            fury,
        }
    }

    /// Tells if this is what fear asks for: dark and strong, without fury.
    #[must_use]
    pub fn is_fearful(&self) -> bool {
        self.valence.get() < 0.35 && self.energy.get() > 0.6 && self.fury.get() < 0.3
    }

    /// The positions of a track to this intent, one for each axis.
    #[must_use]
    pub fn terms(&self, track: &Track) -> [IntentTerm; 5] {
        self.terms_of(&track.sound())
    }

    /// The positions of a sound to this intent, one for each axis.
    #[must_use]
    pub fn terms_of(&self, sound: &TrackSound) -> [IntentTerm; 5] {
        let features = &sound.features;
        let term = |axis, difference: f32, width: f32| IntentTerm {
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
                IntentAxis::Valence,
                features.valence.get() - self.valence.get(),
                VALENCE_WIDTH,
            ),
            term(
                IntentAxis::Energy,
                features.energy.get() - self.energy.get(),
                ENERGY_WIDTH,
            ),
            term(
                IntentAxis::Tempo,
                direction * octaves_apart(features.tempo, self.tempo),
                TEMPO_WIDTH,
            ),
            term(
                IntentAxis::Acousticness,
                features.acousticness.get() - self.acousticness.get(),
                ACOUSTICNESS_WIDTH,
            ),
            IntentTerm {
                axis: IntentAxis::Style,
                deviation: self.fury.get() * tameness(sound),
            },
        ]
    }

    /// The distance of a track from this intent, in widths: 0 is a perfect fit. The root of the summed squares of the
    /// terms.
    #[must_use]
    pub fn distance(&self, track: &Track) -> f32 {
        self.distance_to(&track.sound())
    }

    /// The distance of a sound from this intent, in widths. Reads no text: 200,000 take a few milliseconds.
    #[must_use]
    pub fn distance_to(&self, sound: &TrackSound) -> f32 {
        self.terms_of(sound)
            .iter()
            .map(|term| term.deviation * term.deviation)
            .sum::<f32>()
            .sqrt()
    }
}

/// Valence times arousal at the place of anger (−0.51 · 0.59), where fury is full.
const ANGRY_CORNER: f32 = 0.30;

/// A line of two parts through `low` at −1, `middle` at 0 and `high` at 1.
fn between(low: f32, middle: f32, high: f32, at: f32) -> f32 {
    if at < 0.0 {
        middle + (middle - low) * at
    } else {
        middle + (high - middle) * at
    }
}

/// The degree to which a track is too tame for anger, 0 to 2: 0 for metal, little for rock and rap; of the rest, the
/// easily danced to is tamest.
// Of the tracks in the public tables that are gloomy and intense enough, 38 % are festival dance music.
fn tameness(sound: &TrackSound) -> f32 {
    let AudioFeatures { danceability, .. } = sound.features;
    match sound.style {
        Style::Heavy => 0.0,
        Style::Driven => 0.4,
        Style::Other => 1.2 + 0.8 * danceability.get(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::emotion::{Emotion, EmotionScores};
    use crate::domain::mood::circumplex::affect_of;
    use crate::domain::music::region::MusicRegion;
    use crate::domain::music::tempo::octaves_apart;
    use crate::domain::quantity::UnixMillis;
    use proptest::prelude::*;

    fn sound(valence: f32, energy: f32, tempo: f32, style: Style) -> TrackSound {
        TrackSound {
            features: AudioFeatures {
                valence: Fraction::clamped(valence),
                energy: Fraction::clamped(energy),
                danceability: Fraction::clamped(0.6),
                tempo: Bpm::clamped(tempo),
                acousticness: Fraction::clamped(0.2),
                instrumentalness: Fraction::MIN,
            },
            style,
        }
    }

    fn certain(emotion: Emotion) -> EmotionScores {
        EmotionScores::new(Emotion::ALL.map(|other| f32::from(u8::from(other == emotion)))).unwrap()
    }

    fn probabilities() -> impl Strategy<Value = EmotionScores> {
        proptest::array::uniform7(0.0_f32..1.0).prop_filter_map("all zero", |parts| {
            let sum: f32 = parts.iter().sum();
            EmotionScores::new(parts.map(|part| part / sum)).ok()
        })
    }

    proptest! {
        #[test]
        fn blends_and_the_plane_agree(scores in probabilities()) {
            let blend = Intent::for_emotions(&scores);
            let plane = Intent::for_mood(&Mood::from_affect(affect_of(&scores), UnixMillis(0.0)));
            prop_assert!((blend.valence.get() - plane.valence.get()).abs() < 0.08);
            prop_assert!((blend.energy.get() - plane.energy.get()).abs() < 0.12);
            prop_assert!(octaves_apart(blend.tempo, plane.tempo) < 0.15);
        }

        #[test]
        fn a_track_further_along_one_axis_is_further_away(
            scores in probabilities(), near in 0.0_f32..0.5, more in 0.01_f32..0.5,
        ) {
            let intent = Intent::for_emotions(&scores);
            let at = |off: f32| intent.distance_to(&sound(intent.valence.get() + off, 0.5, 100.0, Style::Driven));
            if intent.valence.get() + near + more <= 1.0 {
                prop_assert!(at(near) < at(near + more));
            }
        }

        #[test]
        fn half_and_double_tempo_are_as_good(scores in probabilities(), tempo in 60.0_f32..110.0) {
            let intent = Intent::for_emotions(&scores);
            let at = |tempo| intent.distance_to(&sound(0.5, 0.5, tempo, Style::Other));
            prop_assert!((at(tempo) - at(tempo * 2.0)).abs() < 1e-3);
        }
    }

    #[test]
    fn a_certain_emotion_asks_for_its_own_region() {
        for emotion in Emotion::ALL {
            let (asked, region) = (
                Intent::for_emotions(&certain(emotion)),
                MusicRegion::of(emotion),
            );
            assert!((asked.energy.get() - region.centre.energy.get()).abs() < 1e-5);
            assert!((asked.tempo.get() - region.centre.tempo.get()).abs() < 1e-2);
        }
    }

    #[test]
    fn anger_prefers_metal_to_rap_to_dance_music_that_is_otherwise_the_same() {
        let angry = Intent::for_emotions(&certain(Emotion::Angry));
        let at = |style| angry.distance_to(&sound(0.3, 0.85, 130.0, style));
        assert!(at(Style::Heavy) < at(Style::Driven) && at(Style::Driven) + 0.3 < at(Style::Other));
        let happy = Intent::for_emotions(&certain(Emotion::Happy));
        let at = |style| happy.distance_to(&sound(0.3, 0.85, 130.0, style));
        assert!((at(Style::Heavy) - at(Style::Other)).abs() < 1e-6);
    }
}
