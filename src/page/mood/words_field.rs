//! The field "How do you feel?": a mood in words.

use crate::flow::mood::MoodEvent;
use crate::page::context::Page;
use crate::page::ui::live::{live_memo, live_part};
use leptos::ev::SubmitEvent;
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
    let said = live_memo(move || page.sections.mood.with(|mood| mood.words.clone()));
    view! {
        <form class="words" on:submit=enter>
            <label for="words">"How do you feel?"</label>
            <div class="field-entry">
                <input node_ref=field id="words" type="text" maxlength="200" autocomplete="off" enterkeyhint="go"
                    placeholder="tired but content" aria-describedby="words-said" />
                <button type="submit" class="pill">"Set"</button>
            </div>
            <p class="hint small" id="words-said" role="status">{live_part(move || said.get())}</p>
        </form>
    }
}
