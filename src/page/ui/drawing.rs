//! A drawing of `domain::drawing` on the page: decoration, whose meaning stands beside it in words.

use crate::domain::drawing::flower::draw_flower;
use crate::domain::mood::place::Place;
use crate::page::context::Page;
use crate::page::ui::live::{Live, live_value};
use leptos::prelude::*;

/// The square that flowers and sleeves are drawn in.
const SQUARE: &str = "0 0 48 48";
/// The triangle and the square on the flower that plays and stops.
pub const PLAY: &str = "<path class=\"tri\" d=\"M19.5 15.5v17l14-8.5z\"/>";
/// The square on the flower that stops.
pub const STOP: &str = "<path class=\"tri\" d=\"M17 17h14v14H17z\"/>";
const WAVE: &str =
    "<path class=\"mark-wave\" d=\"M15 24v2M19.5 20.5v8M24 17v14M28.5 20.5v8M33 24v2\"/>";

/// A square drawing: its markup is our own, and holds nobody's text.
#[component]
pub fn Drawing(
    /// The classes of its element.
    class: Live<&'static str>,
    /// The inside of the `<svg>`.
    inner: Live<String>,
) -> impl IntoView {
    view! { <svg class=class viewBox=SQUARE aria-hidden="true" inner_html=inner></svg> }
}

/// The mark: the flower of the list's mood with a sound wave on it.
#[component]
pub fn Mark() -> impl IntoView {
    let page = expect_context::<Page>();
    view! { <Drawing class=live_value(|| "mark") inner=live_value(move || flower(page.mood(), WAVE)) /> }
}

/// The markup of a mood's flower, with `more` on it.
pub fn flower(mood: Option<Place>, more: &str) -> String {
    let mut markup = String::from("<path d=\"");
    markup.push_str(&draw_flower(mood));
    markup.push_str("\"/>");
    markup.push_str(more);
    markup
}
