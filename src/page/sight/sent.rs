//! The pill that says what has left this device: always in sight, and true.

use crate::page::context::{Page, Sheet};
use crate::page::ui::icons::ShieldIcon;
use crate::page::ui::live::{live_memo, live_part, on_press};
use leptos::prelude::*;

/// The pill: the requests of this visit in a word or two; opens the list of them.
#[component]
pub fn Sent() -> impl IntoView {
    let page = expect_context::<Page>();
    let words = live_memo(move || {
        let (connected, calls) = page
            .sections
            .spotify
            .with(|view| (view.status.connected, view.usage.visit));
        if connected || calls > 0 {
            format!("{calls} to Spotify")
        } else if page.sections.player.with(Option::is_some) {
            "Only Spotify".into()
        } else {
            "0 sent".into()
        }
    });
    view! {
        <button class="sent" aria-haspopup="dialog" on:click=on_press(move || page.open_sheet(Sheet::Requests))>
            <ShieldIcon /><span class="at-home">"On this device · "</span>{live_part(move || words.get())}
        </button>
    }
}
