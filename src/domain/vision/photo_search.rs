//! Where to look for faces in a large photo: windows small enough for the detector to see a small face in.
//!
//! A photo of many megapixels is a few pixels a face once all of it fits the detector's input. What is too small for
//! that look is looked for in windows, which overlap by the largest face that the look at the whole can miss: each
//! face lies whole in one of them.

use crate::domain::face::{FrameRect, FrameSize};
use crate::domain::vision::detector::{Detection, input_scale};
use crate::domain::vision::resolution_ladder::ResolutionLevel;
use crate::domain::vision::turn::PixelRect;

/// Side, in input pixels, from which a face is found for sure by a look at the whole.
const SURE_SIDE: f32 = 24.0;
/// Scale from which a look at the whole misses no face that is large enough to be read.
const FINE_SCALE: f32 = 0.5;
/// Most windows for one photo: a second and a half on a slow laptop.
const MOST_WINDOWS: usize = 12;
/// Step from one scale that needs too many windows to the next.
const COARSER: f32 = 0.8;

/// Windows in which small faces of a picture of `size` are looked for; none where a look at the whole finds them.
#[must_use]
pub fn plan_windows(size: FrameSize) -> Vec<PixelRect> {
    let whole = input_scale(size, ResolutionLevel::Far.input_size(size));
    if whole >= FINE_SCALE {
        return Vec::new();
    }
    // The box of a face is rarely longer than a quarter more than its short side.
    let overlap = 1.25 * SURE_SIDE / whole;
    let mut scale = FINE_SCALE;
    loop {
        let grid = Grid::new(size, scale, overlap);
        // At the scale of the whole one window is left.
        if grid.count() <= MOST_WINDOWS {
            return grid.windows();
        }
        scale *= COARSER;
    }
}

/// Windows of one size over a picture.
struct Grid {
    columns: Axis,
    rows: Axis,
}

impl Grid {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are a few thousand"
    )]
    fn new(size: FrameSize, scale: f32, overlap: f32) -> Self {
        let input = ResolutionLevel::Far.input_size(size);
        let axis = |whole: u32, input: u32| {
            let length = ((input as f32 / scale).ceil() as u32).min(whole);
            Axis::new(whole, length, overlap.ceil() as u32)
        };
        Self {
            columns: axis(size.width, input.width),
            rows: axis(size.height, input.height),
        }
    }

    fn count(&self) -> usize {
        self.columns.count as usize * self.rows.count as usize
    }

    fn windows(&self) -> Vec<PixelRect> {
        let size = FrameSize {
            width: self.columns.length,
            height: self.rows.length,
        };
        self.rows
            .starts()
            .flat_map(|y| self.columns.starts().map(move |x| PixelRect { x, y, size }))
            .collect()
    }
}

/// Evenly spread windows along one side of a picture.
struct Axis {
    /// Length of a window.
    length: u32,
    /// Number of windows along the side.
    count: u32,
    /// Way of the first window to the last.
    way: u32,
}

impl Axis {
    fn new(whole: u32, length: u32, overlap: u32) -> Self {
        let way = whole - length;
        // A window that overlaps by more than half brings less than it costs.
        let step = (length - overlap.min(length / 2)).max(1);
        Self {
            length,
            count: 1 + way.div_ceil(step),
            way,
        }
    }

    fn starts(&self) -> impl Iterator<Item = u32> + use<> {
        let (way, last) = (u64::from(self.way), u64::from(self.count - 1).max(1));
        (0..self.count).map(move |at| u32::try_from(way * u64::from(at) / last).unwrap_or_default())
    }
}

/// Puts a face that was found in `window` of a picture of `size` in its place there; `None` if the window cuts it where
/// the picture goes on, since another window has all of it.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sizes are a few thousand")]
pub fn place_found(found: Detection, window: PixelRect, size: FrameSize) -> Option<Detection> {
    let FrameRect {
        x,
        y,
        width,
        height,
    } = found.bounds_in_frame;
    let is_cut = |low: f32, length: f32, start: u32, window: u32, whole: u32| {
        (low < 0.0 && start > 0) || (low + length > window as f32 && start + window < whole)
    };
    if is_cut(x, width, window.x, window.size.width, size.width)
        || is_cut(y, height, window.y, window.size.height, size.height)
    {
        return None;
    }
    let (left, top) = (window.x as f32, window.y as f32);
    Some(Detection {
        bounds_in_frame: FrameRect {
            x: x + left,
            y: y + top,
            width,
            height,
        },
        landmarks_in_frame: found.landmarks_in_frame.map(|(x, y)| (x + left, y + top)),
        score: found.score,
    })
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "sizes are a few thousand")]
mod tests {
    use super::*;
    use crate::domain::face::useful_photo_size;
    use crate::domain::quantity::Fraction;
    use proptest::prelude::*;
    use rstest::rstest;

