//! Quarter turns of a picture, and pixels cut out of one: for faces that lie on their side or upside down.
//!
//! Quarter turns move pixels and mix none, so that a face is read upright exactly as it would be in a picture that was
//! never turned.

use crate::domain::face::{FrameRect, FrameSize};
use crate::domain::vision::error::VisionError;
use crate::domain::vision::frame::{CHANNELS, Frame};

/// Turn of a picture by a multiple of a right angle, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuarterTurn {
    /// Left as it is.
    None,
    /// A quarter to the right.
    Right,
    /// Half a turn: upside down.
    Half,
    /// A quarter to the left.
    Left,
}

impl QuarterTurn {
    /// All turns, none first.
    pub const ALL: [Self; 4] = [Self::None, Self::Right, Self::Half, Self::Left];

    /// Size of a picture of `size` after the turn.
    #[must_use]
    pub const fn size(self, size: FrameSize) -> FrameSize {
        match self {
            Self::None | Self::Half => size,
            Self::Right | Self::Left => FrameSize {
                width: size.height,
                height: size.width,
            },
        }
    }

    /// Point in a picture of `size`, before the turn, that lies at `point` after it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sizes are a few thousand")]
    pub const fn point_before(self, (x, y): (f32, f32), size: FrameSize) -> (f32, f32) {
        let (width, height) = (size.width as f32, size.height as f32);
        match self {
            Self::None => (x, y),
            Self::Right => (y, height - x),
            Self::Half => (width - x, height - y),
            Self::Left => (width - y, x),
        }
    }

    /// Rectangle in a picture of `size`, before the turn, that lies at `rect` after it.
    #[must_use]
    pub fn rect_before(self, rect: &FrameRect, size: FrameSize) -> FrameRect {
        let one = self.point_before((rect.x, rect.y), size);
        let other = self.point_before((rect.x + rect.width, rect.y + rect.height), size);
        FrameRect {
            x: one.0.min(other.0),
            y: one.1.min(other.1),
            width: (one.0 - other.0).abs(),
            height: (one.1 - other.1).abs(),
        }
    }
}

/// Whole pixels of a picture: a rectangle within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelRect {
    /// First column of the rectangle.
    pub x: u32,
    /// First row of the rectangle.
    pub y: u32,
    /// Number of columns and rows.
    pub size: FrameSize,
}

impl PixelRect {
    /// All of a picture of `size`.
    #[must_use]
    pub const fn whole(size: FrameSize) -> Self {
        Self { x: 0, y: 0, size }
    }
}

/// Pixels cut out of a frame and turned, in memory of their own for as long as they are read.
#[derive(Debug)]
pub struct CutPixels {
    size: FrameSize,
    rgba: Vec<u8>,
}

impl CutPixels {
    /// Cuts `rect` out of `frame`, as far as it lies in it, and turns it.
    #[must_use]
    pub fn from_frame(frame: &Frame, rect: PixelRect, turn: QuarterTurn) -> Self {
        let all = frame.size();
        let (x, y) = (rect.x.min(all.width), rect.y.min(all.height));
        let cut = FrameSize {
            width: rect.size.width.min(all.width - x),
            height: rect.size.height.min(all.height - y),
        };
        let (from, length) = (x as usize * CHANNELS, cut.width as usize * CHANNELS);
        let rows = frame
            .rows()
            .skip(y as usize)
            .take(cut.height as usize)
            .filter_map(|row| row.get(from..from + length));
        let mut rgba = Vec::with_capacity(length * cut.height as usize);
        match turn {
            QuarterTurn::None => rows.for_each(|row| rgba.extend_from_slice(row)),
            QuarterTurn::Half => {
                rows.for_each(|row| rgba.extend_from_slice(row));
                reverse_pixels(&mut rgba);
            }
            QuarterTurn::Right | QuarterTurn::Left => {
                let rows: Vec<&[u8]> = rows.collect();
                for column in 0..cut.width as usize {
                    let pixel = |row: &&[u8]| -> Option<[u8; CHANNELS]> {
                        let at = column * CHANNELS;
                        row.get(at..at + CHANNELS)?.try_into().ok()
                    };
                    rows.iter()
                        .rev()
                        .filter_map(pixel)
                        .for_each(|pixel| rgba.extend(pixel));
                }
                if turn == QuarterTurn::Left {
                    // A quarter to the left is one to the right and half a turn.
                    reverse_pixels(&mut rgba);
                }
            }
        }
        Self {
            size: turn.size(cut),
            rgba,
        }
    }

