//! Play and the path: the mood's flower plays, and the list's way starts at it.

use crate::domain::music::catalogue::TrackId;
use crate::flow::music::MusicEvent;
use crate::flow::music::view::TrackAccess;
use crate::page::context::Page;
use crate::page::music::route::Route;
use crate::page::ui::drawing::{Drawing, PLAY, STOP, flower};
use crate::page::ui::live::{live_memo, live_value, on_press};
use leptos::prelude::*;

/// The radius of a song's dot.
const DOT: f32 = 5.0;

/// The flower that plays the list, or stops it.
#[component]
pub fn Lead() -> impl IntoView {
    let page = expect_context::<Page>();
    let playing = live_memo(move || page.sections.player.with(Option::is_some));
    let words = live_memo(move || page.sections.route.with(|route| route.words.clone()));
    let name = move || {
        if playing.get() {
            "Stop playing".into()
        } else {
            format!("Play {}", words.get())
        }
    };
    let press = move || {
        if playing.get_untracked() {
            page.dispatch(MusicEvent::PlayerClosed);
        } else if let Some(first) = first_song(page) {
            page.dispatch(MusicEvent::Play(first));
        }
    };
    let sign = move || flower(page.mood(), if playing.get() { STOP } else { PLAY });
    let disabled = live_memo(move || page.sections.tracks.with(|view| view.tracks.is_empty()));
    view! {
        <div class="lead">
            <button class="bloom-play" aria-label=live_value(name) disabled=live_value(move || disabled.get())
                on:click=on_press(press)>
                <Drawing class=live_value(|| "bloom") inner=live_value(sign) />
            </button>
            <Route name="lead" dot=DOT current=live_value(move || current_song(page)) />
        </div>
    }
}

/// The first song of the list that Spotify's player can be given.
fn first_song(page: Page) -> Option<TrackId> {
    page.sections.tracks.with_untracked(|view| {
        let mut known = view
            .tracks
            .iter()
            .filter(|track| track.access != TrackAccess::None);
        known.next().map(|track| track.id.clone())
    })
}

/// The place of the song that plays in the list, from nought.
pub fn current_song(page: Page) -> Option<usize> {
    page.sections
        .tracks
        .with(|view| view.tracks.iter().position(|track| track.playing))
}
