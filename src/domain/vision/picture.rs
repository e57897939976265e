//! A picture file to pixels: bounded before it is decoded, upright, and no larger than is useful.

use crate::domain::face::FrameSize;
use crate::domain::face::useful_photo_size;
use crate::domain::vision::error::VisionError;
use crate::domain::vision::frame::Frame;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;

/// Largest picture that is decoded, in megapixels.
// Four bytes a pixel must fit a phone's browser tab, several times.
pub const MEGAPIXEL_LIMIT: u32 = 40;
/// Reason for which a picture can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The file is not a PNG, JPEG or WebP picture, or is damaged.
    #[error("not a readable picture: {0}")]
    Unreadable(String),
    /// The picture has too many pixels to decode safely; its megapixels.
    #[error("{0} megapixels are more than {MEGAPIXEL_LIMIT}")]
    TooManyPixels(u32),
}

/// A decoded picture in RGBA, upright and of a useful size.
#[derive(Debug)]
pub struct Picture {
    size: FrameSize,
    rgba: Vec<u8>,
}

impl Picture {
    /// Decodes a PNG, JPEG or WebP file. The size is looked up in the header first; a turned photo is set upright as
    /// its EXIF entry says; one with more pixels than are worth reading is reduced.
    ///
    /// # Errors
    /// [`PictureError`] when the file is no such picture, or too large.
    pub fn decode(file: &[u8]) -> Result<Self, PictureError> {
        let unreadable = |error: image::ImageError| PictureError::Unreadable(error.to_string());
        let mut reader = ImageReader::new(Cursor::new(file))
            .with_guessed_format()
            .map_err(|error| PictureError::Unreadable(error.to_string()))?;
        // The size is checked here, with words for the person; the library's own limit would be a riddle.
        reader.limits(Limits::no_limits());
        let mut decoder = reader.into_decoder().map_err(unreadable)?;
        let (width, height) = decoder.dimensions();
        let megapixels = u64::from(width) * u64::from(height) / 1_000_000;
        if megapixels > u64::from(MEGAPIXEL_LIMIT) {
            return Err(PictureError::TooManyPixels(
                u32::try_from(megapixels).unwrap_or(u32::MAX),
            ));
        }
        let orientation = decoder.orientation().map_err(unreadable)?;
        let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
        let size = FrameSize { width, height };
        let useful = useful_photo_size(size);
        if useful != size {
            picture = picture.thumbnail_exact(useful.width, useful.height);
        }
        picture.apply_orientation(orientation);
        let rgba = picture.into_rgba8();
        let size = FrameSize {
            width: rgba.width(),
            height: rgba.height(),
        };
        Ok(Self {
            size,
            rgba: rgba.into_raw(),
        })
    }

    /// Size in pixels, after the picture was set upright and reduced.
    #[must_use]
    pub const fn size(&self) -> FrameSize {
        self.size
    }

    /// Borrows the pixels as a frame.
    ///
    /// # Errors
    /// [`VisionError::FrameLength`] for an empty picture.
    pub fn frame(&self) -> Result<Frame<'_>, VisionError> {
        Frame::new(self.size, &self.rgba)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};
    use rstest::rstest;

    fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(RgbImage::from_pixel(
            width,
            height,
            image::Rgb([200, 10, 10]),
        ))
        .write_to(&mut bytes, format)
        .unwrap();
        bytes.into_inner()
    }

    #[rstest]
    #[case(ImageFormat::Png)]
    #[case(ImageFormat::Jpeg)]
    #[case(ImageFormat::WebP)]
    fn a_picture_is_read(#[case] format: ImageFormat) {
        let picture = Picture::decode(&file(30, 20, format)).unwrap();
        assert_eq!(
            picture.size(),
            FrameSize {
                width: 30,
                height: 20
            }
        );
        assert_eq!(picture.frame().unwrap().rows().count(), 20);
    }

    #[test]
    fn a_large_picture_is_reduced() {
        let size = |width, height| FrameSize { width, height };
        let picture = Picture::decode(&file(5000, 2000, ImageFormat::Png)).unwrap();
        assert_eq!(picture.size(), useful_photo_size(size(5000, 2000)));
        assert!(picture.size().width < 4000);
        let small = Picture::decode(&file(2000, 1000, ImageFormat::Png)).unwrap();
        assert_eq!(small.size(), size(2000, 1000));
    }

    #[test]
    fn a_picture_of_fifty_megapixels_is_refused_by_its_header() {
        let mut png = file(1, 1, ImageFormat::Png);
        png[16..20].copy_from_slice(&8000_u32.to_be_bytes());
        png[20..24].copy_from_slice(&6250_u32.to_be_bytes());
        let sum = crc(&png[12..29]);
        png[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(
            Picture::decode(&png).unwrap_err(),
            PictureError::TooManyPixels(50)
        );
    }

    /// Computes the checksum of a PNG chunk (ISO 3309).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| {
                if c & 1 == 1 {
                    0xEDB8_8320 ^ (c >> 1)
                } else {
                    c >> 1
                }
            })
        })
    }

    #[test]
    fn what_is_no_picture_or_half_of_one_is_refused() {
        assert!(matches!(
            Picture::decode(b"hello"),
            Err(PictureError::Unreadable(_))
        ));
        assert!(matches!(
            Picture::decode(b""),
            Err(PictureError::Unreadable(_))
        ));
        let png = file(300, 200, ImageFormat::Png);
        assert!(matches!(
            Picture::decode(&png[..png.len() / 2]),
            Err(PictureError::Unreadable(_))
        ));
    }
}
