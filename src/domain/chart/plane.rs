//! The mood plane: where the person is, where the music leads, and where each track lies.
//!
//! Valence to the right, arousal upwards, a hundred units for one: the drawing reaches from −100 to 100.

use crate::domain::chart::join_points;
use crate::domain::chart::scale::LinearScale;
use crate::domain::chart::table::{ChartTable, format_signed};
use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::domain::music::path::MoodPath;
use crate::domain::music::playlist::RankedTrack;
use crate::domain::music::track::Track;

/// Half the side of the square drawing of the mood plane, in units of its SVG.
pub const REACH: f32 = 100.0;

/// Position of `place` in the drawing, `(x, y)` in SVG units: x to the right, y downwards, each −100 to 100.
#[must_use]
pub fn drawn_at(place: Place) -> (f32, f32) {
    let across = LinearScale {
        from: (-1.0, 1.0),
        to: (-REACH, REACH),
    };
    let down = LinearScale {
        from: (-1.0, 1.0),
        to: (REACH, -REACH),
    };
    (
        across.position_of(place.valence.get()),
        down.position_of(place.arousal.get()),
    )
}

/// Draws the path as the `points` of an SVG polyline; empty for a path that stays at one place.
#[must_use]
pub fn path_points(path: &MoodPath) -> String {
    if path.moves() {
        join_points(path.places().iter().map(|place| drawn_at(*place)))
    } else {
        String::new()
    }
}

/// Builds the table of the listed tracks: each track with the place asked for at its turn and the place of its sound.
#[must_use]
pub fn track_table<'a>(tracks: impl IntoIterator<Item = &'a RankedTrack>) -> ChartTable {
    let row = |ranked: &RankedTrack| {
        let Track { title, artist, .. } = &ranked.track;
        vec![
            format!("{title} by {artist}"),
            place_text(ranked.aim.place),
            place_text(ranked.sound),
        ]
    };
    ChartTable {
        caption: "Where each track lies: pleasantness and energy, from −1 to 1".into(),
        columns: vec!["Track", "Asked for", "Sounds"],
        rows: tracks.into_iter().map(row).collect(),
    }
}

/// Formats a place as its word and its coordinates: "lively (0.42, −0.10)".
fn place_text(place: Place) -> String {
    let word = word_for(place);
    let (valence, arousal) = (place.valence.get(), place.arousal.get());
    format!(
        "{word} ({}, {})",
        format_signed(valence),
        format_signed(arousal)
    )
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
        let path = MoodPath::new(Place::clamped(-0.6, -0.3), Goal::Lift, 10);
        let points = path_points(&path);
        assert_eq!(points.split(' ').count(), 10);
        assert!(points.starts_with("-60.0,30.0 ") && points.ends_with(" 70.0,-35.0"));
    }

    #[test]
    fn a_stay_has_no_line() {
        assert_eq!(
            path_points(&MoodPath::new(Place::MIDDLE, Goal::Match, 10)),
            ""
        );
    }

    #[test]
    fn a_place_is_told_by_its_word_and_its_numbers() {
        assert_eq!(
            place_text(Place::clamped(-0.634, -0.27)),
            "gloomy (−0.63, −0.27)"
        );
    }

    #[test]
    fn the_table_of_no_tracks_has_its_heads() {
        assert_eq!(track_table([]).columns, ["Track", "Asked for", "Sounds"]);
    }
}
