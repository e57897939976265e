//! The dock: our buttons, and below them Spotify's own frame, whole. The frame is one element for as long as it is
//! there: it is sized by styles, and told another address, but never moved.

use crate::domain::drawing::sleeve::draw_sleeve;
use crate::flow::music::MusicEvent;
use crate::flow::music::view::TrackView;
use crate::page::context::Page;
use crate::page::music::access::OpenLink;
use crate::page::music::lead::current_song;
use crate::page::music::route::Route;
use crate::page::ui::drawing::Drawing;
use crate::page::ui::icons::{BeforeIcon, ChevronIcon, CloseIcon, SkipIcon};
use crate::page::ui::lazy::{Draw, Lazy, fetched};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_press};
use leptos::prelude::*;

/// The radius of a song's dot.
const DOT: f32 = 3.0;

/// The dock, while a song is being played. Nothing of Spotify's is loaded before somebody plays.
#[component]
pub fn Dock() -> impl IntoView {
    let page = expect_context::<Page>();
    let playing = live_memo(move || page.sections.player.with(Option::is_some));
    view! { <Shown when=live_value(move || playing.get())><Lazy fetch=fetch_player /></Shown> }
}

fetched! {
    /// Fetches the dock.
    fetch_player: Draw, in songs = || view! { <Player /> }.into_any()
}

#[component]
fn Player() -> impl IntoView {
    let page = expect_context::<Page>();
    let open = RwSignal::new(false);
    let current = live_memo(move || current_song(page));
    let song = live_memo(move || {
        let at = current.get()?;
        page.sections
            .tracks
            .with(|view| view.tracks.get(at).cloned())
    });
    let player = page.sections.player;
    let address = live_memo(move || {
        player.with(|player| player.as_ref().map(|player| player.embed_url.clone()))
    });
    let name =
        live_memo(move || player.with(|player| player.as_ref().map(|player| player.title.clone())));
    let title = move || name.get().unwrap_or_default();
    view! {
        <aside class="dock" class:open=live_value(move || open.get()) aria-label="Player">
            {live_part(move || open.get().then(|| view! { <Opened song open /> }))}
            <Route name="dock" dot=DOT current=live_value(move || current.get()) />
            <div class="dock-now">
                <button class="dock-what" aria-expanded=live_value(move || open.get().to_string())
                    aria-label=live_value(move || format!("Open the player: {}", title()))
                    on:click=on_press(move || open.set(true))>
                    <span class="dock-title"><bdi>{live_part(move || heading_of(song.get(), &title()))}</bdi></span>
                    <span class="dock-more">{live_part(move || progress_of(page, song.get()))}</span>
                </button>
                <Buttons current />
            </div>
            <iframe class="embed" src=live_value(move || address.get())
                title=live_value(move || format!("{} on Spotify", title()))
                allow="encrypted-media; clipboard-write; fullscreen; picture-in-picture"></iframe>
        </aside>
    }
}

fn heading_of(song: Option<TrackView>, names: &str) -> String {
    song.map_or_else(|| names.into(), |song| song.title)
}

/// "3 of 10 · quick, like you"; empty for a song that has left the list.
fn progress_of(page: Page, song: Option<TrackView>) -> String {
    let (at, all) = (
        current_song(page),
        page.sections.tracks.with(|view| view.tracks.len()),
    );
    match (at, song) {
        (Some(at), Some(song)) => format!("{} of {all} · {}", at + 1, song.reason),
        _ => String::new(),
    }
}

/// Previous, next, and the end of it.
#[component]
fn Buttons(current: Memo<Option<usize>>) -> impl IntoView {
    let page = expect_context::<Page>();
    let play = move |at: Option<usize>| {
        let song = page.sections.tracks.with_untracked(|view| {
            at.and_then(|at| view.tracks.get(at))
                .map(|track| track.id.clone())
        });
        if let Some(song) = song {
            page.dispatch(MusicEvent::Play(song));
        }
    };
    let before = move || play(current.get_untracked().and_then(|at| at.checked_sub(1)));
    let after = move || play(Some(current.get_untracked().map_or(0, |at| at + 1)));
    view! {
        <button class="round" aria-label="Previous" on:click=on_press(before)><BeforeIcon /></button>
        <button class="round" aria-label="Next" on:click=on_press(after)><SkipIcon /></button>
        <button class="round" aria-label="Close the player"
            on:click=on_press(move || page.dispatch(MusicEvent::PlayerClosed))><CloseIcon /></button>
    }
}

/// The top of the opened dock, above the path.
#[component]
fn Opened(song: Memo<Option<TrackView>>, open: RwSignal<bool>) -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <div class="dock-head">
            <span class="quiet">{live_part(move || progress_of(page, song.get()))}</span>
            <button class="round" aria-label="Make the player small" on:click=on_press(move || open.set(false))>
                <ChevronIcon />
            </button>
        </div>
        {live_part(move || song.get().map(|song| view! { <NowHead song /> }))}
    }
}

/// The song's sleeve and names, and the way to it at Spotify.
#[component]
fn NowHead(song: TrackView) -> impl IntoView {
    let features = song.features;
    view! {
            <div class="now-head">
                <Drawing class=live_value(|| "sleeve") inner=live_value(move || draw_sleeve(&features)) />
                <div>
                    <h2 class="display"><bdi>{song.title.clone()}</bdi></h2>
                    <p class="quiet"><bdi>{song.artist.clone()}</bdi>" · "{song.details.clone()}</p>
                    <p><OpenLink track=song.clone() /></p>
                </div>
            </div>
    }
}
