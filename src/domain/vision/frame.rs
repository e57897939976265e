//! A picture in memory, borrowed for as long as it is read.

use crate::domain::face::FrameSize;
use crate::domain::vision::error::VisionError;

/// Number of bytes for one pixel: R, G, B, A.
pub const CHANNELS: usize = 4;

/// Borrowed RGBA pixels, row by row from the top left. Neither `Clone` nor `Serialize`: a picture can't be kept or sent
/// by accident.
#[derive(Debug)]
pub struct Frame<'a> {
    size: FrameSize,
    rgba: &'a [u8],
}

impl<'a> Frame<'a> {
    /// Checks that `rgba` fills a frame of `size`.
    ///
    /// # Errors
    /// [`VisionError::FrameLength`] when it does not, or when the frame is empty.
    pub fn new(size: FrameSize, rgba: &'a [u8]) -> Result<Self, VisionError> {
        let expected = size.width as usize * size.height as usize * CHANNELS;
        if expected == 0 || rgba.len() != expected {
            return Err(VisionError::FrameLength {
                width: size.width,
                height: size.height,
                expected,
                given: rgba.len(),
            });
        }
        Ok(Self { size, rgba })
    }

    /// Size of the frame, in pixels.
    #[must_use]
    pub const fn size(&self) -> FrameSize {
        self.size
    }

    /// The pixel in column `x` of row `y`: R, G, B, A; none outside of the frame.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; CHANNELS]> {
        let row = self.rows().nth(y as usize)?;
        let at = x as usize * CHANNELS;
        row.get(at..at + CHANNELS)?.try_into().ok()
    }

    /// Iterates over the rows from the top, each of `width · 4` bytes.
    pub fn rows(&self) -> impl Iterator<Item = &'a [u8]> {
        self.rgba.chunks_exact(self.size.width as usize * CHANNELS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_that_do_not_fill_the_frame_are_refused() {
        let size = FrameSize {
            width: 2,
            height: 2,
        };
        assert!(Frame::new(size, &[0; 16]).is_ok());
        assert!(Frame::new(size, &[0; 15]).is_err());
        assert!(
            Frame::new(
                FrameSize {
                    width: 0,
                    height: 2
                },
                &[]
            )
            .is_err()
        );
    }
}
