//! The menu: the list, the ear, the face and its data; each entry opens a sheet or does one thing.

use crate::domain::music::goal::ListLength;
use crate::flow::music::MusicEvent;
use crate::flow::music::choices::Choice;
use crate::page::context::{Page, Sheet};
use crate::page::ui::icons::{
    AxesIcon, FaceIcon, FilterIcon, LibraryIcon, LimitsIcon, NextIcon, OpenIcon, PinIcon,
    RefreshIcon, ShieldIcon, TasteIcon,
};
use crate::page::ui::live::{live_memo, live_part, live_value, on_press};
use crate::page::ui::segments::Segments;
use leptos::prelude::*;

/// The lengths that are offered, with their words and names.
const LENGTHS: [(ListLength, &str, &str); 5] = [
    (ListLength::Ten, "10", "10 songs"),
    (ListLength::Twenty, "20", "20 songs"),
    (ListLength::Thirty, "30", "30 songs"),
    (ListLength::Minutes(60), "1 h", "1 h of music"),
    (ListLength::Minutes(120), "2 h", "2 h of music"),
];

/// The menu's three groups.
#[component]
pub fn Menu() -> impl IntoView {
    view! { <ThisList /><YourEar /><YourData /> }
}

#[component]
fn ThisList() -> impl IntoView {
    let page = expect_context::<Page>();
    let choices = page.sections.choices;
    let length = live_memo(move || choices.with(|choices| choices.length));
    let filters = live_memo(move || choices.with(|choices| choices.filters));
    let filter = move || match filters.get() {
        0 => "every genre".into(),
        1 => "one rule".into(),
        count => format!("{count} rules"),
    };
    let pinned = live_memo(move || page.sections.tracks.with(|view| view.pinned));
    let choose =
        Callback::new(move |length| page.dispatch(MusicEvent::ChoiceMade(Choice::Length(length))));
    let another = move || {
        page.dispatch(MusicEvent::NewListWanted);
        page.sheet.set(None);
    };
    view! {
        <section class="group" aria-labelledby="menu-list">
            <h3 id="menu-list">"This list"</h3>
            <Segments name="Length" options=LENGTHS.to_vec() chosen=Signal::derive(move || Some(length.get())) choose />
            <button class="entry" on:click=on_press(move || page.open_sheet(Sheet::Filter))>
                <FilterIcon /><span>"Filter"<small>{live_part(filter)}</small></span><NextIcon />
            </button>
            <button class="entry" on:click=on_press(another)>
                <RefreshIcon /><span>"New list"<small>"other songs, same path"</small></span>
            </button>
            <button class="entry" role="switch" aria-checked=live_value(move || pinned.get().to_string())
                on:click=on_press(move || page.dispatch(MusicEvent::PinToggled))>
                <PinIcon /><span>"Pin this list"<small>"it stays, whatever the mood does"</small></span>
                <span class="switch" aria-hidden="true"></span>
            </button>
            <button class="entry" on:click=on_press(move || page.open_sheet(Sheet::Places))>
                <AxesIcon /><span>"Where each song lies"<small>"asked for, and how it sounds"</small></span><NextIcon />
            </button>
        </section>
    }
}

#[component]
fn YourEar() -> impl IntoView {
    let page = expect_context::<Page>();
    let kept = live_memo(move || page.sections.library.with(|library| library.kept.is_some()));
    let library = move || {
        if kept.get() {
            "kept on this device"
        } else {
            "bring a table of your own"
        }
    };
    let spotify = live_memo(move || page.sections.spotify.with(|view| view.chip.clone()));
    view! {
        <section class="group" aria-labelledby="menu-ear">
            <h3 id="menu-ear">"Your ear"</h3>
            <button class="entry" on:click=on_press(move || page.open_sheet(Sheet::Taste))>
                <TasteIcon /><span>"Your taste"<small>"what thumbs have taught"</small></span><NextIcon />
            </button>
            <button class="entry" on:click=on_press(move || page.open_sheet(Sheet::Library))>
                <LibraryIcon /><span>"Your music"<small>{live_part(library)}</small></span><NextIcon />
            </button>
            <button class="entry" on:click=on_press(move || page.open_spotify())>
                <OpenIcon />
                <span>{live_part(move || spotify.get())}<small>"your account, playlists, devices"</small></span>
                <NextIcon />
            </button>
        </section>
    }
}

#[component]
fn YourData() -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <section class="group" aria-labelledby="menu-data">
            <h3 id="menu-data">"Your face, your data"</h3>
            <button class="entry" on:click=on_press(move || page.open_sheet(Sheet::Requests))>
                <ShieldIcon /><span>"What leaves this device"<small>"no picture, no reading, no mood"</small></span>
                <NextIcon />
            </button>
            <button class="entry" on:click=on_press(move || page.open_sheet(Sheet::Expressions))>
                <FaceIcon /><span>"All seven, and how sure"</span><NextIcon />
            </button>
            <button class="entry" on:click=on_press(move || page.open_sheet(Sheet::Limits))>
                <LimitsIcon /><span>"What it can't know"</span><NextIcon />
            </button>
        </section>
    }
}