    /// Least side, in input pixels, at which a face was found in every try.
    const FOUND_SIDE: f32 = 16.0;

    fn size(width: u32, height: u32) -> FrameSize {
        FrameSize { width, height }
    }

    fn scale_of(rect: PixelRect) -> f32 {
        input_scale(rect.size, ResolutionLevel::Far.input_size(rect.size))
    }

    #[rstest]
    #[case::webcam(size(640, 480), size(640, 480), 0)]
    #[case::panorama(size(12_000, 900), size(8192, 614), 9)]
    #[case::strip(size(700, 9000), size(637, 8192), 9)]
    #[case::twenty_four_megapixels(size(6000, 4000), size(3000, 2000), 9)]
    fn photos_have_windows(
        #[case] photo: FrameSize,
        #[case] reduced: FrameSize,
        #[case] windows: usize,
    ) {
        let useful = useful_photo_size(photo);
        assert_eq!(useful, reduced);
        assert_eq!(plan_windows(useful).len(), windows);
    }

    #[test]
    fn a_small_face_in_many_megapixels_is_large_enough_in_a_window() {
        let useful = useful_photo_size(size(6000, 4000));
        let scale = useful.width as f32 / 6000.0;
        for window in plan_windows(useful) {
            assert!(95.0 * scale * scale_of(window) >= 20.0);
        }
    }

    proptest! {
        #[test]
        fn each_face_lies_whole_where_it_is_found(
            width in 200_u32..14_000, height in 200_u32..14_000, side in 0.0_f32..1.0, x in 0.0_f32..1.0,
            y in 0.0_f32..1.0,
        ) {
            let photo = useful_photo_size(size(width, height));
            let windows = plan_windows(photo);
            prop_assert!(windows.len() <= MOST_WINDOWS);
            let (width, height) = (photo.width as f32, photo.height as f32);
            let finest = windows.iter().copied().map(scale_of).fold(f32::INFINITY, f32::min);
            let whole = scale_of(PixelRect::whole(photo));
            let least = FOUND_SIDE / if windows.is_empty() { whole } else { finest };
            let side = least + side * (width.min(height) - least).max(0.0);
            prop_assume!(side <= width.min(height));
            let (left, top) = (x * (width - side), y * (height - side));
            let holds = |rect: &PixelRect| {
                let (x, y) = (rect.x as f32, rect.y as f32);
                let (right, bottom) = (x + rect.size.width as f32, y + rect.size.height as f32);
                left >= x && top >= y && left + side <= right && top + side <= bottom
            };
            let is_found = side * whole >= SURE_SIDE
                || windows.iter().any(|window| holds(window) && side * scale_of(*window) >= FOUND_SIDE - 0.1)
                || windows.is_empty();
            prop_assert!(is_found, "{side} at {left}, {top} of {photo:?}");
        }

        #[test]
        fn windows_lie_in_the_photo_and_cover_it(width in 1_u32..14_000, height in 1_u32..14_000) {
            let photo = useful_photo_size(size(width, height));
            for window in plan_windows(photo) {
                prop_assert!(window.x + window.size.width <= photo.width);
                prop_assert!(window.y + window.size.height <= photo.height);
            }
            let covered = |x: u32, y: u32| plan_windows(photo).iter().any(|window| {
                (window.x..window.x + window.size.width).contains(&x)
                    && (window.y..window.y + window.size.height).contains(&y)
            });
            let is_whole = plan_windows(photo).is_empty();
            for (x, y) in [(0, 0), (photo.width - 1, photo.height - 1), (photo.width / 2, photo.height / 3)] {
                prop_assert!(is_whole || covered(x, y));
            }
        }
    }

    fn found_at(x: f32, y: f32) -> Detection {
        Detection {
            bounds_in_frame: FrameRect {
                x,
                y,
                width: 40.0,
                height: 50.0,
            },
            landmarks_in_frame: [(x, y); 5],
            score: Fraction::clamped(0.9),
        }
    }

    #[test]
    fn a_face_in_a_window_is_put_in_its_place_unless_the_window_cuts_it() {
        let window = PixelRect {
            x: 600,
            y: 0,
            size: size(400, 300),
        };
        let place = |found| place_found(found, window, size(2000, 300));
        let inside = place(found_at(100.0, 20.0)).unwrap();
        assert_eq!(inside.bounds_in_frame.centre(), (720.0, 45.0));
        assert_eq!(inside.landmarks_in_frame[0], (700.0, 20.0));
        assert_eq!(place(found_at(-3.0, 20.0)), None);
        assert_eq!(place(found_at(370.0, 20.0)), None);
        // Cut by the picture itself: nobody else has more of it.
        assert!(place(found_at(100.0, -10.0)).is_some());
        assert!(place(found_at(100.0, 270.0)).is_some());
    }
}
