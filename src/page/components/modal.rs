//! A native dialogue around what its opener wants to show: the browser keeps the focus inside, Escape closes it.

use crate::page::components::icons::CloseIcon;
use crate::page::components::live::{Shown, live, memo, on, tap};
use crate::page::context::{Page, Sheet};
use leptos::html::Dialog;
use leptos::prelude::*;

/// What is inside is only there while the dialogue is open.
#[component]
pub fn Modal(
    /// Which one it is.
    which: Sheet,
    /// Its heading and its name.
    title: &'static str,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let dialog = NodeRef::<Dialog>::new();
    let open = memo(move || page.sheet.get() == Some(which));
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if !open {
            dialog.close();
        } else if dialog.show_modal().is_err() {
            log::debug!("the dialogue is open already");
        }
    });
    // The browser may close it, too; by then another one may be open.
    let closed = move |_| {
        if open.get_untracked() {
            page.sheet.set(None);
        }
    };
    let id = format!("sheet-{}", title.replace(' ', "-"));
    let titled_by = id.clone();
    view! {
        <dialog node_ref=dialog class="about sheet card" aria-labelledby=titled_by on:close=on(closed)>
            <div class="sheet-head">
                <h2 id=id>{title}</h2>
                <button class="quiet" aria-label="Close" on:click=tap(move || page.sheet.set(None))><CloseIcon /></button>
            </div>
            <Shown when=live(move || open.get())>{children()}</Shown>
        </dialog>
    }
}
