//! The two sliders that do by keyboard what a hand does on the map: seen when they have the focus.

use crate::domain::text::parse_number;
use crate::page::context::Page;
use crate::page::mood::map::set_mood;
use crate::page::ui::live::{live_memo, live_value, on_event};
use leptos::prelude::*;

/// The hundredths by which an arrow key moves a slider.
const STEP: &str = "5";

/// A point on the plane: valence and arousal.
type Point = (f32, f32);

/// The sliders of both axes.
#[component]
pub fn MoodSliders() -> impl IntoView {
    view! {
        <div class="axes">
            <AxisSlider name="Pleasantness" low="unpleasant" high="pleasant"
                read=|point| point.0 change=|point, value| (value, point.1) />
            <AxisSlider name="Energy" low="calm" high="energetic"
                read=|point| point.1 change=|point, value| (point.0, value) />
        </div>
    }
}

#[component]
fn AxisSlider(
    name: &'static str,
    low: &'static str,
    high: &'static str,
    read: fn(Point) -> f32,
    change: fn(Point, f32) -> Point,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let point = live_memo(move || {
        let point = page.sections.mood.with(|mood| mood.point);
        point.map_or((0.0, 0.0), |place| {
            (place.valence.get(), place.arousal.get())
        })
    });
    let value = move || (read(point.get()) * 100.0).round();
    let words = move || {
        let value = value();
        let side = if value < 0.0 { low } else { high };
        match value.abs() {
            v if v < 10.0 => format!("between {low} and {high}"),
            v if v < 40.0 => format!("a little {side}"),
            v if v < 75.0 => format!("quite {side}"),
            _ => format!("very {side}"),
        }
    };
    let moved = move |event| {
        if let Some(value) = parse_number(&event_target_value(&event)) {
            set_mood(page, change(point.get_untracked(), value / 100.0));
        }
    };
    view! {
        <label class="axis">
            <span>{name}</span>
            <input type="range" min="-100" max="100" step=STEP
                aria-valuetext=live_value(words) prop:value=live_value(value) on:input=on_event(moved) />
        </label>
    }
}
