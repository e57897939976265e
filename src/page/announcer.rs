//! The one live region: a settled mood with its list, or what has happened to the picture; never a single frame.

use crate::domain::quantity::Millis;
use crate::page::context::Page;
use crate::page::sight::reading::stage_state;
use crate::page::ui::live::{live_memo, live_part};
use crate::shell::timer::wake_after;
use leptos::prelude::*;

/// The time for which a state must last before it is said.
const LASTING: Millis = Millis(2000.0);

/// The region, unseen; always there, so that a screen reader notices when it fills.
#[component]
pub fn Announcer() -> impl IntoView {
    let page = expect_context::<Page>();
    let sentence = live_memo(move || {
        page.sections
            .tracks
            .with(|view| format!("{}. {}", view.sentence, view.length))
    });
    let state = live_memo(move || stage_state(page).map(|state| state.sentence()));
    let spotify = live_memo(move || page.sections.spotify.with(|view| view.chip.clone()));
    let lasting = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = state.get();
        wake_after(LASTING, move || {
            if state.try_get_untracked().as_ref() == Some(&now) {
                lasting.set(now.unwrap_or_default());
            }
        });
    });
    view! {
        <div class="unseen" role="status">
            <p>{live_part(move || sentence.get())}</p>
            <p>{live_part(move || lasting.get())}</p>
            <p class="spotify-says">{live_part(move || spotify.get())}</p>
        </div>
    }
}
