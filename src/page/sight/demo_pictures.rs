//! The demo's pictures: fetched, and drawn on the canvas.

use crate::flow::sight::film::{DemoPicture, STAGE, Sprite};
use crate::web::Error;
use crate::web::start_script::address_of_file;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlImageElement};

/// The demo's pictures, once they are there.
pub type DemoPictures = Vec<(DemoPicture, HtmlImageElement)>;

/// Fetches the demo's pictures, and decodes them.
pub(super) async fn fetch_demo_pictures() -> Result<DemoPictures, Error> {
    let mut pictures = DemoPictures::new();
    for picture in DemoPicture::ALL {
        let image = HtmlImageElement::new()?;
        image.set_src(&address_of_file(picture.file())?);
        JsFuture::from(image.decode()).await?;
        pictures.push((picture, image));
    }
    Ok(pictures)
}

/// Draws `sprites` on the canvas, over a plain ground.
pub(super) fn draw_sprites(
    canvas: &web_sys::HtmlCanvasElement,
    sprites: &[Sprite],
    pictures: &DemoPictures,
) -> Result<(), Error> {
    let context = canvas
        .get_context("2d")?
        .ok_or(Error::Missing("2d canvas"))?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (width, height) = (f64::from(STAGE.width), f64::from(STAGE.height));
    context.set_fill_style_str("#6f6a75");
    context.fill_rect(0.0, 0.0, width, height);
    for sprite in sprites {
        let Some((_, image)) = pictures
            .iter()
            .find(|(picture, _)| *picture == sprite.picture)
        else {
            continue;
        };
        let Sprite { x, y, side, .. } = *sprite;
        context.save();
        if sprite.mirrored {
            context.translate(2.0 * x + side, 0.0)?;
            context.scale(-1.0, 1.0)?;
        }
        context.draw_image_with_html_image_element_and_dw_and_dh(image, x, y, side, side)?;
        context.restore();
    }
    Ok(())
}
