//! Emotions as places on the circumplex of affect (Russell, "A circumplex model of affect", 1980).

use crate::domain::emotion::{Emotion, EmotionScores};
use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::place::Place;
use crate::domain::quantity::Fraction;

/// Place of an emotion on the plane: mean pleasure and arousal ratings of its word in Russell & Mehrabian, "Evidence
/// for a three-factor theory of emotions", Journal of Research in Personality 11, 1977. Neutral is the origin by
/// definition.
#[must_use]
pub fn position_of(emotion: Emotion) -> Place {
    let (valence, arousal) = match emotion {
        Emotion::Angry => (-0.51, 0.59),
        Emotion::Disgusted => (-0.60, 0.35),
        Emotion::Fearful => (-0.64, 0.60),
        Emotion::Happy => (0.81, 0.51),
        Emotion::Sad => (-0.63, -0.27),
        Emotion::Surprised => (0.40, 0.67),
        Emotion::Neutral => (0.0, 0.0),
    };
    Place::clamped(valence, arousal)
}

/// Computes the expected place under `scores`, with its confidence: the probability of the likeliest emotion, scaled to
/// 0 for an even spread and 1 for certainty, and the same for both axes.
// A face's probabilities tell both axes alike.
#[must_use]
pub fn affect_of(scores: &EmotionScores) -> Affect {
    let (mut valence, mut arousal) = (0.0, 0.0);
    for (emotion, probability) in scores.iter() {
        let place = position_of(emotion);
        valence += place.valence.get() * probability.get();
        arousal += place.arousal.get() * probability.get();
    }
    let even = 1.0 / 7.0;
    let confidence = (scores.top().1.get() - even) / (1.0 - even);
    Affect {
        place: Place::clamped(valence, arousal),
        confidence: AxisConfidence::even(Fraction::clamped(confidence)),
    }
}

/// Distance from the middle of the plane within which no direction stands out.
pub const MIDDLE: f32 = 0.22;

/// Plain word for a place on the plane: "balanced" in the middle, else by its eighth of the circle, a stronger word
/// further out.
// The words are ours, placed after Russell's figure of 28 affect words.
#[must_use]
pub fn word_for(place: Place) -> &'static str {
    /// Distance from the origin from which the stronger word is used.
    const STRONG: f32 = 0.65;
    let (v, a) = (place.valence.get(), place.arousal.get());
    let distance = place.distance(Place::MIDDLE);
    if distance < MIDDLE {
        return "balanced";
    }
    let strong = distance >= STRONG;
    let degrees = a.atan2(v).to_degrees();
    match degrees {
        d if (-22.5..22.5).contains(&d) => {
            if strong {
                "happy"
            } else {
                "pleasant"
            }
        }
        d if (22.5..67.5).contains(&d) => {
            if strong {
                "joyful"
            } else {
                "lively"
            }
        }
        d if (67.5..112.5).contains(&d) => {
            if strong {
                "excited"
            } else {
                "alert"
            }
        }
        d if (112.5..157.5).contains(&d) => {
            if strong {
                "angry"
            } else {
                "tense"
            }
        }
        d if (-67.5..-22.5).contains(&d) => {
            if strong {
                "serene"
            } else {
                "content"
            }
        }
        d if (-112.5..-67.5).contains(&d) => {
            if strong {
                "sleepy"
            } else {
                "calm"
            }
        }
        d if (-157.5..-112.5).contains(&d) => {
            if strong {
                "gloomy"
            } else {
                "wistful"
            }
        }
        _ => {
            if strong {
                "sad"
            } else {
                "low"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn certain(emotion: Emotion) -> EmotionScores {
        EmotionScores::new(Emotion::ALL.map(|other| f32::from(u8::from(other == emotion)))).unwrap()
    }

    #[rstest]
    #[case(Emotion::Happy)]
    #[case(Emotion::Sad)]
    #[case(Emotion::Neutral)]
    fn a_certain_emotion_lies_at_its_own_place(#[case] emotion: Emotion) {
        let affect = affect_of(&certain(emotion));
        assert_eq!(affect.place, position_of(emotion));
        assert!((affect.confidence.overall().get() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn an_even_spread_is_no_knowledge() {
        let affect = affect_of(&EmotionScores::new([1.0 / 7.0; 7]).unwrap());
        assert!(affect.confidence.overall().get() < 1e-5);
    }

    #[rstest]
    #[case(0.0, 0.0, "balanced")]
    #[case(0.8, 0.5, "joyful")]
    #[case(-0.6, -0.3, "gloomy")]
    #[case(-0.5, 0.6, "angry")]
    #[case(0.3, -0.4, "content")]
    #[case(-0.9, 0.0, "sad")]
    #[case(-0.9, -0.01, "sad")]
    fn places_have_words(#[case] valence: f32, #[case] arousal: f32, #[case] word: &str) {
        assert_eq!(word_for(Place::clamped(valence, arousal)), word);
    }
}
