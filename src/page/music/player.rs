//! Spotify's own player, framed, once somebody asks for a track.

use crate::flow::music::MusicEvent;
use crate::page::context::Page;
use crate::page::ui::icons::CloseIcon;
use crate::page::ui::live::{live_part, on_press};
use leptos::prelude::*;

/// The player of a track that was asked for. Nothing of Spotify's is loaded before there is one.
#[component]
pub fn Player() -> impl IntoView {
    let page = expect_context::<Page>();
    live_part(move || {
        page.sections.player.get().map(|player| {
            view! {
                <aside class="player card" aria-label="Player">
                    <iframe src=player.embed_url title=format!("{} on Spotify", player.title)
                        allow="encrypted-media; clipboard-write; fullscreen; picture-in-picture"></iframe>
                    <button class="quiet" aria-label="Close the player"
                        on:click=on_press(move || page.dispatch(MusicEvent::PlayerClosed))><CloseIcon /></button>
                </aside>
            }
        })
    })
}
