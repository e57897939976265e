//! Where the keyboard's focus goes when the button that had it is gone.

use leptos::html::Button;
use leptos::prelude::*;

/// Focuses the button of `node` once it is there, if nothing else has the focus: whoever pressed what stood in
/// its place goes on from there.
pub fn take_over(node: NodeRef<Button>) {
    Effect::new(move |_| {
        let lost = document()
            .active_element()
            .is_none_or(|element| element.tag_name() == "BODY");
        if let Some(button) = node.get()
            && lost
            && let Err(error) = button.focus()
        {
            log::debug!("not focused: {}", crate::web::Error::from(error));
        }
    });
}
