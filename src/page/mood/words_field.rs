//! The field "How do you feel?": a mood in words.

use crate::flow::mood::MoodEvent;
use crate::page::context::Page;
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event};
use leptos::ev::{FocusEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;

/// The field for a mood in words. Enter applies them; below stands which of them counted.
#[component]
pub fn WordsField() -> impl IntoView {
    let page = expect_context::<Page>();
    let field = NodeRef::<Input>::new();
    let enter = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            page.dispatch(MoodEvent::Worded(field.value()));
        }
    };
    let expect = on_event(move |_: FocusEvent| page.dispatch(MoodEvent::WordsExpected));
    let needs_help = live_value(move || page.sections.mood.with(|mood| mood.needs_help));
    let said = live_memo(move || page.sections.mood.with(|mood| mood.words.clone()));
    view! {
        <form class="words" on:submit=enter>
            <label for="words">"How do you feel?"</label>
            <div class="entry">
                <input node_ref=field id="words" type="text" maxlength="200" autocomplete="off" enterkeyhint="go"
                    placeholder="tired but content" aria-describedby="words-said" on:focus=expect />
                <button type="submit">"Set"</button>
            </div>
            <div id="words-said" role="status">
                <p class="hint small">{live_part(move || said.get())}</p>
                <Shown when=needs_help><HelpLine /></Shown>
            </div>
        </form>
    }
}

/// The answer to words of danger: no diagnosis and no list, but where somebody listens. Nothing is fetched.
#[component]
fn HelpLine() -> impl IntoView {
    view! {
        <p class="help">
            "That sounds very heavy, and you don't have to carry it alone. People who listen, near you and for free: "
            <a href="https://findahelpline.com" target="_blank" rel="noreferrer noopener">"findahelpline.com"</a>
            ". If you are in danger now, call your local emergency number: "
            <a href="tel:112">"112"</a>" in most countries, "<a href="tel:911">"911"</a>" in North America."
        </p>
    }
}
