//! Where the keyboard's focus goes when the button that had it is gone.

use crate::domain::music::catalogue::TrackId;
use crate::page::context::Page;
use leptos::html::Button;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Focuses the button of `node` once it is there, if nothing else has the focus: whoever pressed what stood in
/// its place goes on from there.
pub fn take_over(node: NodeRef<Button>) {
    Effect::new(move |_| {
        let lost = is_lost();
        if let Some(button) = node.get()
            && lost
            && let Err(error) = button.focus()
        {
            log::debug!("not focused: {}", crate::web::Error::from(error));
        }
    });
}

/// Where a track stands in the list that is shown, from nought.
pub fn place_in_list(page: Page, id: &TrackId) -> Option<usize> {
    page.sections
        .tracks
        .with_untracked(|view| view.tracks.iter().position(|track| track.id == *id))
}

/// Focuses "less like this" of the row at `at`, or of the last one, once the list is drawn, if nothing else has the
/// focus: whoever goes through the list with the keyboard goes on where a track has left.
pub fn on_row(at: Option<usize>) {
    let Some(at) = at else { return };
    request_animation_frame(move || {
        let nth = format!("#tracks .row:nth-child({}) .less", at + 1);
        focus_first(&[nth.as_str(), "#tracks .row:last-child .less", "#tracks"]);
    });
}

/// Focuses the list, if nothing else has the focus.
pub fn on_list() {
    request_animation_frame(|| focus_first(&["#tracks"]));
}

fn focus_first(selectors: &[&str]) {
    if !is_lost() {
        return;
    }
    let found = selectors
        .iter()
        .find_map(|selector| document().query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        && let Err(error) = element.focus()
    {
        log::debug!("not focused: {}", crate::web::Error::from(error));
    }
}

/// Focuses `place` if nothing else has the focus: what had it in there is gone.
pub fn keep_in(place: &web_sys::HtmlElement) {
    if is_lost()
        && let Err(error) = place.focus()
    {
        log::debug!("not focused: {}", crate::web::Error::from(error));
    }
}

fn is_lost() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}
