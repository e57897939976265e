//! The path of a list: a line that begins at Play, runs through the songs and ends in a ring, the goal.
//!
//! It shows what the list does, also where that falls short: a dot lies where the way would be, moved by as much as its
//! song differs from it.

use crate::domain::drawing::svg_text::SvgText;
use crate::domain::drawing::tint::Tint;
use crate::domain::mood::place::Place;
use crate::domain::music::goal::Goal;

/// A list on its way from one place to another.
#[derive(Debug, Clone, PartialEq)]
pub struct RouteSketch {
    /// Goal of the list, which says whether the way is one of pleasantness or of energy.
    pub goal: Goal,
    /// Place at which it begins.
    pub from: Place,
    /// Place at which it ends; the same one for a list that stays.
    pub to: Place,
    /// Places of the songs, in the order to hear them.
    pub songs: Vec<Place>,
}

/// The frame that a path is drawn in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RouteFrame {
    /// Name of the colours' gradient, its own for each drawing on the page.
    pub name: &'static str,
    /// Width of the drawing in pixels.
    pub width: f32,
    /// Height of the drawing in pixels.
    pub height: f32,
    /// Radius of a song's dot.
    pub dot: f32,
}

/// Room beyond the middle of the ring, in pixels.
const EDGE: f32 = 9.0;
/// Share of the height by which a song that is a whole unit off the way lies off the line.
const DEVIATION: f32 = 0.42;
/// Share of the height that a dot is off the line at most, on a way and on a stay.
const MOST_ON_WAY: f32 = 0.17;
const MOST_ON_STAY: f32 = 0.27;

/// Draws the path of a list as the inside of an `<svg>`, with `current` as the song that plays, from nought.
#[must_use]
pub fn draw_route(route: &RouteSketch, frame: &RouteFrame, current: Option<usize>) -> String {
    let points = points_of(route, frame);
    let mut svg = SvgText::default();
    write_gradient(&mut svg, route, frame, &points);
    svg.push("<path class=\"route-line\" pathLength=\"1\" stroke=\"url(#");
    svg.push(frame.name).push(")\" d=\"");
    write_line(&mut svg, &points);
    svg.push("\"/>");
    if let Some(current) = current {
        svg.push("<path class=\"route-done\" stroke=\"url(#")
            .push(frame.name)
            .push(")\" d=\"");
        write_line(&mut svg, points.get(..current + 2).unwrap_or(&points));
        svg.push("\"/>");
    }
    if let Some(end) = points.last() {
        svg.push("<circle class=\"route-goal\" r=\"")
            .number(frame.dot * 1.5);
        write_place(&mut svg, *end);
        svg.push("\" stroke=\"")
            .colour(Tint::of(route.to).line_colour())
            .push("\"/>");
    }
    for (index, (point, song)) in points.iter().skip(1).zip(&route.songs).enumerate() {
        let is_here = current == Some(index);
        svg.push("<circle class=\"")
            .push(if is_here { "route-here" } else { "route-dot" });
        svg.push("\" r=\"")
            .number(if is_here { frame.dot * 1.6 } else { frame.dot });
        write_place(&mut svg, *point);
        svg.push("\" fill=\"")
            .colour(Tint::of(*song).line_colour())
            .push("\"/>");
    }
    svg.into_text()
}

/// The points of the line: Play's middle, a dot for each song, the ring.
fn points_of(route: &RouteSketch, frame: &RouteFrame) -> Vec<(f32, f32)> {
    let (middle, end_x) = (frame.height / 2.0, frame.width - EDGE);
    let start = axis_of(route.goal, route.from);
    let aim = axis_of(route.goal, route.to);
    let moves = (aim - start).abs() > 1e-3;
    let end_y = match aim - start {
        _ if !moves => middle,
        up if up > 0.0 => EDGE.min(middle),
        _ => (frame.height - EDGE).max(middle),
    };
    let count = route.songs.len();
    let most = frame.height * if moves { MOST_ON_WAY } else { MOST_ON_STAY };
    let mean = mean_of(route);
    let mut points = vec![(0.0, middle)];
    for (index, song) in route.songs.iter().enumerate() {
        let share = share_of(index + 1, count + 1);
        let eased = share * share * (3.0 - 2.0 * share);
        let expected = if moves {
            start + (aim - start) * eased
        } else {
            mean
        };
        let off =
            ((axis_of(route.goal, *song) - expected) * DEVIATION * frame.height).clamp(-most, most);
        points.push((end_x * share, middle + (end_y - middle) * eased - off));
    }
    points.push((end_x, end_y));
    points
}

#[expect(clippy::cast_precision_loss, reason = "a list has a few dozen songs")]
fn share_of(index: usize, count: usize) -> f32 {
    index as f32 / count.max(1) as f32
}

fn mean_of(route: &RouteSketch) -> f32 {
    let sum: f32 = route
        .songs
        .iter()
        .map(|song| axis_of(route.goal, *song))
        .sum();
    sum * share_of(1, route.songs.len())
}

const fn axis_of(goal: Goal, place: Place) -> f32 {
    match goal {
        Goal::Match | Goal::Lift => place.valence.get(),
        Goal::Calm | Goal::Energise | Goal::Focus => place.arousal.get(),
    }
}

fn write_gradient(
    svg: &mut SvgText,
    route: &RouteSketch,
    frame: &RouteFrame,
    points: &[(f32, f32)],
) {
    svg.push("<linearGradient gradientUnits=\"userSpaceOnUse\" x1=\"0\" y1=\"0\" y2=\"0\" id=\"");
    svg.push(frame.name)
        .push("\" x2=\"")
        .number(frame.width)
        .push("\">");
    for ((x, _), song) in points.iter().skip(1).zip(&route.songs) {
        // Per cent: a digit after the point is a thousandth of the way.
        svg.push("<stop offset=\"")
            .number(x / frame.width.max(1.0) * 100.0);
        svg.push("%\" stop-color=\"")
            .colour(Tint::of(*song).line_colour())
            .push("\"/>");
    }
    svg.push("</linearGradient>");
}

/// Writes a Catmull–Rom curve through the points, as cubic curves.
fn write_line(svg: &mut SvgText, points: &[(f32, f32)]) {
    let at = |index: usize| points.get(index.min(points.len().saturating_sub(1)));
    let Some(first) = at(0) else { return };
    svg.push("M").point(*first);
    for index in 1..points.len() {
        let (Some(before), Some(from), Some(to), Some(after)) = (
            at(index.saturating_sub(2)),
            at(index - 1),
            at(index),
            at(index + 1),
        ) else {
            return;
        };
        let sixth = |a: f32, b: f32| (b - a) / 6.0;
        svg.push("C").point((
            from.0 + sixth(before.0, to.0),
            from.1 + sixth(before.1, to.1),
        ));
        svg.push(" ")
            .point((to.0 - sixth(from.0, after.0), to.1 - sixth(from.1, after.1)));
        svg.push(" ").point(*to);
    }
}

fn write_place(svg: &mut SvgText, (x, y): (f32, f32)) {
    svg.push("\" cx=\"").number(x).push("\" cy=\"").number(y);
}
