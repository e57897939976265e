//! The editor "Your taste": what was learned, to be read, edited, saved, brought back and forgotten.

use crate::domain::text::format_fixed;
use crate::flow::taste::{LearnedView, TasteEvent, TasteSaveState, TasteView};
use crate::page::context::Page;
use crate::page::ui::file_button::FileButton;
use crate::page::ui::icons::{OpenIcon, SaveIcon};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event, on_press};
use leptos::prelude::*;

/// The number of things that are listed before somebody asks for all.
const LISTED_FIRST: usize = 24;

/// The inside of the sheet.
#[component]
pub fn Taste() -> impl IntoView {
    let page = expect_context::<Page>();
    let taste = page.sections.taste;
    let read = move |of: fn(&TasteView) -> bool| taste.with(|taste| taste.as_ref().is_some_and(of));
    let thumbs =
        live_memo(move || taste.with(|taste| taste.as_ref().map_or(0, |taste| taste.thumbs)));
    let story = move || match thumbs.get() {
        0 => "Nothing yet. Thumbs on the tracks teach it, on this device.".into(),
        1 => "Learned on this device, from one thumb or skip. It stays here.".into(),
        count => format!("Learned on this device, from {count} thumbs and skips. It stays here."),
    };
    // Said only where it matters: after a moment it is kept.
    let kept = move || match taste.with(|taste| taste.as_ref().map(|taste| taste.save_state)) {
        Some(TasteSaveState::Saving) => "Being kept …",
        Some(TasteSaveState::NotSaved) => {
            "The last of it is not kept, and lasts until you close this page."
        }
        Some(TasteSaveState::Saved) | None => "",
    };
    view! {
        <p class="hint">{live_part(story)}</p>
        <p class="hint small" role="status">{live_part(kept)}</p>
        <Said />
        <Shown when=live_value(move || read(|taste| taste.has_quarantined))><Quarantined /></Shown>
        <Learned />
        <div class="actions">
            <button on:click=on_press(move || page.dispatch(TasteEvent::Export))
                disabled=live_value(move || thumbs.get() == 0)>
                <SaveIcon />"Save as a file"
            </button>
            <FileButton name="Read from a file" accept=".json,application/json"
                chosen=Callback::new(move |file| page.choose_taste(file))><OpenIcon />"Read from a file"</FileButton>
            <Forget thumbs />
        </div>
    }
}

/// The outcome of the last action here, and its undo. The page's own messages are out of reach meanwhile.
#[component]
fn Said() -> impl IntoView {
    let page = expect_context::<Page>();
    let taste = page.sections.taste;
    let note = live_memo(move || taste.with(|taste| taste.as_ref()?.note.clone()));
    let undo =
        live_memo(move || taste.with(|taste| taste.as_ref().is_some_and(|taste| taste.can_undo)));
    view! {
        <div class="said" role="status">
            {live_part(move || note.get().map(|note| view! { <p>{note}</p> }))}
            <Shown when=live_value(move || undo.get() && note.with(Option::is_some))>
                <button on:click=on_press(move || page.dispatch(TasteEvent::Undo))>"Undo"</button>
            </Shown>
        </div>
    }
}

/// An earlier taste that could not be read.
#[component]
fn Quarantined() -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <div class="said">
            <p>"What you taught earlier could not be read. It is set aside, as it was."</p>
            <button on:click=on_press(move || page.dispatch(TasteEvent::QuarantinedExport))>"Save it as a file"</button>
            <button on:click=on_press(move || page.dispatch(TasteEvent::QuarantinedDrop))>"Delete it"</button>
        </div>
    }
}

#[component]
fn Learned() -> impl IntoView {
    let taste = expect_context::<Page>().sections.taste;
    let all = RwSignal::new(false);
    let learned = move || {
        taste.with(|taste| {
            taste
                .as_ref()
                .map_or_else(Vec::new, |taste| taste.learned.clone())
        })
    };
    let shown = move || {
        let most = if all.get() { usize::MAX } else { LISTED_FIRST };
        learned().into_iter().take(most).collect::<Vec<_>>()
    };
    let count = live_memo(move || learned().len());
    view! {
        <Shown when=live_value(move || { count.get() > 0 })>
            <table class="learned">
                <caption class="unseen">"What was learned, the strongest first"</caption>
                <thead class="unseen"><tr>
                    <th scope="col">"What"</th><th scope="col">"How much"</th><th scope="col">"Use"</th>
                </tr></thead>
                <tbody>
                    <For each=shown let:one
                        key=|one| (one.preference.clone(), one.words, one.is_muted, one.name.clone())>
                        <LearnedRow one />
                    </For>
                </tbody>
            </table>
        </Shown>
        <Shown when=live_value(move || { count.get() > LISTED_FIRST && !all.get() })>
            <button class="quiet" on:click=on_press(move || all.set(true))>
                {live_part(move || format!("Show all {}", count.get()))}
            </button>
        </Shown>
    }
}

#[component]
fn LearnedRow(one: LearnedView) -> impl IntoView {
    let page = expect_context::<Page>();
    let LearnedView {
        preference,
        name,
        kind,
        words,
        strength,
        is_muted,
    } = one;
    let (word, action) = if is_muted {
        ("Use again", format!("Use {name} again"))
    } else {
        ("Leave out", format!("Leave out {name}"))
    };
    let middle = 50.0;
    let (from, length) = if strength < 0.0 {
        (middle + strength * middle, -strength * middle)
    } else {
        (middle, strength * middle)
    };
    view! {
        <tr class:muted=is_muted>
            <th scope="row">{name}" "<span class="kind">{kind}</span></th>
            <td>
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="bed" width="100" height="8" />
                    <rect class="has" x=format_fixed(from, 1) width=format_fixed(length, 1) height="8" />
                </svg>
                <span class="small">{if is_muted { "left out" } else { words }}</span>
            </td>
            <td>
                <button class="quiet" aria-label=action
                    on:click=on_press(move || page.dispatch(TasteEvent::Mute(preference.clone(), !is_muted)))>
                    {word}
                </button>
            </td>
        </tr>
    }
}

/// The button that forgets everything; asks once more before.
#[component]
fn Forget(thumbs: Memo<usize>) -> impl IntoView {
    let page = expect_context::<Page>();
    let asks = RwSignal::new(false);
    let forget = move |_| {
        asks.set(false);
        page.dispatch(TasteEvent::Reset);
    };
    view! {
        <Shown when=live_value(move || !asks.get())>
            <button on:click=on_press(move || asks.set(true)) disabled=live_value(move || thumbs.get() == 0)>
                "Forget everything…"
            </button>
        </Shown>
        <Shown when=live_value(move || asks.get())>
            <p class="ask-again">{live_part(move || format!("Forget {} thumbs and skips?", thumbs.get()))}</p>
            <button class="primary" on:click=on_event(forget)>"Forget everything"</button>
            <button on:click=on_press(move || asks.set(false))>"Keep it"</button>
        </Shown>
    }
}
