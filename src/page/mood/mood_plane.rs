//! The mood on the valence–arousal plane: seen, and set by hand.

use crate::domain::mood::place::Place;
use crate::domain::mood::word::MoodWord;
use crate::domain::quantity::Balance;
use crate::domain::text::{format_fixed, parse_number};
use crate::flow::mood::MoodEvent;
use crate::flow::mood::view::MoodLead;
use crate::page::context::Page;
use crate::page::mood::words_field::WordsField;
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event, on_press};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The hundredths by which an arrow key moves a slider.
const STEP: &str = "5";

/// The plane with its point and trail, and two sliders that do the same by keyboard.
#[component]
pub fn MoodPlane() -> impl IntoView {
    let page = expect_context::<Page>();
    let mood = page.sections.mood;
    let lead = live_memo(move || mood.with(|mood| mood.lead));
    let story = move || match lead.get() {
        MoodLead::Nobody => "No mood yet. Start the camera, or put the point where you feel.",
        MoodLead::Face => "From the face that leads.",
        MoodLead::Unsure => "Not sure what this face says. The mood stays where it was.",
        MoodLead::Hand => "Set by you. The camera doesn't change it.",
    };
    let word = live_memo(move || mood.with(|mood| mood.word));
    let name = move || word.get().map_or("—", MoodWord::name);
    let qualifier = move || word.get().map_or("", MoodWord::qualifier);
    let evidence = live_memo(move || mood.with(|mood| mood.evidence.clone()));
    view! {
        <section class="mood card" role="group" aria-label="Mood">
            <Plane />
            <div class="mood-words">
                <h2>"Mood"</h2>
                <p class="word"><small>{live_part(qualifier)}</small>" "{live_part(name)}</p>
                <p class="hint evidence">{live_part(move || evidence.get())}</p>
                <p class="hint">{live_part(story)}</p>
                <AxisSlider name="Pleasantness" low="unpleasant" high="pleasant"
                    read=|point| point.0 change=|point, value| (value, point.1) />
                <AxisSlider name="Energy" low="calm" high="energetic"
                    read=|point| point.1 change=|point, value| (point.0, value) />
                <WordsField />
                <Told />
                <Shown when=live_value(move || lead.get() == MoodLead::Hand)>
                    <button on:click=on_press(move || page.dispatch(MoodEvent::HandReleased))>
                        "Let the camera lead again"
                    </button>
                </Shown>
            </div>
        </section>
    }
}

/// A point on the plane, as the pointer has it: valence and arousal, beyond the edges too.
type Point = (f32, f32);

const fn point_of(place: Place) -> Point {
    (place.valence.get(), place.arousal.get())
}

