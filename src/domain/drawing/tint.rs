//! The colour of a place on the plane: its hue by direction, its strength by distance; and colours as sRGB has them.
//!
//! Colours are computed in Oklch (Ottosson, "A perceptual color space for image processing", 2020), where equal
//! lightness looks equally light whatever the hue.

use crate::domain::drawing::angle::{cosine, sine};
use crate::domain::mood::place::Place;

/// Hue and strength of a place on the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tint {
    /// Hue in degrees, −255 to 105.
    pub hue: f32,
    /// Strength from .12 in the middle of the plane to 1 at its rim.
    pub strength: f32,
}

/// A colour in sRGB: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub [u8; 3]);

/// Hues at every eighth of the circle, from pleasant over energetic, always the short way to the next.
// Warm where it is lively, red where it is tense, blue where it is low, green where it is calm.
const HUES: [f32; 9] = [
    105.0, 75.0, 45.0, 20.0, -30.0, -95.0, -140.0, -195.0, -255.0,
];
/// Distance from the middle at which the colour is at its strongest.
const RIM: f32 = 0.8;

impl Tint {
    /// The tint before there is any mood: coral, the mark's own.
    pub const UNKNOWN: Self = Self {
        hue: 42.0,
        strength: 0.85,
    };

    /// The tint of `place`.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is 0 to 8, and nothing else"
    )]
    pub fn of(place: Place) -> Self {
        let (valence, arousal) = (place.valence.get(), place.arousal.get());
        let degrees = arousal.atan2(valence).to_degrees();
        let eighths = if degrees < 0.0 {
            degrees + 360.0
        } else {
            degrees
        } / 45.0;
        let before = eighths.floor().min(7.0);
        let at = |index: usize| HUES.get(index).copied().unwrap_or_default();
        let (low, high) = (at(before as usize), at(before as usize + 1));
        Self {
            hue: low + (high - low) * (eighths - before),
            strength: 0.12 + 0.88 * (place.distance(Place::MIDDLE) / RIM).min(1.0),
        }
    }

    /// The colour of this hue at `lightness`, with a chroma that grows with the strength: `(least, growth)`.
    pub(super) fn colour(self, lightness: f32, (least, growth): (f32, f32), turned: f32) -> Rgb {
        colour_of(lightness, least + growth * self.strength, self.hue + turned)
    }

    /// The colour of a line or a dot that stands for a place, on light and dark grounds alike.
    pub(super) fn line_colour(self) -> Rgb {
        self.colour(0.70, (0.05, 0.10), 0.0)
    }
}

/// The colour of Oklch's lightness (0 to 1), chroma and hue in degrees, its chroma lowered until sRGB holds it.
pub(super) fn colour_of(lightness: f32, chroma: f32, hue: f32) -> Rgb {
    /// Share of the chroma that a step leaves; after all steps a thousandth is left.
    const STEP: f32 = 0.96;
    const MOST_STEPS: usize = 170;
    let turns = hue / 360.0;
    let (across, along) = (cosine(turns), sine(turns));
    let mut chroma = chroma.max(0.0);
    for _ in 0..MOST_STEPS {
        let linear = linear_rgb(lightness, chroma * across, chroma * along);
        if linear
            .iter()
            .all(|share| (-0.0005..=1.0005).contains(share))
        {
            return Rgb(linear.map(channel_of));
        }
        chroma *= STEP;
    }
    Rgb(linear_rgb(lightness, 0.0, 0.0).map(channel_of))
}

/// Oklab to linear sRGB, by its author's matrices.
fn linear_rgb(lightness: f32, a: f32, b: f32) -> [f32; 3] {
    let cubed = |value: f32| value * value * value;
    let long = cubed(lightness + 0.396_337_78 * a + 0.215_803_76 * b);
    let middle = cubed(lightness - 0.105_561_346 * a - 0.063_854_17 * b);
    let short = cubed(lightness - 0.089_484_18 * a - 1.291_485_5 * b);
    [
        4.076_741_7 * long - 3.307_711_6 * middle + 0.230_969_94 * short,
        -1.268_438 * long + 2.609_757_4 * middle - 0.341_319_38 * short,
        -0.004_196_086_3 * long - 0.703_418_6 * middle + 1.707_614_7 * short,
    ]
}

/// A channel of sRGB from its linear share (IEC 61966-2-1).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast holds what is outside, and makes 0 of what is no number"
)]
fn channel_of(linear: f32) -> u8 {
    let encoded = if linear <= 0.003_130_8 {
        12.92 * linear
    } else {
        1.055 * root_of_gamma(linear) - 0.055
    };
    (encoded * 255.0 + 0.5) as u8
}

/// The 5/12th power, which is sRGB's 1/2.4: a fourth root times a sixth root, the last by Newton's method.
// The standard library's powers are two kilobytes of the page's download.
fn root_of_gamma(value: f32) -> f32 {
    let square_root = value.sqrt();
    let mut sixth = 1.0_f32;
    for _ in 0..9 {
        sixth -= (sixth - square_root / (sixth * sixth)) / 3.0;
    }
    square_root.sqrt() * sixth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twelve_directions_have_their_hues() {
        for (valence, arousal, hue) in [
            (1.0, 0.0, 105.0),
            (0.5, 0.5, 75.0),
            (0.0, 1.0, 45.0),
            (-0.5, 0.5, 20.0),
            (-1.0, 0.0, -30.0),
            (-0.5, -0.5, -95.0),
            (0.0, -1.0, -140.0),
            (0.5, -0.5, -195.0),
        ] {
            let tint = Tint::of(Place::clamped(valence, arousal));
            assert!((tint.hue - hue).abs() < 0.01, "{tint:?}, not {hue}");
        }
        assert!((Tint::of(Place::MIDDLE).strength - 0.12).abs() < 1e-6);
        assert!((Tint::of(Place::clamped(0.9, -0.9)).strength - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_hue_never_jumps_between_neighbours() {
        let hue_at = |step: u16| {
            let turns = f32::from(step) / 720.0;
            Tint::of(Place::clamped(cosine(turns), sine(turns))).hue
        };
        for step in 0..720 {
            let apart = (hue_at(step) - hue_at(step + 1)).abs();
            assert!(apart.min(360.0 - apart) < 2.0, "{step}: {apart}");
        }
    }

    #[test]
    fn the_roots_are_those_of_the_standard() {
        for step in 1_u8..=255 {
            let value = f32::from(step) / 255.0;
            assert!((root_of_gamma(value) - value.powf(1.0 / 2.4)).abs() < 1e-4);
        }
    }

    #[test]
    fn known_colours_come_out() {
        // Red, and white, as Oklch has them.
        assert_eq!(colour_of(0.6279, 0.2576, 29.23), Rgb([255, 0, 0]));
        assert_eq!(colour_of(1.0, 0.0, 0.0), Rgb([255, 255, 255]));
        assert_eq!(colour_of(0.0, 0.0, 0.0), Rgb([0, 0, 0]));
    }
}
