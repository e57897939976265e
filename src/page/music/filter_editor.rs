//! The editor of what may be in the list at all: explicit tracks, and genres to keep to or to keep out.

use crate::flow::music::MusicEvent;
use crate::flow::music::choices::{Choice, GenreRule};
use crate::page::context::{Editor, Page};
use crate::page::ui::lazy::{Draw, fetched};
use crate::page::ui::live::{live_memo, live_value, on_event, on_press};
use crate::page::ui::modal::Modal;
use leptos::prelude::*;

/// The dialogue of the filters.
#[component]
pub fn FilterEditor() -> impl IntoView {
    view! { <Modal which=Editor::Filter title="Filter the list" fetch=fetch_filters /> }
}

fetched! {
    /// Fetches the inside of the dialogue.
    fetch_filters: Draw, in sheets = || view! { <Filters /> }.into_any()
}

#[component]
fn Filters() -> impl IntoView {
    let page = expect_context::<Page>();
    let choices = page.sections.choices;
    let choose = move |choice| page.dispatch(MusicEvent::ChoiceMade(choice));
    let hides = move || choices.with(|choices| choices.hide_explicit);
    let adult = move || choices.with(|choices| choices.allow_adult);
    view! {
        <label class="tick">
            <input type="checkbox" prop:checked=live_value(hides)
                on:change=on_event(move |event| choose(Choice::HideExplicit(event_target_checked(&event)))) />
            "Hide explicit tracks"
        </label>
        <label class="tick">
            <input type="checkbox" prop:checked=live_value(adult)
                on:change=on_event(move |event| choose(Choice::AllowAdult(event_target_checked(&event)))) />
            "Let songs about violence, drugs and sex come too"
        </label>
        <Chips legend="Only these genres" rule=GenreRule::Only />
        <Chips legend="Never these genres" rule=GenreRule::Never />
        <div class="actions">
            <button on:click=on_press(move || choose(Choice::NoFilter))>"Clear all filters"</button>
            <button class="primary" on:click=on_press(move || page.editor.set(None))>"Done"</button>
        </div>
    }
}

/// A chip for each genre, pressed if `rule` applies to it.
#[component]
fn Chips(legend: &'static str, rule: GenreRule) -> impl IntoView {
    let page = expect_context::<Page>();
    let choices = page.sections.choices;
    let genres = live_memo(move || {
        choices.with(|choices| {
            let names = choices.genres.iter().map(|(name, _)| name.clone());
            names.collect::<Vec<_>>()
        })
    });
    view! {
        <fieldset class="chips">
            <legend>{legend}</legend>
            <For each=move || genres.get() key=Clone::clone let:genre>
                <Chip genre rule />
            </For>
        </fieldset>
    }
}

#[component]
fn Chip(genre: String, rule: GenreRule) -> impl IntoView {
    let page = expect_context::<Page>();
    let name = genre.clone();
    let is_ticked = live_memo(move || {
        page.sections.choices.with(|choices| {
            let known = choices.genres.iter().find(|(known, _)| *known == name);
            known.is_some_and(|(_, now)| *now == rule)
        })
    });
    let asked = genre.clone();
    let ticked = move |event| {
        let rule = if event_target_checked(&event) {
            rule
        } else {
            GenreRule::Any
        };
        page.dispatch(MusicEvent::ChoiceMade(Choice::Genre(asked.clone(), rule)));
    };
    view! {
        <label class="genre">
            <input type="checkbox" prop:checked=live_value(move || is_ticked.get()) on:change=ticked />
            <span>{genre}</span>
        </label>
    }
}
