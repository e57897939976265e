//! The music: the sentence, the goals, Play and its path, and a row for each song.

use crate::flow::music::MusicEvent;
use crate::flow::music::choices::Choice;
use crate::page::context::{Page, Sheet};
use crate::page::music::goals::Goals;
use crate::page::music::lead::Lead;
use crate::page::music::row::TrackRow;
use crate::page::ui::icons::{ChevronIcon, SpotifyMark};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_press};
use leptos::prelude::*;

/// The music's half of the page.
#[component]
pub fn TrackList() -> impl IntoView {
    let page = expect_context::<Page>();
    let tracks = page.sections.tracks;
    let sentence = live_memo(move || tracks.with(|view| view.sentence.clone()));
    view! {
        <section class="music" id="tracks" tabindex="-1" aria-labelledby="list-title">
            <div class="say">
                <h2 class="display" id="list-title">{live_part(move || sentence.get())}</h2>
                <Length />
            </div>
            <Goals />
            <Lead />
            <Nothing />
            <ol class="tracks" role="list" aria-label="Recommended tracks"
                aria-busy=live_value(move || tracks.with(|view| view.loading).to_string())>
                <For each=move || tracks.get().tracks
                    key=|track| (track.id.clone(), track.reason.clone()) let:track>
                    <TrackRow track />
                </For>
            </ol>
            <p class="foot">
                <SpotifyMark />" Plays through Spotify's player. It learns which song, not why."
            </p>
        </section>
    }
}

/// The length of the list; opens the menu, where it is chosen.
#[component]
fn Length() -> impl IntoView {
    let page = expect_context::<Page>();
    let length = live_memo(move || page.sections.tracks.with(|view| view.length.clone()));
    let is_known = live_memo(move || !length.with(String::is_empty));
    view! {
        <Shown when=live_value(move || is_known.get())>
            <button class="much" aria-haspopup="dialog"
                aria-label=live_value(move || format!("{}: change the list", length.get()))
                on:click=on_press(move || page.open_sheet(Sheet::Menu))>
                {live_part(move || length.get())}<ChevronIcon />
            </button>
        </Shown>
    }
}

/// The reason that there is no song, and the way out.
#[component]
fn Nothing() -> impl IntoView {
    let page = expect_context::<Page>();
    let nothing = live_memo(move || page.sections.tracks.with(|view| view.nothing));
    let clear = move || page.dispatch(MusicEvent::ChoiceMade(Choice::NoFilter));
    view! {
        <div role="status">
            {live_part(move || nothing.get().map(|words| view! {
                <div class="nothing">
                    <p>{words}</p>
                    <button class="pill" on:click=on_press(clear)>"Clear the filter"</button>
                </div>
            }))}
        </div>
    }
}
