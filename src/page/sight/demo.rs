//! The demo: its pictures, drawn on the canvas as its film says.

use crate::flow::sight::SightEvent;
use crate::flow::sight::film::place_sprites;
use crate::flow::sight::view::PictureView;
use crate::page::runtime::Runtime;
use crate::page::sight::demo_pictures::{draw_sprites, fetch_demo_pictures};
use crate::shell::task::spawn;
use crate::web::clock;
use leptos::prelude::*;

impl Runtime {
    pub(super) fn load_demo(&self) {
        let runtime = self.clone();
        spawn(async move {
            let loaded = fetch_demo_pictures().await;
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
            && let Err(error) = draw_sprites(&canvas, &sprites, &pictures)
        {
            log::warn!("the demo can't be drawn: {error}");
        }
    }
}
