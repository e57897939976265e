//! The tools on the stage: stop, another camera, words, and the way back to the camera.

use crate::flow::mood::MoodEvent;
use crate::flow::mood::view::MoodLead;
use crate::flow::sight::SightEvent;
use crate::flow::sight::view::PictureView;
use crate::page::context::{Page, Sheet};
use crate::page::ui::focus;
use crate::page::ui::icons::{CameraIcon, FlipIcon, StopIcon, WordsIcon};
use crate::page::ui::live::{live_memo, live_part, on_press};
use leptos::prelude::*;

/// The round buttons at the stage's foot.
#[component]
pub fn Tools() -> impl IntoView {
    let page = expect_context::<Page>();
    let picture = live_memo(move || page.sections.sight.with(|sight| sight.picture));
    let by_hand = live_memo(move || {
        page.by_hand.get() || page.sections.mood.with(|mood| mood.lead == MoodLead::Hand)
    });
    let stop = move || match picture.get() {
        PictureView::Nothing => None,
        PictureView::Demo { .. } | PictureView::DemoLoading => Some("Stop demo"),
        PictureView::Photo { .. } => Some("Close photo"),
        _ => Some("Stop camera"),
    };
    view! {
        <div class="tools">
            {live_part(move || by_hand.get().then(|| view! { <ByHand has_picture=stop().is_some() /> }))}
            <NextCamera />
            {live_part(move || stop().map(|name| view! { <Stop name /> }))}
        </div>
    }
}

#[component]
fn Stop(name: &'static str) -> impl IntoView {
    let page = expect_context::<Page>();
    let button = NodeRef::new();
    focus::take_over_focus(button);
    let stop = move || {
        page.by_hand.set(false);
        page.dispatch(SightEvent::StopSource);
    };
    view! { <button class="round" node_ref=button aria-label=name on:click=on_press(stop)><StopIcon /></button> }
}

/// Words, and the way back: to the picture where there is one, to the ways to begin where there is none.
#[component]
fn ByHand(has_picture: bool) -> impl IntoView {
    let page = expect_context::<Page>();
    let name = if has_picture {
        "Let the camera lead again"
    } else {
        "Use the camera"
    };
    let lead = move || {
        page.by_hand.set(false);
        page.dispatch(MoodEvent::HandReleased);
        if !has_picture {
            page.dispatch(SightEvent::StartCamera);
        }
    };
    view! {
        <button class="round" aria-haspopup="dialog" aria-label="Say it in words"
            on:click=on_press(move || page.open_sheet(Sheet::Words))><WordsIcon /></button>
        <button class="round" aria-label=name on:click=on_press(lead)><CameraIcon /></button>
    }
}

/// The next camera in turn, where there is more than one.
#[component]
fn NextCamera() -> impl IntoView {
    let page = expect_context::<Page>();
    let next = live_memo(move || {
        page.sections.sight.with(|sight| {
            let at = sight.devices.iter().position(|device| device.selected)?;
            let next = sight.devices.get((at + 1) % sight.devices.len())?;
            Some((next.id.clone(), next.label.clone()))
        })
    });
    live_part(move || {
        next.get().map(|(id, label)| {
            let flip = move || page.dispatch(SightEvent::ChooseDevice(id.clone()));
            view! {
                <button class="round" aria-label=format!("Another camera: {label}") on:click=on_press(flip)>
                    <FlipIcon />
                </button>
            }
        })
    })
}
