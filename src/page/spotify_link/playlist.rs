//! A playlist of the list, made by a press: the words are shown, and can be changed, before they are sent.

use crate::flow::bridge::spotify::SpotifyAction;
use crate::page::context::Page;
use crate::page::ui::live::{live_memo, live_part, live_value, on_event};
use leptos::prelude::*;

/// The form of a playlist: name, description, the button; the link once it is made.
#[component]
pub fn Playlist() -> impl IntoView {
    let page = expect_context::<Page>();
    let proposed = live_memo(move || page.sections.spotify.with(|view| view.playlist.clone()));
    let (name, description) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let shown_name = move || name.get().unwrap_or_else(|| proposed.get().name);
    let shown_description = move || {
        description
            .get()
            .unwrap_or_else(|| proposed.get().description)
    };
    let create = move |_| {
        page.tell_spotify(SpotifyAction::CreatePlaylist {
            name: shown_name(),
            description: shown_description(),
        });
    };
    let label = move || match proposed.get() {
        view if view.busy => "Making it …",
        view if view.stopped => "Go on making it",
        _ => "Create this playlist",
    };
    view! {
        <section aria-labelledby="playlist-title">
            <h3 id="playlist-title">"The list as a playlist"</h3>
            <div class="field-of-text">
                <label for="playlist-name">"Name"</label>
                <input id="playlist-name" type="text" maxlength="100" prop:value=live_value(shown_name)
                    on:input=on_event(move |event| name.set(Some(event_target_value(&event)))) />
            </div>
            <div class="field-of-text">
                <label for="playlist-description">"Description"</label>
                <input id="playlist-description" type="text" maxlength="250" prop:value=live_value(shown_description)
                    on:input=on_event(move |event| description.set(Some(event_target_value(&event)))) />
            </div>
            <p class="hint small">
                "These words and the tracks are sent to Spotify, the word for the mood included, when you press the \
                 button and not before. Others may be able to see the playlist on your profile. The description ends \
                 with a few characters by which it is recognised, so that it is never made twice."
            </p>
            <button disabled=live_value(move || proposed.get().busy) on:click=on_event(create)>
                {live_part(label)}
            </button>
            {live_part(move || {
                let view = proposed.get();
                let left_out = match view.left_out {
                    0 => String::new(),
                    1 => "One track was not found on Spotify and is not in it. ".into(),
                    many => format!("{many} tracks were not found on Spotify and are not in it. "),
                };
                view.open_url.map(|url| view! {
                    <p role="status">"The playlist is made. " {left_out}
                        <a href=url target="_blank" rel="noopener noreferrer">"Open it in Spotify"</a></p>
                })
            })}
        </section>
    }
}
