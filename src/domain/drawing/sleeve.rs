//! The sleeve of a song: a cover drawn from its sound. Bright songs are light, dark ones deep, in both schemes alike.

use crate::domain::drawing::rosette::Rosette;
use crate::domain::drawing::svg_text::SvgText;
use crate::domain::drawing::tint::{Rgb, Tint};
use crate::domain::music::aim::place_of;
use crate::domain::music::track::AudioFeatures;

/// Radius of the outer flower; [`INNER`] is that of the inner one.
const OUTER: f32 = 19.5;
const INNER: f32 = 11.2;
/// Slowest tempo that the number of petals tells, in beats a minute; [`FASTEST`] is its other end.
const SLOWEST: f32 = 60.0;
const FASTEST: f32 = 180.0;
/// Share of instrumental music from which the core is a ring.
const WORDLESS: f32 = 0.5;
/// Lightness of the ground from which it is light: then the outer flower is lighter and the inner one deep.
const LIGHT: f32 = 0.56;

/// The colours of a sleeve.
struct SleeveColours {
    ground: Rgb,
    outer: Rgb,
    inner: Rgb,
    core: Rgb,
}

/// Draws the sleeve of a song by its sound, as the inside of an `<svg>` of 48 units square.
#[must_use]
pub fn draw_sleeve(sound: &AudioFeatures) -> String {
    let colours = colours_of(sound);
    let energy = sound.energy.get();
    let petals = petals_of(sound.tempo.get());
    let outer = Rosette {
        radius: OUTER,
        petals,
        depth: 0.12 + 0.40 * energy,
        softness: 1.0 - (1.0 - sound.acousticness.get()) * energy,
        turn: 0.0,
    };
    let inner = Rosette {
        radius: INNER,
        // Locked with the outer one when it dances, between its petals when it doesn't.
        turn: (1.0 - sound.danceability.get()) / (2.0 * f32::from(petals)),
        ..outer
    };
    let mut svg = SvgText::default();
    svg.push("<path fill=\"").colour(colours.ground);
    svg.push("\" d=\"M0 0h48v48H0z\"/>");
    for (rosette, colour) in [(outer, colours.outer), (inner, colours.inner)] {
        svg.push("<path fill=\"").colour(colour).push("\" d=\"");
        rosette.write(&mut svg);
        svg.push("\"/>");
    }
    write_core(
        &mut svg,
        colours.core,
        sound.instrumentalness.get() >= WORDLESS,
    );
    svg.into_text()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is 4 to 10"
)]
fn petals_of(tempo: f32) -> u8 {
    4 + ((tempo.clamp(SLOWEST, FASTEST) - SLOWEST) / 20.0 + 0.5) as u8
}

fn colours_of(sound: &AudioFeatures) -> SleeveColours {
    let tint = Tint::of(place_of(sound));
    let valence = sound.valence.get();
    let lightness = 0.29 + 0.53 * power_of_valence(valence);
    let core = tint.colour(0.98, (0.01, 0.015), 0.0);
    if lightness < LIGHT {
        SleeveColours {
            ground: tint.colour(lightness, (0.03, 0.075), 0.0),
            outer: tint.colour(lightness + 0.27, (0.05, 0.10), -8.0),
            inner: tint.colour((lightness + 0.48).min(0.93), (0.03, 0.09), -22.0),
            core,
        }
    } else {
        SleeveColours {
            ground: tint.colour(lightness, (0.05, 0.105), 0.0),
            outer: tint.colour(0.955, (0.02, 0.03), 6.0),
            inner: tint.colour((lightness - 0.24).max(0.44), (0.06, 0.12), -28.0),
            core,
        }
    }
}

/// The 1.15th power to a thousandth, between two powers that square roots give.
// The standard library's powers are two kilobytes of the page's download.
fn power_of_valence(valence: f32) -> f32 {
    let fourth_root = valence.sqrt().sqrt();
    valence * (0.8 * fourth_root.sqrt() + 0.2 * fourth_root)
}

fn write_core(svg: &mut SvgText, colour: Rgb, is_ring: bool) {
    if is_ring {
        svg.push(
            "<circle cx=\"24\" cy=\"24\" r=\"2.4\" fill=\"none\" stroke-width=\"1.4\" stroke=\"",
        );
    } else {
        svg.push("<circle cx=\"24\" cy=\"24\" r=\"2.9\" fill=\"");
    }
    svg.colour(colour).push("\"/>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_power_is_the_standard_librarys_to_a_thousandth() {
        for step in 0_u8..=100 {
            let valence = f32::from(step) / 100.0;
            assert!(
                (power_of_valence(valence) - valence.powf(1.15)).abs() < 1.5e-3,
                "{valence}"
            );
        }
    }
}
