//! The keyboard's focus, when the button that had it is gone.

use leptos::html::Button;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Focuses the button of `node` once it is there, if nothing else has the focus: whoever pressed what stood in
/// its place goes on from there.
pub fn take_over_focus(node: NodeRef<Button>) {
    Effect::new(move |_| {
        let lost = is_lost();
        if let Some(button) = node.get()
            && lost
        {
            focus(&button);
        }
    });
}

/// Focuses the first element that there is of `selectors`, if nothing else has the focus.
pub fn focus_first(selectors: &[&str]) {
    if !is_lost() {
        return;
    }
    for selector in selectors {
        let found = document().query_selector(selector).ok().flatten();
        let element = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element {
            focus(&element);
            // What is hidden can't take it.
            if !is_lost() {
                return;
            }
        }
    }
}

/// Goes to the top of the open dialogue, and focuses its title: it shows something else than before.
pub fn focus_title() {
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = dialog {
        dialog.set_scroll_top(0);
        let title = dialog.query_selector("h2").ok().flatten();
        if let Some(title) = title.and_then(|title| title.dyn_into::<web_sys::HtmlElement>().ok()) {
            focus(&title);
        }
    }
}

/// Focuses `place` if nothing else has the focus: what had it in there is gone.
pub fn keep_focus_in(place: &web_sys::HtmlElement) {
    if is_lost() {
        focus(place);
    }
}

fn focus(element: &web_sys::HtmlElement) {
    if let Err(error) = element.focus() {
        log::debug!("not focused: {}", crate::web::Error::from(error));
    }
}

fn is_lost() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}
