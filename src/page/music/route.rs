//! The path of the list, drawn as wide as there is room for it.

use crate::domain::drawing::route::{RouteFrame, draw_route};
use crate::domain::text::format_fixed;
use crate::page::context::Page;
use crate::page::ui::live::{Live, live_memo, live_value};
use leptos::ev;
use leptos::prelude::*;
use leptos::svg::Svg;

/// The path; what it says stands beside it in words.
#[component]
pub fn Route(
    /// The name of its colours, its own for each path on the page.
    name: &'static str,
    /// The radius of a song's dot in pixels.
    dot: f32,
    /// The song that plays, from nought.
    current: Live<Option<usize>>,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let place = NodeRef::<Svg>::new();
    let size = RwSignal::new((280.0_f32, 64.0_f32));
    let measure = move || {
        // Once the page is laid out; what is hidden has no size, and keeps the one it had.
        request_animation_frame(move || {
            let svg = place.try_get_untracked().flatten();
            let frame = svg.map(|svg| svg.get_bounding_client_rect());
            let measured = frame.map(|frame| (pixels(frame.width()), pixels(frame.height())));
            if let Some(measured) = measured.filter(|(width, _)| *width > 0.0)
                && size
                    .try_get_untracked()
                    .is_some_and(|known| known != measured)
            {
                size.set(measured);
            }
        });
    };
    let current = live_memo(current);
    let playing = live_memo(move || page.sections.player.with(Option::is_some));
    Effect::new(move |_| {
        playing.track();
        if place.get().is_some() {
            measure();
        }
    });
    let listener = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || listener.remove());
    let drawn = move || {
        let (width, height) = size.get();
        let frame = RouteFrame {
            name,
            width,
            height,
            dot,
        };
        page.sections.route.with(|route| {
            let sketch = route.sketch.as_ref();
            sketch.map_or_else(String::new, |sketch| {
                draw_route(sketch, &frame, current.get())
            })
        })
    };
    let view_box = move || {
        let (width, height) = size.get();
        format!("0 0 {} {}", format_fixed(width, 0), format_fixed(height, 0))
    };
    view! {
        <svg class="route" node_ref=place viewBox=live_value(view_box) aria-hidden="true"
            inner_html=live_value(drawn)></svg>
    }
}

/// A length in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a screen has a few thousand pixels"
)]
fn pixels(length: f64) -> f32 {
    length.round() as f32
}
