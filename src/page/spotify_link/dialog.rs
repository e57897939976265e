//! Spotify's dialogue: where the connection stands and what is next, what can be done with it, and how it is set up.

use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::bridge::spotify::view::PersonView;
use crate::page::context::{Page, Sheet};
use crate::page::spotify_link::players::Players;
use crate::page::spotify_link::playlist::Playlist;
use crate::page::spotify_link::setup::Setup;
use crate::page::ui::icons::SpotifyMark;
use crate::page::ui::lazy::{Draw, Lazy, fetched};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_press};
use crate::page::ui::modal::SheetDialog;
use leptos::prelude::*;

/// The dialogue: fetched when it is first opened, and there from then on, with what was typed into it.
#[component]
pub fn SpotifyDialog() -> impl IntoView {
    let page = expect_context::<Page>();
    let open = live_memo(move || page.spotify.get());
    let wanted = Memo::new(move |before: Option<&bool>| open.get() || before == Some(&true));
    let back = move |()| {
        page.spotify.set(false);
        page.open_sheet(Sheet::Menu);
    };
    view! {
        <SheetDialog open class="sheet spotify" id="spotify-title"
            close=Callback::new(move |()| page.spotify.set(false)) back=Some(Callback::new(back))
            has_back=live_value(|| true) title=live_part(|| view! { <SpotifyMark />"Spotify" })>
            <Shown when=live_value(move || wanted.get())><Lazy fetch=fetch_spotify /></Shown>
        </SheetDialog>
    }
}

fetched! {
    /// Fetches the inside of the dialogue.
    fetch_spotify: Draw, in spotify = || view! { <Inside /> }.into_any()
}

#[component]
fn Inside() -> impl IntoView {
    let page = expect_context::<Page>();
    let connected = live_memo(move || page.sections.spotify.with(|view| view.status.connected));
    view! {
        <Status />
        <Shown when=live_value(move || connected.get())>
            <Person />
            <Playlist />
            <Players />
        </Shown>
        <Setup />
        <Usage />
    }
}

/// The connection's state, what to do, and the button that does it.
#[component]
fn Status() -> impl IntoView {
    let page = expect_context::<Page>();
    let words = live_memo(move || {
        page.sections
            .spotify
            .with(|view| view.status.advice.clone())
    });
    let trouble = live_memo(move || page.sections.spotify.with(|view| view.status.trouble));
    let ready = live_memo(move || page.sections.spotify.with(|view| view.setup.ready));
    let ends = live_memo(move || page.sections.spotify.with(|view| view.ends.clone()));
    let step = move || {
        words.get().step.map(|step| {
            // Leaving for Spotify takes a client id and an address to come back to.
            let leaves = matches!(step.action(), SpotifyAction::Connect(_));
            view! {
                <button class="primary" disabled=live_value(move || leaves && !ready.get())
                    on:click=on_press(move || page.tell_spotify(step.action()))>{step.label()}</button>
            }
        })
    };
    view! {
        <div class="status" class:trouble=live_value(move || trouble.get()) role="status">
            <p><strong>{live_part(move || words.get().what)}</strong>" "{live_part(move || words.get().advice)}</p>
            {live_part(step)}
        </div>
        {live_part(move || ends.get().map(|date| view! {
            <p class="hint">
                {format!("Spotify ends this connection on {date}, six months after you agreed. Connect again then.")}
            </p>
        }))}
    }
}

/// The person who is connected, and the way out.
#[component]
fn Person() -> impl IntoView {
    let page = expect_context::<Page>();
    let person = live_memo(move || page.sections.spotify.with(|view| view.person.clone()));
    view! {
        <div class="person">
            {live_part(move || person.get().map(|PersonView { name, picture }| view! {
                {picture.map(|url| view! {
                    <img src=url alt="" width="40" height="40" referrerpolicy="no-referrer" />
                })}
                <p>{name}</p>
            }))}
            <button on:click=on_press(move || page.tell_spotify(SpotifyAction::Disconnect))>"Disconnect"</button>
            <p class="hint small">
                "Disconnecting wipes everything that came from Spotify, in every tab. What you like is kept on this \
                 device for a day at most, and your mood is never sent."
            </p>
        </div>
    }
}

/// The number of calls to Spotify, and whose it all is.
#[component]
fn Usage() -> impl IntoView {
    let page = expect_context::<Page>();
    let usage = live_memo(move || page.sections.spotify.with(|view| view.usage));
    view! {
        <p class="hint small">
            {live_part(move || {
                let usage = usage.get();
                format!("Calls to Spotify: {} in this visit, {} today (UTC).", usage.visit, usage.today)
            })}
            " Spotify is a trademark of Spotify AB, which has no part in Feelharmonic. "
            <a href="https://open.spotify.com/" target="_blank" rel="noopener noreferrer">"Open Spotify"</a>
        </p>
    }
}
