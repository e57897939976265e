//! The mood's flower: spikes are energy, roundness is rest.

use crate::domain::drawing::rosette::Rosette;
use crate::domain::drawing::svg_text::SvgText;
use crate::domain::mood::place::Place;

/// Arousal of the flower before there is any mood: that of the mark.
const AROUSAL_OF_MARK: f32 = 0.43;
const RADIUS: f32 = 22.0;

/// Draws the flower of a mood, or the mark's, as the data of one path in a square of 48 units.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is 5 to 10"
)]
pub fn draw_flower(mood: Option<Place>) -> String {
    let energy = mood.map_or(AROUSAL_OF_MARK, |place| place.arousal.get()) + 1.0;
    let mut svg = SvgText::default();
    Rosette {
        radius: RADIUS,
        petals: 5 + (2.4 * energy + 0.5) as u8,
        depth: 0.10 + 0.13 * energy,
        softness: 1.0 - 0.42 * energy,
        turn: 0.0,
    }
    .write(&mut svg);
    svg.into_text()
}
