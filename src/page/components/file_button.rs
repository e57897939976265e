//! A button that lets a file be chosen.

use leptos::prelude::*;

/// A native file field under a button's clothes: the keyboard and screen readers know it.
#[component]
pub fn FileButton(
    name: &'static str,
    accept: &'static str,
    chosen: Callback<web_sys::File>,
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
