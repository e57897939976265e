//! The picture on the stage: camera, demo or photo, cut around the leading face and never squashed.

use crate::domain::text::format_fixed;
use crate::flow::sight::view::PictureView;
use crate::page::context::Page;
use crate::page::mood::face_boxes::FaceBoxes;
use crate::page::ui::live::live_value;
use leptos::prelude::*;

/// The distance, as a share of the picture, that the face must move before the picture is cut anew: it is to stay calm.
const RESTLESS: f32 = 0.12;
/// The middle of the face while none is in sight.
const USUAL: (f32, f32) = (0.5, 0.4);

/// The picture. Video, canvas and photo are always there and shown by turns, so that the runtime can rely on them.
#[component]
pub fn Picture(
    /// The picture that is shown.
    picture: Memo<PictureView>,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let faces = page.sections.faces;
    let photo = move || matches!(picture.get(), PictureView::Photo { .. });
    let demo = move || matches!(picture.get(), PictureView::Demo { .. });
    let ratio = move || {
        let size = faces.with(|faces| faces.frame);
        let ratio = size.map(|size| share_of(size.width, size.height));
        ratio.map_or_else(|| "1.3333".into(), |ratio| format_fixed(ratio, 4))
    };
    let middle = Memo::new(move |last: Option<&(f32, f32)>| {
        let last = last.copied().unwrap_or(USUAL);
        let leader = faces.with(|faces| faces.boxes.iter().find(|face| face.leads).cloned());
        let now = leader.map_or(last, |face| {
            (face.left + face.width / 2.0, face.top + face.height / 2.0)
        });
        let moved = (now.0 - last.0).abs().max((now.1 - last.1).abs());
        if moved > RESTLESS { now } else { last }
    });
    view! {
        <div class="picture" style=("--ratio", live_value(ratio))
            style=("--face-x", live_value(move || format_fixed(middle.get().0, 3)))
            style=("--face-y", live_value(move || format_fixed(middle.get().1, 3)))>
            <video node_ref=page.screen.video class="mirrored"
                class:off=live_value(move || picture.get() != PictureView::Camera)
                autoplay playsinline prop:muted=true aria-label="Your camera, mirrored"></video>
            <canvas node_ref=page.screen.canvas class:off=live_value(move || !demo()) width="640" height="480"
                role="img" aria-label="Demo: moving portraits"></canvas>
            <img class:off=live_value(move || !photo()) alt="The photo you chose"
                src=live_value(move || page.screen.photo.get().filter(|_| photo())) />
            <FaceBoxes />
        </div>
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "frames are a few thousand pixels wide"
)]
fn share_of(width: u32, height: u32) -> f32 {
    width.max(1) as f32 / height.max(1) as f32
}
