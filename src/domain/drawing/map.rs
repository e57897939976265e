//! The map: the plane of moods with a dot for every song of the catalogue, in the colour of its place.

use crate::domain::drawing::route::RouteSketch;
use crate::domain::drawing::svg_text::SvgText;
use crate::domain::drawing::tint::Tint;
use crate::domain::mood::place::Place;

/// Steps of hue, 20 degrees each; dots of one step and strength share a path.
const STEPS: usize = 18;
/// Degrees of hue in a step.
const DEGREES: f32 = 20.0;
/// Strength of colour from which a dot is of the stronger of two paths, and what the two are drawn with.
const STRONG: f32 = 0.6;
const STRENGTHS: [f32; 2] = [0.35, 0.9];

/// Position of a place in a drawing of 200 units: pleasant to the right, energetic upwards.
#[must_use]
pub fn map_position(place: Place) -> (f32, f32) {
    (
        100.0 + 100.0 * place.valence.get(),
        100.0 - 100.0 * place.arousal.get(),
    )
}

/// Draws the songs as round strokes of no length, a path for each colour: the inside of a `<g>` of 200 units square.
#[must_use]
pub fn draw_map(songs: impl IntoIterator<Item = Place>) -> String {
    let mut groups: [SvgText; 2 * STEPS] = std::array::from_fn(|_| SvgText::default());
    for (index, place) in songs.into_iter().enumerate() {
        if let Some(group) = groups.get_mut(group_of(Tint::of(place))) {
            let (x, y) = map_position(place);
            let (right, down) = offset_of(index);
            group.push("M").point((x + right, y + down)).push("h0");
        }
    }
    let mut svg = SvgText::default();
    for (index, group) in groups.into_iter().enumerate() {
        let dots = group.into_text();
        if !dots.is_empty() {
            svg.push("<path stroke=\"")
                .colour(tint_of(index).line_colour());
            svg.push("\" d=\"").push(&dots).push("\"/>");
        }
    }
    svg.into_text()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a hue is −255 to 105 degrees, so it is 0 to 17"
)]
fn group_of(tint: Tint) -> usize {
    let step = ((tint.hue + 255.0) / DEGREES) as usize;
    step.min(STEPS - 1) * 2 + usize::from(tint.strength >= STRONG)
}

#[expect(clippy::cast_precision_loss, reason = "it is 0 to 17")]
fn tint_of(group: usize) -> Tint {
    Tint {
        hue: ((group / 2) as f32 + 0.5) * DEGREES - 255.0,
        strength: STRENGTHS.get(group % 2).copied().unwrap_or_default(),
    }
}

/// Offset of a dot within the hundredth that its song's figures are rounded to: without, they would lie on a grid.
#[expect(
    clippy::cast_precision_loss,
    reason = "a catalogue has a few thousand songs"
)]
fn offset_of(index: usize) -> (f32, f32) {
    /// Steps of the two-dimensional golden ratio (Roberts, 2018), which spread evenly.
    const STEPS: (f32, f32) = (0.754_877_7, 0.569_840_3);
    let along = |step: f32| {
        let turns = index as f32 * step;
        (turns - turns.floor() - 0.5) * 2.0
    };
    (along(STEPS.0), along(STEPS.1))
}

/// Draws a list on the map: its way to the goal if it leads anywhere, a ring there, and a larger dot for each song.
#[must_use]
pub fn draw_list(list: Option<&RouteSketch>) -> String {
    let Some(list) = list else {
        return String::new();
    };
    let mut svg = SvgText::default();
    if list.from.distance(list.to) > 0.0 {
        let (from, to) = (map_position(list.from), map_position(list.to));
        svg.push("<path class=\"map-path\" d=\"M")
            .point(from)
            .push("L")
            .point(to)
            .push("\"/>");
        for class in ["map-goal", "map-goal in"] {
            svg.push("<path class=\"")
                .push(class)
                .push("\" d=\"M")
                .point(to)
                .push("h0\"/>");
        }
    }
    for song in &list.songs {
        svg.push("<path class=\"map-track\" stroke=\"")
            .colour(Tint::of(*song).line_colour());
        svg.push("\" d=\"M")
            .point(map_position(*song))
            .push("h0\"/>");
    }
    svg.into_text()
}
