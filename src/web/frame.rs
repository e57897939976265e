//! A picture of the moment, from a video or a canvas, ready to be sent away.

use crate::web::{Error, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

/// Value of `HTMLMediaElement.HAVE_CURRENT_DATA`, the ready state from which on there is a picture.
const HAVE_CURRENT_DATA: u16 = 2;

/// Captures the picture that `video` shows now, or none if it shows none yet.
///
/// # Errors
/// [`Error::Exception`] when the browser can't copy it.
pub async fn capture_video(video: &HtmlVideoElement) -> Result<Option<ImageBitmap>, Error> {
    if video.ready_state() < HAVE_CURRENT_DATA || video.video_width() == 0 {
        return Ok(None);
    }
    let bitmap = window()?.create_image_bitmap_with_html_video_element(video)?;
    Ok(Some(JsFuture::from(bitmap).await?.unchecked_into()))
}

/// Captures what is drawn on `canvas` now.
///
/// # Errors
/// [`Error::Exception`] when the browser can't copy it.
pub async fn capture_canvas(canvas: &HtmlCanvasElement) -> Result<ImageBitmap, Error> {
    let bitmap = window()?.create_image_bitmap_with_html_canvas_element(canvas)?;
    Ok(JsFuture::from(bitmap).await?.unchecked_into())
}
