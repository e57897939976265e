//! The message: what happened, what to do, and a button that does it. What is about the picture is said on the stage.

use crate::flow::app::Event;
use crate::flow::kit::notice::{Notice, Remedy};
use crate::page::context::{Page, Sheet};
use crate::page::music::list_focus;
use crate::page::ui::icons::CloseIcon;
use crate::page::ui::live::{live_memo, live_part, on_press};
use leptos::prelude::*;

/// The region of messages; always there, so that a screen reader notices when it fills.
#[component]
pub fn NoticeRegion() -> impl IntoView {
    let page = expect_context::<Page>();
    let message = live_memo(move || page.message());
    view! {
        <div class="messages" role="status" aria-live="polite" aria-label="Messages">
            {live_part(move || message.get().map(|notice| view! { <NoticeCard notice /> }))}
        </div>
    }
}

/// Does what the button of a notice says.
pub fn act_on(page: Page, remedy: Remedy) {
    page.dispatch(Event::NoticeAction);
    match remedy {
        Remedy::ChoosePhoto => page.open_file_dialogue(),
        Remedy::BringTaste => page.open_sheet(Sheet::Taste),
        Remedy::Undo => list_focus::focus_list(),
        _ => {}
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
    view! {
        <div class="message">
            <p><strong>{what}</strong>" "{advice}</p>
            {remedy.map(|remedy| view! {
                <button class="primary" on:click=on_press(move || act_on(page, remedy))>{remedy.label()}</button>
            })}
            <button class="round" aria-label="Dismiss" on:click=on_press(move || page.dispatch(Event::NoticeDismissed))>
                <CloseIcon />
            </button>
        </div>
    }
}
