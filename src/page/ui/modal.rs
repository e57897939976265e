//! The native dialogues: the browser keeps the focus inside, Escape closes them. They open at once, and their inside
//! is fetched then.

use crate::page::context::{Editor, Page};
use crate::page::ui::icons::CloseIcon;
use crate::page::ui::lazy::{Draw, Fetch, Lazy};
use crate::page::ui::live::{Shown, live_memo, live_value, on_event, on_press};
use leptos::html::Dialog;
use leptos::prelude::*;

/// A dialogue that holds an editor. Its inside is only there while it is open.
#[component]
pub fn Modal(
    /// The editor that it holds.
    which: Editor,
    /// The heading, which is the dialogue's name too.
    title: &'static str,
    /// The function that brings what is inside.
    fetch: Fetch<Draw>,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let dialog = NodeRef::<Dialog>::new();
    let open = live_memo(move || page.editor.get() == Some(which));
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
            page.editor.set(None);
        }
    };
    let id = format!("sheet-{}", title.replace(' ', "-"));
    let titled_by = id.clone();
    view! {
        <dialog node_ref=dialog class="about sheet card" aria-labelledby=titled_by on:close=on_event(closed)>
            <div class="sheet-head">
                <h2 id=id>{title}</h2>
                <button class="quiet" aria-label="Close" on:click=on_press(move || page.editor.set(None))>
                    <CloseIcon />
                </button>
            </div>
            <Shown when=live_value(move || open.get())><Lazy fetch /></Shown>
        </dialog>
    }
}

/// A dialogue that explains. Its inside stays once it is there, with what was typed into it.
#[component]
pub fn Explainer(
    /// The switch that opens and closes it.
    open: RwSignal<bool>,
    /// The classes of its element.
    class: &'static str,
    /// The id of its heading in the document.
    id: &'static str,
    /// The function that brings what is inside.
    fetch: Fetch<Draw>,
    /// The heading, which is the dialogue's name too.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let opened = open.get() && dialog.show_modal().is_ok();
            if !opened {
                dialog.close();
            }
        }
    });
    let wanted = Memo::new(move |before: Option<&bool>| open.get() || before == Some(&true));
    view! {
        <dialog node_ref=dialog class=class aria-labelledby=id on:close=on_event(move |_| open.set(false))>
            // Its only button stands at the end: whoever opens it begins at the top.
            <h2 id=id tabindex="-1" autofocus>{children()}</h2>
            <Shown when=live_value(move || wanted.get())><Lazy fetch /></Shown>
            <button class="primary" on:click=on_press(move || open.set(false))>"Close"</button>
        </dialog>
    }
}
