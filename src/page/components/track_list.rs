//! The ten tracks.

use crate::flow::Event;
use crate::flow::view::TrackView;
use crate::page::components::icons::{OpenIcon, PinIcon, PlayIcon, RefreshIcon};
use crate::page::components::spotify::{OwnMark, SaveButton};
use crate::page::context::Page;
use leptos::prelude::*;

/// The list with its two buttons.
#[component]
pub fn TrackList() -> impl IntoView {
    let page = expect_context::<Page>();
    let tracks = page.sections.tracks;
    let pinned = move || tracks.with(|view| view.pinned);
    view! {
        <section class="tracks card" id="tracks" tabindex="-1">
            <div class="bar-of-list">
                <h2>{move || tracks.with(|view| view.heading.clone())}</h2>
                <button class="quiet" aria-pressed=move || pinned().to_string()
                    on:click=move |_| page.dispatch(Event::TogglePin)><PinIcon />"Pin this list"</button>
                <button class="quiet" on:click=move |_| page.dispatch(Event::RefreshTracks)>
                    <RefreshIcon />"New list"
                </button>
            </div>
            <ol class="list" role="list" aria-label="Recommended tracks"
                aria-busy=move || tracks.with(|view| view.loading).to_string()>
                <For each=move || tracks.get().tracks
                    key=|track| (track.id.clone(), track.reason.clone()) let:track>
                    <TrackRow track />
                </For>
            </ol>
            <p class="hint small">
                "Plays on " <a href="https://open.spotify.com/" target="_blank" rel="noopener noreferrer">"Spotify"</a>
                ". Playing here loads Spotify's player, which learns which track, not why."
            </p>
        </section>
    }
}

#[component]
fn TrackRow(track: TrackView) -> impl IntoView {
    let page = expect_context::<Page>();
    let TrackView {
        id,
        title,
        artist,
        details,
        reason,
        open_url,
        ..
    } = track;
    let (asked, own, saved) = (id.clone(), id.clone(), id.clone());
    let playing = move || {
        page.sections
            .tracks
            .with(|view| {
                view.tracks
                    .iter()
                    .any(|track| track.id == id && track.playing)
            })
            .to_string()
    };
    view! {
        <li class="row">
            <button class="play" aria-label=format!("Play {title} by {artist} here") aria-pressed=playing
                on:click=move |_| page.dispatch(Event::Play(asked.clone()))><PlayIcon /></button>
            <div class="what">
                <p class="title">{title.clone()}</p>
                <p class="artist">{artist.clone()}<span class="details">{details}</span><OwnMark id=own /></p>
            </div>
            <p class="reason">{reason}</p>
            <a class="open" href=open_url target="_blank" rel="noopener noreferrer"
                aria-label=format!("Open {title} by {artist} in Spotify")><OpenIcon /></a>
            <SaveButton id=saved name=format!("{title} by {artist}") />
        </li>
    }
}
