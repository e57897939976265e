//! The row of a song: its sleeve, which plays it, its names, why it is here, and what more can be done.

use crate::domain::drawing::sleeve::draw_sleeve;
use crate::flow::music::MusicEvent;
use crate::flow::music::view::{TrackAccess, TrackView};
use crate::page::context::Page;
use crate::page::music::access::{follow_access, has_flag};
use crate::page::music::explanation::fetch_explanation;
use crate::page::music::thumbs::Thumbs;
use crate::page::spotify_link::{OwnMark, SaveButton};
use crate::page::ui::drawing::Drawing;
use crate::page::ui::icons::MoreIcon;
use crate::page::ui::lazy::Lazy;
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_press};
use leptos::prelude::*;

/// The row; the whole of it plays.
#[component]
pub fn TrackRow(
    /// The song of the row.
    track: TrackView,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let id = track.id.clone();
    let opened = live_memo(move || {
        page.sections
            .explanation
            .with(|open| open.as_ref().is_some_and(|open| open.id == id))
    });
    let shown = track.id.clone();
    let playing = live_memo(move || has_flag(page, &shown, |track| track.playing));
    let panel = format!("why-{}", track.id.as_str());
    let controls = panel.clone();
    let asked = track.id.clone();
    let names = format!("{} by {}", track.title, track.artist);
    view! {
        <li class="row" class:now=live_value(move || playing.get())
            aria-current=live_value(move || playing.get().then_some("true"))>
            <PlayButton track=track.clone() playing />
            <div class="row-what">
                <p class="row-title"><bdi>{track.title.clone()}</bdi></p>
                <p class="row-more">
                    <span class="row-by"><bdi>{track.artist.clone()}</bdi></span>
                    {(!track.year.is_empty()).then(|| view! { <span class="row-year">{track.year.clone()}</span> })}
                    <OwnMark id=track.id.clone() />
                    <span class="row-reason">{track.reason.clone()}</span>
                </p>
            </div>
            <div class="row-thumbs">
                <Thumbs track=track.clone() words=("", "") />
                <SaveButton id=track.id.clone() name=names />
            </div>
            <button class="row-open" aria-label=format!("Why, thumbs, Spotify: {}", track.title)
                aria-expanded=live_value(move || opened.get().to_string())
                aria-controls=live_value(move || opened.get().then(|| controls.clone()))
                on:click=on_press(move || page.dispatch(MusicEvent::ExplanationToggled(asked.clone())))>
                <MoreIcon />
            </button>
            <Shown when=live_value(move || opened.get())>
                <div class="row-panel" id=panel.clone()><Lazy fetch=fetch_explanation /></div>
            </Shown>
        </li>
    }
}

/// Plays the song here; one that Spotify's player can't be given is looked for there.
#[component]
fn PlayButton(track: TrackView, playing: Memo<bool>) -> impl IntoView {
    let page = expect_context::<Page>();
    let (access, url) = follow_access(page, &track);
    let TrackView {
        id,
        title,
        artist,
        features,
        ..
    } = track;
    let names = format!("{title} by {artist}");
    let sleeve = move || {
        view! { <Drawing class=live_value(|| "sleeve") inner=live_value(move || draw_sleeve(&features)) /> }
    };
    live_part(move || {
        if access.get() == TrackAccess::None {
            return view! {
                <a class="row-play" href=url.get() target="_blank" rel="noopener noreferrer"
                    aria-label=format!("Find {names} on Spotify")>{sleeve()}</a>
            }
            .into_any();
        }
        let asked = id.clone();
        view! {
            <button class="row-play" aria-label=format!("Play {names}")
                aria-pressed=live_value(move || playing.get().to_string())
                on:click=on_press(move || page.dispatch(MusicEvent::Play(asked.clone())))>{sleeve()}</button>
        }
        .into_any()
    })
}
