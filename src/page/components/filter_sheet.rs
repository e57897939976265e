//! What may be in the list at all: explicit tracks, and genres to keep to or to keep out.

use crate::flow_old::music::MusicEvent;
use crate::flow_old::music::choices::{Choice, Wish};
use crate::page::components::lazy::{Draw, fetched};
use crate::page::components::live::{live, memo, on, tap};
use crate::page::components::modal::Modal;
use crate::page::context::{Page, Sheet};
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn FilterSheet() -> impl IntoView {
    view! { <Modal which=Sheet::Filter title="Filter the list" fetch=fetch_filters /> }
}

fetched! {
    /// Fetches the form.
    fetch_filters: Draw, in sheets = || view! { <Filters /> }.into_any()
}

#[component]
fn Filters() -> impl IntoView {
    let page = expect_context::<Page>();
    let choices = page.sections.music.choices;
    let choose = move |choice| page.tell(MusicEvent::Chosen(choice));
    let hides = move || choices.with(|choices| choices.hide_explicit);
    view! {
        <label class="tick">
            <input type="checkbox" prop:checked=live(hides)
                on:change=on(move |event| choose(Choice::HideExplicit(event_target_checked(&event)))) />
            "Hide explicit tracks"
        </label>
        <Chips legend="Only these genres" wish=Wish::Only />
        <Chips legend="Never these genres" wish=Wish::Never />
        <div class="actions">
            <button on:click=tap(move || choose(Choice::NoFilter))>"Clear all filters"</button>
            <button class="primary" on:click=tap(move || page.sheet.set(None))>"Done"</button>
        </div>
    }
}

/// A chip for each genre, pressed if `wish` is wished of it.
#[component]
fn Chips(legend: &'static str, wish: Wish) -> impl IntoView {
    let page = expect_context::<Page>();
    let choices = page.sections.music.choices;
    let genres = memo(move || {
        choices.with(|choices| {
            let names = choices.genres.iter().map(|(name, _)| name.clone());
            names.collect::<Vec<_>>()
        })
    });
    view! {
        <fieldset class="chips">
            <legend>{legend}</legend>
            <For each=move || genres.get() key=Clone::clone let:genre>
                <Chip genre wish />
            </For>
        </fieldset>
    }
}

#[component]
fn Chip(genre: String, wish: Wish) -> impl IntoView {
    let page = expect_context::<Page>();
    let name = genre.clone();
    let wished = memo(move || {
        page.sections.music.choices.with(|choices| {
            let known = choices.genres.iter().find(|(known, _)| *known == name);
            known.is_some_and(|(_, now)| *now == wish)
        })
    });
    let asked = genre.clone();
    let ticked = move |event| {
        let wish = if event_target_checked(&event) {
            wish
        } else {
            Wish::Any
        };
        page.tell(MusicEvent::Chosen(Choice::Genre(asked.clone(), wish)));
    };
    view! {
        <label class="genre">
            <input type="checkbox" prop:checked=live(move || wished.get()) on:change=ticked />
            <span>{genre}</span>
        </label>
    }
}
