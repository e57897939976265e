//! The map: the catalogue's songs on the plane of moods, with the mood, the list and its path; set by hand.

use crate::domain::drawing::map::{draw_list, draw_map, map_position};
use crate::domain::mood::place::Place;
use crate::domain::quantity::Balance;
use crate::domain::text::format_fixed;
use crate::flow::mood::MoodEvent;
use crate::page::context::Page;
use crate::page::ui::drawing::flower;
use crate::page::ui::live::{live_memo, live_part, live_value, on_event};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The axes of a map, and the dots that all maps share.
const AXES: &str = "<path class=\"map-axes\" d=\"M100 0v200M0 100h200\"/>";
const DOTS: &str = "<use class=\"map-dots\" href=\"#map-dots\"/>";

/// The dots of the catalogue, drawn once and shown by every map.
#[component]
pub fn MapDots() -> impl IntoView {
    let page = expect_context::<Page>();
    let dots = move || {
        page.sections
            .map
            .with(|songs| draw_map(songs.iter().copied()))
    };
    view! { <svg class="off" aria-hidden="true"><g id="map-dots" inner_html=live_value(dots)></g></svg> }
}

/// A map without what surrounds it: dots, axes, path, songs of the list, the mood's flower.
#[component]
pub fn Map() -> impl IntoView {
    let page = expect_context::<Page>();
    let drawn = live_memo(move || {
        let route = page.sections.route;
        let list = route.with(|route| draw_list(route.sketch.as_ref()));
        format!("{AXES}{DOTS}{list}")
    });
    let point = live_memo(move || page.sections.mood.with(|mood| mood.point));
    let percent = |share: f32| format!("{}%", format_fixed(share, 1));
    view! {
        <svg class="map" viewBox="0 0 200 200" preserveAspectRatio="none" aria-hidden="true"
            inner_html=live_value(move || drawn.get())></svg>
        {live_part(move || point.get().is_some().then(|| {
            let at = move || point.get().map(map_position).unwrap_or_default();
            view! {
                <svg class="map-here" viewBox="0 0 48 48" aria-hidden="true"
                    style:left=live_value(move || percent(at().0 / 2.0))
                    style:top=live_value(move || percent(at().1 / 2.0))
                    inner_html=live_value(move || flower(point.get(), ""))></svg>
            }
        }))}
    }
}

/// The words at the map's four ends.
#[component]
pub fn MapWords() -> impl IntoView {
    view! {
        <span class="map-word n" aria-hidden="true">"energetic"</span>
        <span class="map-word s" aria-hidden="true">"calm"</span>
        <span class="map-word w" aria-hidden="true">"unpleasant"</span>
        <span class="map-word e" aria-hidden="true">"pleasant"</span>
    }
}

/// The map beside the stage of a wide screen; a press there sets the mood.
#[component]
pub fn SmallMap() -> impl IntoView {
    let page = expect_context::<Page>();
    let pressed = on_event(move |event| follow_pointer(page, &event));
    let moved = on_event(move |event| follow_pointer(page, &event));
    view! {
        <div class="small-map field" on:pointerdown=pressed on:pointermove=moved><Map /><MapWords /></div>
    }
}

/// Sets the mood to where the pointer is on the map, while it is pressed.
pub fn follow_pointer(page: Page, event: &web_sys::PointerEvent) {
    let target = event.current_target();
    let Some(map) = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    if event.type_() == "pointerdown" && map.set_pointer_capture(event.pointer_id()).is_err() {
        log::debug!("the pointer was gone before it could be followed");
    }
    if event.buttons() & 1 == 1 {
        set_mood(page, place_at(event, &map));
    }
}

/// Sets the mood to where a press was made on the map.
pub fn follow_press(page: Page, event: &web_sys::MouseEvent) {
    let target = event.current_target();
    if let Some(map) = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
        set_mood(page, place_at(event, &map));
    }
}

/// Sets the mood by hand.
pub fn set_mood(page: Page, (valence, arousal): (f32, f32)) {
    let place = Place {
        valence: Balance::clamped(valence),
        arousal: Balance::clamped(arousal),
    };
    page.dispatch(MoodEvent::PointSet { place });
}

/// The place of the pointer on the map, beyond its edges too.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a place on the screen needs no more than 24 bits"
)]
fn place_at(event: &web_sys::MouseEvent, map: &web_sys::Element) -> (f32, f32) {
    let frame = map.get_bounding_client_rect();
    let share =
        |at: i32, start: f64, length: f64| ((f64::from(at) - start) / length.max(1.0) - 0.5) as f32;
    (
        share(event.client_x(), frame.left(), frame.width()) * 2.0,
        -share(event.client_y(), frame.top(), frame.height()) * 2.0,
    )
}
