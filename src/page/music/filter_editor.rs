//! The filter: genres to keep to or to keep out, a chip with three states for each, and strong language.

use crate::flow::music::MusicEvent;
use crate::flow::music::choices::{Choice, GenreRule};
use crate::page::context::Page;
use crate::page::ui::live::{live_memo, live_value, on_press};
use leptos::prelude::*;

/// The inside of the sheet.
#[component]
pub fn Filters() -> impl IntoView {
    let page = expect_context::<Page>();
    let choices = page.sections.choices;
    let choose = move |choice| page.dispatch(MusicEvent::ChoiceMade(choice));
    let hides = live_memo(move || choices.with(|choices| choices.hide_explicit));
    let genres = live_memo(move || {
        choices.with(|choices| {
            let names = choices.genres.iter().map(|(name, _)| name.clone());
            names.collect::<Vec<_>>()
        })
    });
    view! {
        <p class="note">
            "Press once for "<b>"only these"</b>", twice for "<b>"never"</b>", again for any."
        </p>
        <section class="group" aria-labelledby="filter-genres">
            <h3 id="filter-genres">"Genre"</h3>
            <div class="wrap" role="group" aria-labelledby="filter-genres">
                <For each=move || genres.get() key=Clone::clone let:genre><Chip genre /></For>
            </div>
        </section>
        <section class="group">
            <button class="entry" role="switch" aria-checked=live_value(move || hides.get().to_string())
                on:click=on_press(move || choose(Choice::HideExplicit(!hides.get_untracked())))>
                <span>"Hide strong language"</span><span class="switch" aria-hidden="true"></span>
            </button>
        </section>
        <div class="actions">
            <button class="pill" on:click=on_press(move || choose(Choice::NoFilter))>"Clear all filters"</button>
            <button class="pill main" on:click=on_press(move || page.sheet.set(None))>"Done"</button>
        </div>
    }
}

/// A chip of a genre, whose name says its rule.
#[component]
fn Chip(genre: String) -> impl IntoView {
    let page = expect_context::<Page>();
    let name = genre.clone();
    let rule = live_memo(move || {
        page.sections.choices.with(|choices| {
            let known = choices.genres.iter().find(|(known, _)| *known == name);
            known.map_or(GenreRule::Any, |(_, rule)| *rule)
        })
    });
    let spoken = genre.clone();
    let words = move || {
        let rule = match rule.get() {
            GenreRule::Any => "any",
            GenreRule::Only => "only these",
            GenreRule::Never => "never",
        };
        format!("{spoken}: {rule}")
    };
    let class = move || match rule.get() {
        GenreRule::Any => "tri-state",
        GenreRule::Only => "tri-state only",
        GenreRule::Never => "tri-state never",
    };
    let asked = genre.clone();
    let press = move || {
        let next = match rule.get_untracked() {
            GenreRule::Any => GenreRule::Only,
            GenreRule::Only => GenreRule::Never,
            GenreRule::Never => GenreRule::Any,
        };
        page.dispatch(MusicEvent::ChoiceMade(Choice::Genre(asked.clone(), next)));
    };
    view! {
        <button class=live_value(class) aria-label=live_value(words) on:click=on_press(press)>{genre}</button>
    }
}
