//! The setup that is made once: the person's own client id, with a guide, and the redirect URI to copy.

use crate::domain::spotify::client::ClientId;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::page::context::Page;
use crate::page::spotify_link::guide::Guide;
use crate::page::ui::live::{live_memo, live_part, live_value, on_event, on_press};
use leptos::prelude::*;

/// The setup, open while there is no client id, folded away from the next opening on.
#[component]
pub fn Setup() -> impl IntoView {
    let page = expect_context::<Page>();
    let setup = live_memo(move || page.sections.spotify.with(|view| view.setup.clone()));
    let built_in = move || setup.with(|setup| setup.built_in);
    // Not folded away under the fingers of whoever has just filled it in: first when the dialogue is closed.
    let unfolded = Memo::new(move |was: Option<&bool>| {
        let was = was.copied().unwrap_or_default();
        setup.with(|setup| !setup.ready) || (page.spotify.get() && was)
    });
    view! {
        <details class="setup" open=live_value(move || unfolded.get())>
            <summary>"Your own Spotify app"</summary>
            <p class="hint">
                {live_part(move || if built_in() {
                    "This page brings an app along, for the few people on its list. With your own, you need nobody's \
                     leave."
                } else {
                    "Spotify lets an app serve five people only, so everybody brings their own. It takes a few \
                     minutes, once, and a Premium account."
                })}
            </p>
            <Guide />
            <Redirect />
            <ClientIdField />
        </details>
    }
}

#[component]
fn Redirect() -> impl IntoView {
    let page = expect_context::<Page>();
    let redirect = live_memo(move || {
        page.sections
            .spotify
            .with(|view| view.setup.redirect.clone())
    });
    let copied = RwSignal::new("");
    let copy = move |uri: String| {
        page.copy_text(uri, move |done| {
            copied.set(if done {
                "Copied."
            } else {
                "Select it and copy it by hand."
            });
        });
    };
    view! {
        <div class="field-of-text">
            <span id="redirect-label">"Redirect URI"</span>
            {live_part(move || match redirect.get() {
                Ok(uri) => {
                    let text = uri.clone();
                    view! {
                        <div class="copy">
                            <code aria-labelledby="redirect-label">{uri}</code>
                            <button on:click=on_press(move || copy(text.clone()))>"Copy"</button>
                            <span role="status">{live_part(move || copied.get())}</span>
                        </div>
                    }.into_any()
                }
                Err(problem) => view! { <p class="trouble">{problem}</p> }.into_any(),
            })}
        </div>
    }
}

#[component]
fn ClientIdField() -> impl IntoView {
    let page = expect_context::<Page>();
    let client_id = live_memo(move || {
        page.sections
            .spotify
            .with(|view| view.setup.client_id.clone())
    });
    // From the first touch until the dialogue is closed the text is the person's: what is read meanwhile, as when
    // Spotify's module has only just come, must not take it from under their fingers.
    let touched = RwSignal::new(None::<String>);
    let value = live_memo(move || touched.get().unwrap_or_else(|| client_id.get()));
    Effect::new(move |_| {
        if !page.spotify.get() {
            touched.set(None);
        }
    });
    let tell = move |typed| page.tell_spotify(SpotifyAction::TypeClientId(typed));
    // A whole id counts at once: whoever has pasted it goes straight to the button.
    let pasted = move |event| {
        let typed = event_target_value(&event);
        touched.set(Some(typed.clone()));
        if ClientId::new(&typed).is_ok() {
            tell(typed);
        }
    };
    view! {
        <div class="field-of-text">
            <label for="client-id">"Client ID"</label>
            <input id="client-id" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="32 characters, 0 to 9 and a to f" prop:value=live_value(move || value.get())
                on:focus=on_event(move |event| touched.set(Some(event_target_value(&event))))
                on:input=pasted on:change=on_event(move |event| tell(event_target_value(&event))) />
            <p class="hint small">"It is public, no password. It stays on this device."</p>
        </div>
    }
}
