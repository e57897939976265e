//! A button that lets a file be chosen.

use crate::web::chosen_file::ChosenFile;
use leptos::ev::Event;
use leptos::prelude::*;

/// A native file field under a button's clothes: the keyboard and screen readers know it.
#[component]
pub fn FileButton(
    /// The name that a screen reader says.
    name: &'static str,
    /// The kinds of file that are offered.
    accept: &'static str,
    /// Takes the file that was chosen.
    chosen: Callback<ChosenFile>,
    /// The words and icons on the button.
    children: Children,
) -> impl IntoView {
    let take = move |event: Event| {
        if let Some(file) = ChosenFile::take_from(&event) {
            chosen.run(file);
        }
    };
    view! {
        <label class="button file">
            {children()}
            <input type="file" accept=accept aria-label=name on:change=take />
        </label>
    }
}
