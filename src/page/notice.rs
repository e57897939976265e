//! The notice: what happened, what to do, and a button that does it.

use crate::flow::app::Event;
use crate::flow::kit::notice::{Notice, Remedy};
use crate::page::context::{Editor, Page};
use crate::page::music::list_focus;
use crate::page::ui::icons::CloseIcon;
use crate::page::ui::live::{live_part, on_press};
use leptos::prelude::*;

/// The region of notices; always there, so that a screen reader notices when it fills.
#[component]
pub fn NoticeRegion() -> impl IntoView {
    let notice = expect_context::<Page>().sections.notice;
    view! {
        <div class="messages" role="status" aria-live="polite" aria-label="Messages">
            {live_part(move || notice.get().map(|notice| view! { <NoticeCard notice /> }))}
        </div>
    }
}

#[component]
fn NoticeCard(notice: Notice) -> impl IntoView {
    let page = expect_context::<Page>();
    let Notice {
        what,
        advice,
        remedy,
    } = notice;
    let act = move |remedy: Remedy| {
        page.dispatch(Event::NoticeAction);
        match remedy {
            Remedy::ChoosePhoto => page.open_file_dialogue(),
            Remedy::BringTaste => page.editor.set(Some(Editor::Taste)),
            Remedy::BringTable => page.editor.set(Some(Editor::Library)),
            Remedy::Undo => list_focus::focus_list(),
            _ => {}
        }
    };
    view! {
        <div class="message card">
            <p><strong>{what}</strong>" "{advice}</p>
            {remedy.map(|remedy| view! {
                <button class="primary" on:click=on_press(move || act(remedy))>{remedy.label()}</button>
            })}
            <button class="quiet" aria-label="Dismiss" on:click=on_press(move || page.dispatch(Event::NoticeDismissed))>
                <CloseIcon />
            </button>
        </div>
    }
}
