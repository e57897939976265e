//! The demo: its pictures, drawn on the canvas as its film says.

use crate::flow::sight::SightEvent;
use crate::flow::sight::film::{DemoPicture, STAGE, Sprite, place_sprites};
use crate::flow::sight::view::PictureView;
use crate::page::runtime::Runtime;
use crate::page::sight::shell::DemoPictures;
use crate::shell::task::spawn;
use crate::web::{Error, clock};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlImageElement};

impl Runtime {
    pub(super) fn load_demo(&self) {
        let runtime = self.clone();
        spawn(async move {
            let loaded = fetch_pictures().await;
            if let Err(error) = &loaded {
                log::warn!("no demo: {error}");
            }
            let there = loaded.is_ok();
            runtime.sight().demo.replace(loaded.unwrap_or_default());
            runtime.dispatch(SightEvent::DemoLoaded(there));
        });
    }

    pub(super) fn draw_demo(&self) {
        let PictureView::Demo { since } = self.picture() else {
            return;
        };
        let sprites = place_sprites(clock::monotonic_time().since(since));
        let pictures = self.sight().demo.borrow();
        if let Some(canvas) = self.sight().screen.canvas.get_untracked()
            && let Err(error) = draw(&canvas, &sprites, &pictures)
        {
            log::warn!("the demo can't be drawn: {error}");
        }
    }
}

async fn fetch_pictures() -> Result<DemoPictures, Error> {
    let mut pictures = DemoPictures::new();
    for picture in DemoPicture::ALL {
        let image = HtmlImageElement::new()?;
        image.set_src(picture.file());
        JsFuture::from(image.decode()).await?;
        pictures.push((picture, image));
    }
    Ok(pictures)
}

fn draw(
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
