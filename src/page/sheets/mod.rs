//! The sheets over the page: the menu, and what opens from it. One dialogue for all of them, its inside fetched.

mod limits;
mod menu;
mod places;
mod requests;

use crate::flow::taste::TasteEvent;
use crate::page::context::{Page, Sheet};
use crate::page::library::library_editor::Library;
use crate::page::mood::emotion_chart::EmotionChart;
use crate::page::mood::words_field::WordsField;
use crate::page::music::filter_editor::Filters;
use crate::page::sheets::limits::Limits;
use crate::page::sheets::menu::Menu;
use crate::page::sheets::places::Places;
use crate::page::sheets::requests::Requests;
use crate::page::taste::taste_editor::Taste;
use crate::page::ui::focus;
use crate::page::ui::lazy::{Draw, Fetch, Lazy, fetched};
use crate::page::ui::live::{live_memo, live_part, live_value};
use crate::page::ui::modal::SheetDialog;
use crate::web::{Error, visit};
use leptos::prelude::*;

const fn title_of(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Menu => "Menu",
        Sheet::Filter => "Filter",
        Sheet::Places => "Where each song lies",
        Sheet::Taste => "Your taste",
        Sheet::Library => "Bring your own music",
        Sheet::Words => "In words",
        Sheet::Requests => "What leaves this device",
        Sheet::Expressions => "All seven, and how sure",
        Sheet::Limits => "What it can't know",
    }
}

/// The dialogue of all sheets.
#[component]
pub fn Sheets() -> impl IntoView {
    let page = expect_context::<Page>();
    let open = live_memo(move || page.sheet.get().is_some());
    follow_history(page);
    Effect::new(move |before: Option<Option<Sheet>>| {
        let sheet = page.sheet.get();
        // When it opens, the browser does that.
        if sheet.is_some() && before.flatten().is_some() {
            request_animation_frame(focus::focus_title);
        }
        sheet
    });
    follow_taste(page);
    let title = live_memo(move || page.sheet.get().map(title_of));
    let from_menu = move || !matches!(page.sheet.get(), None | Some(Sheet::Menu | Sheet::Words));
    view! {
        <SheetDialog open class="sheet" id="sheet-title"
            close=Callback::new(move |()| page.sheet.set(None))
            back=Some(Callback::new(move |()| page.open_sheet(Sheet::Menu)))
            has_back=live_value(from_menu) title=live_part(move || title.get())>
            {live_part(move || page.sheet.get().map(|sheet| view! { <Lazy fetch=part_of(sheet) /> }))}
        </SheetDialog>
    }
}

/// Adds a step to the visit when a sheet opens, so that "Back" closes it, and takes it back when it is closed.
fn follow_history(page: Page) {
    let has_step = StoredValue::new_local(false);
    // Steps on their way back by our own doing: the browser takes its time with them.
    let returning = StoredValue::new_local(0_u32);
    let add_step = move || {
        has_step.set_value(true);
        note_step(visit::push_step("#sheet"));
    };
    Effect::new(move |_| match (page.sheet.get(), has_step.get_value()) {
        (Some(_), false) => add_step(),
        (None, true) => {
            has_step.set_value(false);
            returning.update_value(|count| *count += 1);
            note_step(visit::take_step_back());
        }
        _ => {}
    });
    let listener = visit::on_step(move || {
        let was_ours = returning.get_value() > 0;
        returning.update_value(|count| *count = count.saturating_sub(1));
        match (was_ours, has_step.get_value()) {
            // A sheet that was opened meanwhile has lost its step to the one before.
            (true, true) => add_step(),
            (false, true) => {
                has_step.set_value(false);
                page.sheet.set(None);
            }
            (_, false) => {}
        }
    });
    // The page keeps it for good.
    StoredValue::new_local(listener.ok());
}

fn note_step(done: Result<(), Error>) {
    if let Err(error) = done {
        log::debug!("no step of the visit: {error}");
    }
}

/// Tells the taste while its sheet is open: then it is read out.
fn follow_taste(page: Page) {
    Effect::new(move |before: Option<bool>| {
        let open = page.sheet.get() == Some(Sheet::Taste);
        if open != before.unwrap_or_default() {
            page.dispatch(TasteEvent::EditorShown(open));
        }
        open
    });
}

/// The part in which the inside of a sheet lies.
fn part_of(sheet: Sheet) -> Fetch<Draw> {
    match sheet {
        Sheet::Taste => fetch_taste,
        Sheet::Library => fetch_library,
        _ => fetch_sheets,
    }
}

fetched! {
    /// Fetches the inside of most sheets.
    fetch_sheets: Draw, in sheets = || view! { <Inside /> }.into_any()
}

fetched! {
    /// Fetches what was learned.
    fetch_taste: Draw, in editors = || view! { <Taste /> }.into_any()
}

fetched! {
    /// Fetches the person's own music.
    fetch_library: Draw, in editors = || view! { <Library /> }.into_any()
}

#[component]
fn Inside() -> impl IntoView {
    let page = expect_context::<Page>();
    match page.sheet.get_untracked() {
        Some(Sheet::Menu) => view! { <Menu /> }.into_any(),
        Some(Sheet::Filter) => view! { <Filters /> }.into_any(),
        Some(Sheet::Places) => view! { <Places /> }.into_any(),
        Some(Sheet::Words) => view! { <WordsField /> }.into_any(),
        Some(Sheet::Requests) => view! { <Requests /> }.into_any(),
        Some(Sheet::Expressions) => view! { <EmotionChart /> }.into_any(),
        Some(Sheet::Limits) => view! { <Limits /> }.into_any(),
        Some(Sheet::Taste | Sheet::Library) | None => ().into_any(),
    }
}
