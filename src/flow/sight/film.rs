//! The demo's film: which picture stands where at which time. First one face, then four.
//!
//! Pure geometry on a 640 × 480 stage; the shell draws it on a canvas and grabs it like a camera's video.

use crate::domain::face::FrameSize;
use crate::domain::quantity::Millis;
use std::f64::consts::TAU;

/// The stage's width and height, in pixels.
pub const STAGE: FrameSize = FrameSize {
    width: 640,
    height: 480,
};
/// The time that one face is shown before four are, and the other way round.
pub const SCENE: Millis = Millis::from_secs(9.0);

/// The pictures of the demo, in the public domain: see `models/NOTICES.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoPicture {
    /// The portrait of Eileen Collins, NASA.
    Portrait,
    /// The portrait of Grace Hopper, US Navy.
    Hopper,
}

impl DemoPicture {
    /// Every picture of the demo.
    pub const ALL: [Self; 2] = [Self::Portrait, Self::Hopper];

    /// The picture's file, from the page's own folder.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Portrait => "demo/portrait.jpg",
            Self::Hopper => "demo/hopper.jpg",
        }
    }
}

/// A picture on the stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sprite {
    /// The picture to draw.
    pub picture: DemoPicture,
    /// Left edge, in pixels.
    pub x: f64,
    /// Top edge, in pixels.
    pub y: f64,
    /// Side of the square it is drawn in, in pixels.
    pub side: f64,
    /// True if the picture is drawn as in a mirror.
    pub mirrored: bool,
}

/// The sprites on the stage after `elapsed`.
#[must_use]
pub fn scene(elapsed: Millis) -> Vec<Sprite> {
    let seconds = elapsed.0 / 1000.0;
    // A slow sway, as somebody in front of a laptop moves.
    let sway = |phase: f64, reach: f64| wave((seconds * 0.9 + phase) / TAU) * reach;
    if (elapsed.0 / SCENE.0).rem_euclid(2.0) < 1.0 {
        return vec![Sprite {
            picture: DemoPicture::Portrait,
            x: 80.0 + sway(0.0, 24.0),
            y: sway(1.3, 8.0),
            side: 480.0 + sway(0.6, 12.0),
            mirrored: false,
        }];
    }
    [
        (DemoPicture::Portrait, 60.0, 0.0, false),
        (DemoPicture::Hopper, 340.0, 0.0, false),
        (DemoPicture::Hopper, 60.0, 240.0, true),
        (DemoPicture::Portrait, 340.0, 240.0, true),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (picture, x, y, mirrored))| {
        let phase = f64::from(u8::try_from(at).unwrap_or_default());
        Sprite {
            picture,
            x: x + sway(phase, 8.0),
            y: y + sway(phase + 1.0, 4.0),
            side: 240.0,
            mirrored,
        }
    })
    .collect()
}

/// A wave of height 1 with one period a turn: two parabolas, which nobody tells from a sine, and whose code is short.
fn wave(turns: f64) -> f64 {
    let at = turns.rem_euclid(1.0);
    if at < 0.5 {
        16.0 * at * (0.5 - at)
    } else {
        -16.0 * (at - 0.5) * (1.0 - at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_face_comes_first_and_then_four() {
        assert_eq!(scene(Millis(0.0)).len(), 1);
        assert_eq!(scene(SCENE).len(), 4);
        assert_eq!(scene(Millis(SCENE.0 * 2.0)).len(), 1);
    }

    #[test]
    fn the_pictures_move() {
        assert_ne!(scene(Millis(0.0)), scene(Millis(500.0)));
    }
}
