//! The native dialogue behind every sheet: the browser keeps the focus inside, Escape and a press beside it close it,
//! the page behind stands still. It opens at its top, with the focus on its title.

use crate::page::ui::icons::{BackIcon, CloseIcon};
use crate::page::ui::live::{Live, Shown, on_event, on_press};
use crate::web::page::set_root_class;
use leptos::ev::MouseEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

/// A dialogue as a sheet: from below on phones, from the right on wide screens.
#[component]
pub fn SheetDialog(
    /// True while it is open.
    open: Memo<bool>,
    /// Closes the dialogue for good.
    close: Callback<()>,
    /// Goes back to the sheet that this one was opened from.
    back: Option<Callback<()>>,
    /// Tells whether there is a sheet to go back to.
    has_back: Live<bool>,
    /// The classes of its element.
    class: &'static str,
    /// The id of its heading in the document.
    id: &'static str,
    /// The heading, which is the dialogue's name too.
    title: Live<AnyView>,
    /// The inside of the dialogue.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |before: Option<bool>| {
        let open = open.get();
        if let (Some(dialog), true) = (dialog.get(), before.is_some() || open) {
            if !open {
                dialog.close();
            } else if dialog.show_modal().is_err() {
                log::debug!("the dialogue is open already");
            }
            if let Err(error) = set_root_class(if open { "locked" } else { "" }) {
                log::debug!("the page behind may scroll: {error}");
            }
        }
        open
    });
    // The browser may close it, too.
    let closed = move |_| {
        if open.get_untracked() {
            close.run(());
        }
    };
    // What lies in the dialogue covers it: a press on itself was made beside it.
    let beside = move |event: MouseEvent| {
        if event.target() == event.current_target() {
            close.run(());
        }
    };
    let go_back = move || {
        if let Some(back) = back {
            back.run(());
        }
    };
    view! {
        <dialog node_ref=dialog class=class aria-labelledby=id on:close=on_event(closed) on:click=on_event(beside)>
            <div class="sheet-body">
                <div class="sheet-head">
                    <Shown when=has_back>
                        <button class="round back" aria-label="Back to the menu" on:click=on_press(go_back)>
                            <BackIcon />
                        </button>
                    </Shown>
                    <h2 id=id tabindex="-1" autofocus>{title}</h2>
                    <button class="round" aria-label="Close" on:click=on_press(move || close.run(()))>
                        <CloseIcon />
                    </button>
                </div>
                {children()}
            </div>
        </dialog>
    }
}
