//! The offer to begin: touch the map, or choose a way.

use crate::flow::sight::SightEvent;
use crate::flow::sight::view::ReaderView;
use crate::page::context::{Page, Sheet};
use crate::page::sight::sent::Sent;
use crate::page::ui::focus;
use crate::page::ui::icons::{CameraIcon, PhotoIcon, PlayIcon, WordsIcon};
use crate::page::ui::live::on_press;
use leptos::prelude::*;

/// The offer, over the map. What is read of a face stays here, as the line above the question says before anybody
/// presses.
#[component]
pub fn Offer() -> impl IntoView {
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
        <div class="offer">
            <div>
                <Sent />
                <h2 class="display">"How do you feel?"</h2>
                <p>"Touch the map, or choose:"</p>
            </div>
            <div class="ways">
                <button class="pill main" node_ref=start on:click=on_press(move || send(SightEvent::StartCamera))>
                    <CameraIcon />"Use the camera"
                </button>
                <button class="pill" aria-haspopup="dialog" on:click=on_press(move || page.open_sheet(Sheet::Words))>
                    <WordsIcon />"In words"
                </button>
                <button class="pill" on:click=on_press(move || page.open_file_dialogue())><PhotoIcon />"Photo"</button>
                <button class="pill" on:click=on_press(move || send(SightEvent::StartDemo))><PlayIcon />"Demo"</button>
            </div>
        </div>
    }
}
