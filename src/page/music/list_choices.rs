//! The choices of what the list should be like: its goal, its length, and the ways to the editors around it.

use crate::domain::music::goal::{Goal, ListLength, Route};
use crate::flow::music::MusicEvent;
use crate::flow::music::choices::Choice;
use crate::page::context::{Editor, Page};
use crate::page::ui::icons::{FilterIcon, LibraryIcon, TasteIcon};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_press};
use crate::page::ui::segments::Segments;
use leptos::prelude::*;

/// The lengths that are offered, with their words and names.
const LENGTHS: [(ListLength, &str, &str); 5] = [
    (ListLength::Ten, "10", "10 tracks"),
    (ListLength::Twenty, "20", "20 tracks"),
    (ListLength::Thirty, "30", "30 tracks"),
    (ListLength::Minutes(60), "1 h", "1 h of music"),
    (ListLength::Minutes(120), "2 h", "2 h of music"),
];

/// The ways to a goal, with their words and names.
const ROUTES: [(Route, &str, &str); 2] = [
    (Route::Gradual, "Step by step", "Step by step"),
    (Route::Direct, "Straight there", "Straight there"),
];

/// The goal with its description, the length, and three doors.
#[component]
pub fn ListChoices() -> impl IntoView {
    let page = expect_context::<Page>();
    let choices = page.sections.choices;
    let goal = live_memo(move || choices.with(|choices| choices.goal));
    let route = live_memo(move || choices.with(|choices| choices.route));
    let length = live_memo(move || choices.with(|choices| choices.length));
    let goals = Goal::ALL
        .map(|goal| (goal, goal.name(), goal.name()))
        .to_vec();
    let choose = move |choice| page.dispatch(MusicEvent::ChoiceMade(choice));
    view! {
        <div class="choices">
            <Segments name="Goal" options=goals chosen=Signal::derive(move || Some(goal.get()))
                choose=Callback::new(move |goal| choose(Choice::Goal(goal))) />
            <p class="hint small">{live_part(move || choices.with(|choices| choices.hint))}</p>
            <Shown when=live_value(move || goal.get() != Goal::Match && goal.get() != Goal::Focus)>
                <Segments name="Way" options=ROUTES.to_vec() chosen=Signal::derive(move || Some(route.get()))
                    choose=Callback::new(move |route| choose(Choice::Route(route))) />
            </Shown>
            <Segments name="Length" options=LENGTHS.to_vec() chosen=Signal::derive(move || Some(length.get()))
                choose=Callback::new(move |length| choose(Choice::Length(length))) />
            <Doors />
        </div>
    }
}

#[component]
fn Doors() -> impl IntoView {
    let page = expect_context::<Page>();
    let open = move |editor| page.editor.set(Some(editor));
    let filters = live_memo(move || page.sections.choices.with(|choices| choices.filters));
    let filter = move || match filters.get() {
        0 => "Filter".into(),
        count => format!("Filter ({count})"),
    };
    view! {
        <div class="doors">
            <button class="quiet" aria-haspopup="dialog" on:click=on_press(move || open(Editor::Filter))>
                <FilterIcon />{live_part(filter)}
            </button>
            <button class="quiet" aria-haspopup="dialog" on:click=on_press(move || open(Editor::Taste))>
                <TasteIcon />"Your taste"
            </button>
            <button class="quiet" aria-haspopup="dialog" on:click=on_press(move || open(Editor::Library))>
                <LibraryIcon />"Your music"
            </button>
        </div>
    }
}
