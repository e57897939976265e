//! Playing on a device: which one, and play, pause, next, volume.

use crate::domain::spotify::player::{PlayerId, Volume};
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::bridge::spotify::view::{DeviceSearch, PlayerRow};
use crate::flow::bridge::spotify::{PlaybackCommand, Sound};
use crate::page::context::Page;
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event, on_press};
use leptos::prelude::*;

/// The picker of a device, and the buttons that play.
#[component]
pub fn Players() -> impl IntoView {
    let page = expect_context::<Page>();
    let players = live_memo(move || page.sections.spotify.with(|view| view.players.clone()));
    let tell = move |command| page.tell_spotify(SpotifyAction::Playback(command));
    let find = move || match players.get().search {
        DeviceSearch::NotYet => "Find devices",
        DeviceSearch::Underway => "Looking …",
        DeviceSearch::Done => "Look again",
    };
    view! {
        <section aria-labelledby="players-title">
            <h3 id="players-title">"Play on a device"</h3>
            <p class="hint small">"Phones, computers and speakers on which Spotify is open. Takes Spotify Premium."</p>
            <div class="actions">
                <button disabled=live_value(move || players.get().search == DeviceSearch::Underway)
                    on:click=on_press(move || tell(PlaybackCommand::FindDevices))>{live_part(find)}</button>
                <Shown when=live_value(move || !players.with(|view| view.rows.is_empty()))>
                    <Picker />
                    <button on:click=on_press(move || tell(PlaybackCommand::PlayList))>"Play the list"</button>
                    <Transport />
                </Shown>
            </div>
        </section>
    }
}

#[component]
fn Picker() -> impl IntoView {
    let page = expect_context::<Page>();
    let rows = live_memo(move || page.sections.spotify.with(|view| view.players.rows.clone()));
    let choose = move |event| {
        let id = PlayerId(event_target_value(&event));
        page.tell_spotify(SpotifyAction::Playback(PlaybackCommand::Choose(id)));
    };
    view! {
        <label class="picker">"Device "
            <select on:change=on_event(choose)>
                <For each=move || rows.get() key=|row| (row.id.clone(), row.chosen) let:row>
                    <Choice row />
                </For>
            </select>
        </label>
    }
}

#[component]
fn Choice(row: PlayerRow) -> impl IntoView {
    let PlayerRow { id, name, chosen } = row;
    view! { <option value=id.0 selected=chosen>{name}</option> }
}

/// The transport's buttons, which stay while what they do changes: whoever uses them by keyboard stays on them.
#[component]
fn Transport() -> impl IntoView {
    let page = expect_context::<Page>();
    let sound = live_memo(move || page.sections.spotify.with(|view| view.players.sound));
    let volume = live_memo(move || page.sections.spotify.with(|view| view.players.volume));
    let adjustable = live_memo(move || volume.get().is_some());
    let started = live_memo(move || sound.get() != Sound::Silent);
    let playing = move || sound.get() == Sound::Playing;
    let tell = move |command| page.tell_spotify(SpotifyAction::Playback(command));
    let hold_or_go_on = move |_| {
        tell(match sound.get_untracked() {
            Sound::Playing => PlaybackCommand::Pause,
            Sound::Paused | Sound::Silent => PlaybackCommand::Resume,
        });
    };
    let set_volume = move |event| {
        if let Ok(percent) = event_target_value(&event).parse() {
            tell(PlaybackCommand::SetVolume(Volume::clamped(percent)));
        }
    };
    view! {
        <Shown when=live_value(move || started.get())>
            <button on:click=on_event(hold_or_go_on)>
                {live_part(move || if playing() { "Pause" } else { "Go on" })}
            </button>
            <button on:click=on_press(move || tell(PlaybackCommand::Next))>"Next"</button>
        </Shown>
        <Shown when=live_value(move || adjustable.get())>
            <label class="picker">"Volume "
                <input type="range" min="0" max="100" step="5" on:change=on_event(set_volume)
                    prop:value=live_value(move || volume.get().unwrap_or_default().to_string()) />
            </label>
        </Shown>
    }
}
