//! The first screen's notice and the three ways to begin.

use crate::flow::sight::SightEvent;
use crate::flow::sight::view::ReaderView;
use crate::page::context::Page;
use crate::page::ui::focus;
use crate::page::ui::icons::{CameraIcon, PhotoIcon, PlayIcon};
use crate::page::ui::live::on_press;
use leptos::prelude::*;

/// The panel that is shown while nothing runs. The notice stands before the camera's button, so that it is read before
/// the browser asks.
#[component]
pub fn StartPanel() -> impl IntoView {
    let page = expect_context::<Page>();
    let start = NodeRef::new();
    // On the first visit the focus belongs to the top of the page.
    if page
        .sections
        .sight
        .with_untracked(|stage| stage.reader != ReaderView::Off)
    {
        focus::take_over_focus(start);
    }
    let send = move |event: SightEvent| page.dispatch(event);
    view! {
        <div class="start">
            <p class="notice">
                "Feelharmonic estimates emotions from facial expression, on this device. Nothing of it is sent \
                 anywhere. "
                <button class="link" on:click=on_press(move || page.about.set(true))>
                    "What it can and can't know"
                </button>
            </p>
            <div class="ways">
                <button class="primary" node_ref=start on:click=on_press(move || send(SightEvent::StartCamera))>
                    <CameraIcon />"Start camera"
                </button>
                <button on:click=on_press(move || page.open_file_dialogue())><PhotoIcon />"Choose a photo"</button>
                <button on:click=on_press(move || send(SightEvent::StartDemo))><PlayIcon />"Try the demo"</button>
            </div>
            <p class="hint">"Or set the mood by hand, on the plane: the list follows."</p>
        </div>
    }
}
