//! The rings around faces, over the picture: without a label, since the one word stands elsewhere.

use crate::domain::text::format_fixed;
use crate::flow::mood::view::BoxView;
use crate::page::context::Page;
use crate::page::ui::live::live_value;
use leptos::prelude::*;

/// The rings, one for each face, kept from frame to frame by the face's key, so that it glides.
#[component]
pub fn FaceBoxes() -> impl IntoView {
    let faces = expect_context::<Page>().sections.faces;
    view! {
        <div class="boxes" aria-hidden="true">
            <For each=move || faces.get().boxes key=|face| face.key let:first>
                <FaceBox first />
            </For>
        </div>
    }
}

#[component]
fn FaceBox(first: BoxView) -> impl IntoView {
    let faces = expect_context::<Page>().sections.faces;
    let key = first.key;
    let face = Memo::new(move |last: Option<&BoxView>| {
        // In the moment of leaving, a box is where it was.
        faces
            .with(|faces| faces.boxes.iter().find(|face| face.key == key).cloned())
            .or_else(|| last.cloned())
            .unwrap_or_else(|| first.clone())
    });
    let percent = |share: f32| format!("{}%", format_fixed(share * 100.0, 2));
    view! {
        <div
            class="face"
            class:leads=live_value(move || face.with(|face| face.leads))
            class:unsure=live_value(move || face.with(|face| face.is_unsure))
            style:left=live_value(move || percent(face.with(|face| face.left)))
            style:top=live_value(move || percent(face.with(|face| face.top)))
            style:width=live_value(move || percent(face.with(|face| face.width)))
            style:height=live_value(move || percent(face.with(|face| face.height)))
        ></div>
    }
}
