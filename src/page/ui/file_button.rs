//! A button that lets a file be chosen.

use leptos::prelude::*;

/// A native file field under a button's clothes: the keyboard and screen readers know it.
#[component]
pub fn FileButton(
    /// Its name.
    name: &'static str,
    /// The kinds of file that are offered.
    accept: &'static str,
    /// Takes the file.
    chosen: Callback<web_sys::File>,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    let take = move |event: web_sys::Event| {
        let field: web_sys::HtmlInputElement = event_target(&event);
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            chosen.run(file);
        }
        // The same file may be chosen again.
        field.set_value("");
    };
    view! {
        <label class="button file">
            {children()}
            <input type="file" accept=accept aria-label=name on:change=take />
        </label>
    }
}
