//! The mood plane: where the person is, where the music leads, and where each track lies.
//!
//! Valence to the right, arousal upwards, a hundred units for one: the drawing reaches from −100 to 100.

use crate::domain::chart::joined;
use crate::domain::chart::scale::Scale;
use crate::domain::chart::table::{Table, signed};
use crate::domain::mood::circumplex::word_for;
use crate::domain::music::path::{Path, Place};
use crate::domain::music::playlist::{Playlist, RankedTrack};

/// Half the side of the drawing.
pub const REACH: f32 = 100.0;

/// A track on the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Its place in the list, from one.
    pub number: usize,
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
    /// Title and artist.
    pub label: String,
}

/// What is drawn over the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaneChart {
    /// Where the person is.
    pub here: (f32, f32),
    /// Where the path ends; none for a list that stays.
    pub there: Option<(f32, f32)>,
    /// The path as the `points` of a polyline, empty for a list that stays.
    pub path: String,
    /// The tracks, in the order of the list.
    pub dots: Vec<Dot>,
    /// The line through the tracks as the `points` of a polyline.
    pub line: String,
}

/// Where `place` is drawn: to the right, downwards.
#[must_use]
pub fn drawn_at(place: Place) -> (f32, f32) {
    let across = Scale {
        from: (-1.0, 1.0),
        to: (-REACH, REACH),
    };
    let down = Scale {
        from: (-1.0, 1.0),
        to: (REACH, -REACH),
    };
    (across.at(place.valence.get()), down.at(place.arousal.get()))
}

/// The drawing of `list`.
#[must_use]
pub fn plane(list: &Playlist) -> PlaneChart {
    let places = list.path.places();
    let moves = list.path.moves();
    PlaneChart {
        here: drawn_at(places.first().copied().unwrap_or_default()),
        there: places.last().filter(|_| moves).map(|last| drawn_at(*last)),
        path: path_points(&list.path),
        dots: dots(&list.tracks),
        line: joined(list.tracks.iter().map(|ranked| drawn_at(ranked.sound))),
    }
}

/// The path as the `points` of a polyline; empty if it stays where it is.
#[must_use]
pub fn path_points(path: &Path) -> String {
    if path.moves() {
        joined(path.places().iter().map(|place| drawn_at(*place)))
    } else {
        String::new()
    }
}

/// The tracks as dots.
#[must_use]
pub fn dots(tracks: &[RankedTrack]) -> Vec<Dot> {
    (1..)
        .zip(tracks)
        .map(|(number, ranked)| {
            let (x, y) = drawn_at(ranked.sound);
            let label = label(ranked);
            Dot {
                number,
                x,
                y,
                label,
            }
        })
        .collect()
}

fn label(ranked: &RankedTrack) -> String {
    format!("{} by {}", ranked.track.title, ranked.track.artist)
}

/// The same as a table: each track with its aim and its place.
#[must_use]
pub fn table(list: &Playlist) -> Table {
    let place = |place: Place| {
        let word = word_for(place.valence, place.arousal);
        let (valence, arousal) = (place.valence.get(), place.arousal.get());
        format!("{word} ({}, {})", signed(valence), signed(arousal))
    };
    Table {
        caption: "Where each track lies: pleasantness and energy, from −1 to 1".into(),
        columns: vec!["Track", "Asked for", "Sounds"],
        rows: list
            .tracks
            .iter()
            .map(|ranked| vec![label(ranked), place(ranked.aim.place), place(ranked.sound)])
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::goal::Goal;

    #[test]
    fn pleasant_is_right_and_excited_is_up() {
        assert_eq!(drawn_at(Place::clamped(1.0, 1.0)), (100.0, -100.0));
        assert_eq!(drawn_at(Place::MIDDLE), (0.0, 0.0));
        assert_eq!(drawn_at(Place::clamped(-0.5, -0.25)), (-50.0, 25.0));
    }

    #[test]
    fn a_path_is_a_line_from_here_to_there() {
        let path = Path::new(Place::clamped(-0.6, -0.3), Goal::Lift, 10);
        let points = path_points(&path);
        assert_eq!(points.split(' ').count(), 10);
        assert!(points.starts_with("-60.0,30.0 ") && points.ends_with(" 70.0,-35.0"));
    }

    #[test]
    fn a_stay_has_no_line() {
        assert_eq!(path_points(&Path::new(Place::MIDDLE, Goal::Match, 10)), "");
    }
}
