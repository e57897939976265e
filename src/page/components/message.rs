//! What there is to say: what happened, what to do, and a button that does it.

use crate::flow_old::Event;
use crate::flow_old::fault::Remedy;
use crate::flow_old::view::MessageView;
use crate::page::components::focus;
use crate::page::components::icons::CloseIcon;
use crate::page::components::live::{part, tap};
use crate::page::context::Page;
use leptos::prelude::*;

/// Always there, so that a screen reader notices when it fills.
#[component]
pub fn MessageRegion() -> impl IntoView {
    let message = expect_context::<Page>().sections.message;
    view! {
        <div class="messages" role="status" aria-live="polite" aria-label="Messages">
            {part(move || message.get().map(|message| view! { <MessageCard message /> }))}
        </div>
    }
}

#[component]
fn MessageCard(message: MessageView) -> impl IntoView {
    let page = expect_context::<Page>();
    let MessageView {
        what,
        advice,
        remedy,
    } = message;
    let act = move |remedy: Remedy| {
        page.dispatch(Event::MessageAction);
        if remedy == Remedy::ChoosePhoto {
            page.open_file_dialogue();
        }
        if remedy == Remedy::Undo {
            focus::on_list();
        }
    };
    view! {
        <div class="message card">
            <p><strong>{what}</strong>" "{advice}</p>
            {remedy.map(|remedy| view! {
                <button class="primary" on:click=tap(move || act(remedy))>{remedy.label()}</button>
            })}
            <button class="quiet" aria-label="Dismiss" on:click=tap(move || page.dispatch(Event::MessageDismissed))>
                <CloseIcon />
            </button>
        </div>
    }
}
