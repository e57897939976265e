//! A picture file, opened by the browser: whatever kinds it knows, upright as the file says, at the size that is asked
//! for.

use crate::web::chosen_file::ChosenFile;
use crate::web::{Error, window};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, ImageBitmap, ImageBitmapOptions,
    ImageOrientation, ResizeQuality,
};

/// Measures the picture in a file, upright: its width and height in pixels. Nothing of it is decoded yet.
///
/// # Errors
/// [`Error::Exception`] for a file that is no picture to this browser.
pub async fn measure_picture(file: &ChosenFile) -> Result<(u32, u32), Error> {
    let address = file.object_url()?;
    let image = HtmlImageElement::new()?;
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(resolve.unchecked_ref()));
        image.set_onerror(Some(reject.unchecked_ref()));
    });
    image.set_src(address.as_str());
    JsFuture::from(loaded).await?;
    Ok((image.natural_width(), image.natural_height()))
}

/// Decodes the picture in a file, upright, to `width` × `height` pixels.
///
/// # Errors
/// [`Error::Exception`] for a file that this browser can't decode.
pub async fn decode_picture(
    file: &ChosenFile,
    (width, height): (u32, u32),
) -> Result<ImageBitmap, Error> {
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    options.set_resize_width(width);
    options.set_resize_height(height);
    options.set_resize_quality(ResizeQuality::High);
    let decoded = window()?
        .create_image_bitmap_with_blob_and_image_bitmap_options(file.as_blob(), &options)?;
    Ok(JsFuture::from(decoded).await?.unchecked_into())
}

/// Draws `picture` on a canvas of its size, over white where one can look through it, and gives its memory back.
///
/// # Errors
/// [`Error::Missing`] without a canvas to draw on, [`Error::Exception`] when the browser refuses.
pub fn draw_picture(canvas: &HtmlCanvasElement, picture: &ImageBitmap) -> Result<(), Error> {
    let (width, height) = (picture.width(), picture.height());
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas
        .get_context("2d")?
        .ok_or(Error::Missing("2d canvas"))?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    let drawn = context.draw_image_with_image_bitmap(picture, 0.0, 0.0);
    picture.close();
    Ok(drawn?)
}