fn set(page: Page, (valence, arousal): Point) {
    let place = Place {
        valence: Balance::clamped(valence),
        arousal: Balance::clamped(arousal),
    };
    page.dispatch(MoodEvent::PointSet { place });
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
        page.sections
            .mood
            .with(|mood| mood.point.map(point_of))
            .unwrap_or_default()
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
            set(page, change(point.get_untracked(), value / 100.0));
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

/// The drawing: valence to the right, arousal upwards, one unit a hundred.
#[component]
fn Plane() -> impl IntoView {
    let page = expect_context::<Page>();
    let mood = page.sections.mood;
    let trail = move || {
        mood.with(|mood| {
            mood.trail
                .iter()
                .copied()
                .map(point_of)
                .map(|(v, a)| {
                    format!(
                        "{},{}",
                        format_fixed(v * 100.0, 1),
                        format_fixed(-a * 100.0, 1)
                    )
                })
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    let point = live_memo(move || mood.with(|mood| mood.point.map(point_of)));
    let coordinate = |value: f32| format_fixed(value * 100.0, 1);
    let pressed = move |event: web_sys::PointerEvent| {
        if let Some(target) = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        {
            if event.type_() == "pointerdown"
                && target.set_pointer_capture(event.pointer_id()).is_err()
            {
                log::debug!("the pointer was gone before it could be followed");
            }
            if event.buttons() & 1 == 1 {
                set(page, place_of(&event, &target));
            }
        }
    };
    view! {
        <svg class="plane" viewBox="-110 -110 220 220" aria-hidden="true" on:pointerdown=pressed on:pointermove=pressed>
            <rect class="q tense" x="-100" y="-100" width="100" height="100" />
            <rect class="q lively" x="0" y="-100" width="100" height="100" />
            <rect class="q low" x="-100" y="0" width="100" height="100" />
            <rect class="q calm" x="0" y="0" width="100" height="100" />
            <path class="axes" d="M-100 0H100M0 -100V100" />
            <text x="0" y="-88" class="mid">"energetic"</text>
            <text x="0" y="96" class="mid">"calm"</text>
            <text x="-97" y="-4">"unpleasant"</text>
            <text x="97" y="-4" class="end">"pleasant"</text>
            <polyline class="trail" points=live_value(trail) />
            <Route />
            <Shown when=live_value(move || point.get().is_some())>
                <circle class="point" r="7"
                    class:by-hand=live_value(move || mood.with(|mood| mood.lead == MoodLead::Hand))
                    cx=live_value(move || coordinate(point.get().unwrap_or_default().0))
                    cy=live_value(move || coordinate(-point.get().unwrap_or_default().1)) />
            </Shown>
        </svg>
    }
}

/// The list on the plane: the path it follows, and a dot for each track.
#[component]
fn Route() -> impl IntoView {
    let route = expect_context::<Page>().sections.route;
    let shown = |value: f32| format_fixed(value, 1);
    view! {
        <polyline class="path" points=live_value(move || route.with(|route| route.path.clone())) />
        {live_part(move || route.with(|route| route.end).map(|(x, y)| view! {
            <circle class="goal-end" r="8" cx=shown(x) cy=shown(y) />
        }))}
        {live_part(move || route.with(|route| route.dots.clone()).into_iter().map(|(x, y)| view! {
            <circle class="dot" r="2.6" cx=shown(x) cy=shown(y) />
        }).collect_view())}
    }
}

/// The drawing for whoever can't see it: a sentence, and each track in a table.
#[component]
fn Told() -> impl IntoView {
    let route = expect_context::<Page>().sections.route;
    let table = live_memo(move || route.with(|route| route.table.clone()));
    let heads = move || {
        table
            .get()
            .columns
            .into_iter()
            .map(|head| view! { <th scope="col">{head}</th> })
            .collect_view()
    };
    let rows = move || {
        table
            .get()
            .rows
            .into_iter()
            .map(|row| view! { <Row row /> })
            .collect_view()
    };
    view! {
        // Around the table: a table itself is never narrower than its cells.
        <div class="unseen">
            <p>{live_part(move || route.with(|route| route.words.clone()))}</p>
            <Shown when=live_value(move || table.with(|table| !table.rows.is_empty()))>
                <table>
                    <caption>{live_part(move || table.get().caption)}</caption>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Shown>
        </div>
    }
}

/// A row of the table, the first cell its head.
#[component]
fn Row(row: Vec<String>) -> impl IntoView {
    let mut cells = row.into_iter();
    let head = cells.next();
    view! {
        <tr><th scope="row">{head}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr>
    }
}

/// Finds the place of the pointer on the plane; the drawing has a margin of a twenty-second on each side.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a place on the screen needs no more than 24 bits"
)]
fn place_of(event: &web_sys::PointerEvent, plane: &web_sys::Element) -> Point {
    let frame = plane.get_bounding_client_rect();
    let share =
        |at: i32, start: f64, length: f64| ((f64::from(at) - start) / length.max(1.0) - 0.5) as f32;
    let reach = 2.2;
    (
        share(event.client_x(), frame.left(), frame.width()) * reach,
        -share(event.client_y(), frame.top(), frame.height()) * reach,
    )
}
