//! A choice of one among a few, side by side: radio buttons that look like one control.

use crate::page::ui::live::{live_value, on_event};
use leptos::prelude::*;

/// An option: its value, the word on it, and its name where the word is too short to be one.
pub type Segment<T> = (T, &'static str, &'static str);

/// The control of a choice. Arrow keys move within it, as in any group of radio buttons.
#[component]
pub fn Segments<T: Copy + PartialEq + Send + Sync + 'static>(
    /// The name of the group.
    name: &'static str,
    /// The options to choose from.
    options: Vec<Segment<T>>,
    /// The value that is chosen now.
    chosen: Signal<Option<T>>,
    /// Takes the value that was chosen.
    choose: Callback<T>,
) -> impl IntoView {
    let segments = options.into_iter().map(|(value, word, says)| {
        let checked = move || chosen.get() == Some(value);
        view! {
            <label class="segment" class:chosen=live_value(checked)>
                <input type="radio" name=name aria-label=says prop:checked=live_value(checked)
                    on:change=on_event(move |_| choose.run(value)) />
                <span aria-hidden="true">{word}</span>
            </label>
        }
    });
    view! { <div class="segments" role="radiogroup" aria-label=name>{segments.collect_view()}</div> }
}
