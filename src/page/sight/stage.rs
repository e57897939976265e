//! The stage: an offer to begin, the picture, or the map. It alone changes; nothing below it jumps.

use crate::flow::mood::view::MoodLead;
use crate::flow::sight::view::{PictureView, ReaderView};
use crate::page::context::Page;
use crate::page::mood::map::{Map, MapWords, follow_pointer, follow_press};
use crate::page::mood::sliders::MoodSliders;
use crate::page::sight::offer::Offer;
use crate::page::sight::picture::Picture;
use crate::page::sight::reading::Reading;
use crate::page::sight::sent::Sent;
use crate::page::sight::tools::Tools;
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event, on_press};
use crate::web::chosen_file::ChosenFile;
use leptos::ev::Event;
use leptos::prelude::*;

/// The faces of the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scene {
    /// The ways to begin, over the map.
    Offer,
    /// The map, with the mood that a hand or words have set.
    Map,
    /// The picture that is read.
    Picture,
    /// No picture, and why.
    Trouble,
}

fn scene_of(page: Page, picture: PictureView) -> Scene {
    let is_stated = page.sections.mood.with(|mood| mood.lead == MoodLead::Hand);
    if page.by_hand.get() {
        Scene::Map
    } else if picture != PictureView::Nothing {
        Scene::Picture
    } else if page.stage_notice().is_some() {
        Scene::Trouble
    } else if is_stated {
        Scene::Map
    } else {
        Scene::Offer
    }
}

/// The stage with all that can stand on it.
#[component]
pub fn Stage() -> impl IntoView {
    let page = expect_context::<Page>();
    let picture = live_memo(move || page.sections.sight.with(|sight| sight.picture));
    let scene = live_memo(move || scene_of(page, picture.get()));
    let is = move |of: Scene| live_memo(move || scene.get() == of);
    let (offer, on_map) = (is(Scene::Offer), is(Scene::Map));
    let class = move || match scene.get() {
        Scene::Offer => "stage field tall begin",
        Scene::Map => "stage field tall",
        Scene::Picture if picture.get() == PictureView::CameraOpening => "stage seen dark",
        Scene::Picture => "stage seen",
        Scene::Trouble => "stage seen dark",
    };
    let pointed = move |event: leptos::ev::PointerEvent| {
        if on_map.get_untracked() && is_on_map(&event) {
            follow_pointer(page, &event);
        }
    };
    let pressed = move |event: leptos::ev::MouseEvent| {
        if offer.get_untracked() && is_on_map(&event) {
            follow_press(page, &event);
        }
    };
    let with_map = live_memo(move || offer.get() || on_map.get());
    view! {
        <section class=live_value(class) aria-label="Picture and mood"
            on:pointerdown=on_event(pointed) on:pointermove=on_event(pointed) on:click=on_event(pressed)>
            <Picture picture />
            <Shown when=live_value(move || with_map.get())><Map /><MapWords /></Shown>
            {live_part(move || if offer.get() {
                view! { <Offer /> }.into_any()
            } else {
                view! { <Top on_map /><Reading on_map /><Tools /><Progress /> }.into_any()
            })}
            <MoodSliders />
            <input node_ref=page.file_field type="file" class="off" tabindex="-1" aria-hidden="true"
                accept="image/jpeg,image/png,image/webp" on:change=on_event(move |event| take_file(page, &event)) />
        </section>
    }
}

/// Tells whether a press was made on the map itself, and not on a button over it.
fn is_on_map(event: &leptos::ev::MouseEvent) -> bool {
    event.target() == event.current_target()
}

fn take_file(page: Page, event: &Event) {
    if let Some(file) = ChosenFile::take_from(event) {
        page.by_hand.set(false);
        page.choose_photo(file);
    }
}

/// The pill and the compass, over the picture.
#[component]
fn Top(on_map: Memo<bool>) -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <div class="stage-top">
            <Sent />
            <Shown when=live_value(move || !on_map.get())>
                <button class="compass" aria-label="Mood map: set the mood by hand"
                    on:click=on_press(move || page.by_hand.set(true))><Map /></button>
            </Shown>
        </div>
    }
}

/// The bar along the foot while the face reader comes.
#[component]
fn Progress() -> impl IntoView {
    let page = expect_context::<Page>();
    let share = live_memo(move || {
        page.sections
            .sight
            .with(|sight| match (sight.picture, sight.reader) {
                (PictureView::Nothing, _) => None,
                (_, ReaderView::Loading(share)) => Some(share.get()),
                _ => None,
            })
    });
    view! {
        <Shown when=live_value(move || share.get().is_some())>
            <progress class="load" max="1" prop:value=live_value(move || f64::from(share.get().unwrap_or_default()))
                aria-label="Loading the face reader"></progress>
        </Shown>
    }
}
