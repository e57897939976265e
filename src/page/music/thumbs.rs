//! The two thumbs of a song.

use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::music::MusicEvent;
use crate::flow::music::view::TrackView;
use crate::page::context::Page;
use crate::page::music::access::has_flag;
use crate::page::music::list_focus;
use crate::page::ui::icons::{ThumbDownIcon, ThumbUpIcon};
use crate::page::ui::live::{live_value, on_event, on_press};
use leptos::prelude::*;

/// The two thumbs, with words on them or without.
#[component]
pub fn Thumbs(
    /// The song they are for.
    track: TrackView,
    /// The words for more and for less; empty for the sign alone.
    words: (&'static str, &'static str),
) -> impl IntoView {
    let page = expect_context::<Page>();
    let TrackView {
        id, title, artist, ..
    } = track;
    let (up, down) = (id.clone(), id.clone());
    let liked = move || has_flag(page, &id, |track| track.liked).to_string();
    let less = move |_| {
        let row = list_focus::find_row(page, &down);
        page.dispatch(MusicEvent::Judge(down.clone(), ThumbVerdict::Down));
        list_focus::focus_row(row);
    };
    let class = if words.0.is_empty() {
        "thumb-up"
    } else {
        "pill"
    };
    view! {
        <button class=class aria-label=format!("More like {title} by {artist}") aria-pressed=live_value(liked)
            on:click=on_press(move || page.dispatch(MusicEvent::Judge(up.clone(), ThumbVerdict::Up)))>
            <ThumbUpIcon />{words.0}
        </button>
        <button class=format!("{class} less") aria-label=format!("Less like {title} by {artist}")
            on:click=on_event(less)>
            <ThumbDownIcon />{words.1}
        </button>
    }
}