    /// Borrows the pixels as a frame.
    ///
    /// # Errors
    /// [`VisionError::FrameLength`] where nothing of the frame lay in the rectangle.
    pub fn frame(&self) -> Result<Frame<'_>, VisionError> {
        Frame::new(self.size, &self.rgba)
    }
}

fn reverse_pixels(rgba: &mut [u8]) {
    let (pixels, _) = rgba.as_chunks_mut::<CHANNELS>();
    pixels.reverse();
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "pictures of a few pixels")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A picture whose pixels tell their own place.
    fn telling(size: FrameSize) -> Vec<u8> {
        (0..size.height)
            .flat_map(|y| (0..size.width).map(move |x| [x, y, 7, 255]))
            .flatten()
            .map(|value| u8::try_from(value).unwrap())
            .collect()
    }

    fn turns() -> impl Strategy<Value = QuarterTurn> {
        prop::sample::select(QuarterTurn::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn each_pixel_comes_from_where_its_place_before_the_turn_was(
            width in 1_u32..9, height in 1_u32..9, turn in turns(),
        ) {
            let size = FrameSize { width, height };
            let pixels = telling(size);
            let frame = Frame::new(size, &pixels).unwrap();
            let cut = CutPixels::from_frame(&frame, PixelRect::whole(size), turn);
            let turned = cut.frame().unwrap();
            prop_assert_eq!(turned.size(), turn.size(size));
            for y in 0..turned.size().height {
                for x in 0..turned.size().width {
                    let [from_x, from_y, ..] = turned.pixel(x, y).unwrap();
                    let middle = (x as f32 + 0.5, y as f32 + 0.5);
                    let before = turn.point_before(middle, size);
                    prop_assert_eq!(before, (f32::from(from_x) + 0.5, f32::from(from_y) + 0.5));
                }
            }
        }

        #[test]
        fn a_rectangle_keeps_its_area_and_holds_its_points(
            x in 0.0_f32..50.0, y in 0.0_f32..50.0, width in 1.0_f32..20.0, height in 1.0_f32..20.0, turn in turns(),
        ) {
            let size = FrameSize { width: 90, height: 60 };
            let rect = FrameRect { x, y, width, height };
            let before = turn.rect_before(&rect, size);
            prop_assert!((before.area() - rect.area()).abs() < 0.1);
            let centre = turn.point_before(rect.centre(), size);
            prop_assert!((before.centre().0 - centre.0).abs() < 1e-3);
            prop_assert!((before.centre().1 - centre.1).abs() < 1e-3);
        }
    }

    #[test]
    fn a_cut_has_what_lay_in_the_rectangle() {
        let size = FrameSize {
            width: 6,
            height: 5,
        };
        let pixels = telling(size);
        let frame = Frame::new(size, &pixels).unwrap();
        let rect = PixelRect {
            x: 4,
            y: 1,
            size: FrameSize {
                width: 9,
                height: 2,
            },
        };
        let cut = CutPixels::from_frame(&frame, rect, QuarterTurn::None);
        let cut = cut.frame().unwrap();
        assert_eq!(
            cut.size(),
            FrameSize {
                width: 2,
                height: 2
            }
        );
        assert_eq!(cut.pixel(1, 1), Some([5, 2, 7, 255]));
        let outside = PixelRect { x: 6, ..rect };
        let nothing = CutPixels::from_frame(&frame, outside, QuarterTurn::Right);
        assert!(nothing.frame().is_err());
    }
}
