//! The five goals as chips, each with the shape of its path.

use crate::domain::music::goal::Goal;
use crate::flow::music::MusicEvent;
use crate::flow::music::choices::Choice;
use crate::page::context::Page;
use crate::page::ui::live::{live_memo, live_value, on_event};
use leptos::prelude::*;

/// The shape of a goal's path: level, up, down, steep, settling.
const fn shape_of(goal: Goal) -> &'static str {
    match goal {
        Goal::Match => "M3 12c3-3 6-3 9 0s6 3 9 0",
        Goal::Lift => "M3 17c6 0 10-3 18-10",
        Goal::Calm => "M3 7c8 0 10 10 18 10",
        Goal::Energise => "M3 19c9 0 10-4 11-14",
        Goal::Focus => "M3 7c5 0 6 5 10 5h8",
    }
}

/// The chips, a group of radio buttons in one row.
#[component]
pub fn Goals() -> impl IntoView {
    let page = expect_context::<Page>();
    let chosen = live_memo(move || page.sections.choices.with(|choices| choices.goal));
    let chips = Goal::ALL.map(|goal| {
        let checked = move || chosen.get() == goal;
        let choose = move |_: leptos::ev::Event| page.dispatch(MusicEvent::ChoiceMade(Choice::Goal(goal)));
        view! {
            <label class="goal" class:chosen=live_value(checked) title=goal.description()>
                <input type="radio" name="goal" prop:checked=live_value(checked) on:change=on_event(choose) />
                <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=shape_of(goal) /></svg>
                {goal.name()}
            </label>
        }
    });
    view! { <div class="goals" role="radiogroup" aria-label="Goal">{chips.into_iter().collect_view()}</div> }
}
