//! The row of a track with a connection: a mark on the person's own tracks, a button that saves, one that queues.

use crate::domain::music::catalogue::TrackId;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::bridge::spotify::SpotifyView;
use crate::flow::bridge::spotify::{PlaybackCommand, Sound};
use crate::page::context::Page;
use crate::page::ui::icons::{HeartIcon, QueueIcon};
use crate::page::ui::live::{live_memo, live_part, live_value, on_press};
use leptos::prelude::*;

/// The mark "Yours", on tracks that the person listens to or has saved.
#[component]
pub fn OwnMark(
    /// The track of the row.
    id: TrackId,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let own = live_memo(move || page.sections.spotify.with(|view| view.own.contains(&id)));
    live_part(move || {
        own.get()
            .then(|| view! { <span class="own">"yours"</span> })
    })
}

/// Likes the track at Spotify, or takes that back.
#[component]
pub fn SaveButton(
    /// The track of the row.
    id: TrackId,
    /// "Title by Artist", for the button's name.
    name: String,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let wanted = id.clone();
    let connected = live_memo(move || page.sections.spotify.with(|view| view.status.connected));
    let saved = live_memo(move || {
        page.sections
            .spotify
            .with(|view| view.saved.contains(&wanted))
    });
    let press = move || {
        page.tell_spotify(if saved.get_untracked() {
            SpotifyAction::Unsave(id.clone())
        } else {
            SpotifyAction::Save(id.clone())
        });
        // What has to be allowed first is said on Spotify's page.
        let in_the_way = |view: &SpotifyView| view.status.trouble;
        if page.sections.spotify.with_untracked(in_the_way) {
            page.open_spotify();
        }
    };
    live_part(move || {
        connected.get().then(|| {
            let press = press.clone();
            view! {
                <button class="save" aria-pressed=live_value(move || saved.get().to_string())
                    aria-label=format!("Save {name} to your Spotify library")
                    on:click=on_press(press)><HeartIcon /></button>
            }
        })
    })
}

/// Plays the track after what this page plays on a device; there while it plays something.
#[component]
pub fn QueueButton(
    /// The track of the row.
    id: TrackId,
    /// "Title by Artist", for the button's name.
    name: String,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let wanted = id.clone();
    let plays = live_memo(move || {
        page.sections
            .spotify
            .with(|view| view.players.sound != Sound::Silent)
    });
    let queued = live_memo(move || {
        page.sections
            .spotify
            .with(|view| view.players.queued.contains(&wanted))
    });
    live_part(move || {
        plays.get().then(|| {
            let command = PlaybackCommand::Queue(id.clone());
            view! {
                <button class="pill" aria-pressed=live_value(move || queued.get().to_string())
                    aria-label=format!("Play next on the device: {name}")
                    on:click=on_press(move || page.tell_spotify(SpotifyAction::Playback(command.clone())))>
                    <QueueIcon />"Play next"
                </button>
            }
        })
    })
}
