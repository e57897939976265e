//! The editor "Bring your own music": a table is chosen, read, summed up; and removed again.

use crate::domain::music::source::TrackSource;
use crate::flow::library::{ImportReportView, LibraryEvent};
use crate::flow::music::MusicEvent;
use crate::flow::music::choices::Choice;
use crate::page::context::Page;
use crate::page::ui::file_button::FileButton;
use crate::page::ui::icons::LibraryIcon;
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_press};
use crate::page::ui::segments::Segments;
use leptos::prelude::*;

/// The kinds of file that are offered: by their endings, and as browsers name them.
const TABLES: &str = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

/// The inside of the sheet.
#[component]
pub fn Library() -> impl IntoView {
    let page = expect_context::<Page>();
    let library = page.sections.library;
    let kept = live_memo(move || library.with(|library| library.kept.clone()));
    let busy = live_memo(move || library.with(|library| library.is_busy));
    view! {
        <p class="hint">
            "A CSV file of tracks with their audio features, as the public Spotify tables and playlist exporters \
             have them: title, artist, valence, energy and tempo are needed, up to 200,000 rows. It is read and kept \
             on this device."
        </p>
        <Shown when=live_value(move || kept.with(Option::is_some))><KeptLibrary /></Shown>
        <Outcome />
        <Shown when=live_value(move || !busy.get())>
            <div class="actions">
                <FileButton name="Choose a CSV file" accept=TABLES
                    chosen=Callback::new(move |file| page.choose_table(file))>
                    <LibraryIcon />"Choose a CSV file"
                </FileButton>
                <Shown when=live_value(move || kept.with(Option::is_some))><Remove /></Shown>
            </div>
        </Shown>
    }
}

/// The tracks that are kept, and the choice of drawing lists from them.
#[component]
fn KeptLibrary() -> impl IntoView {
    let page = expect_context::<Page>();
    let library = page.sections.library;
    let sources = Signal::derive(move || page.sections.choices.with(|choices| choices.sources));
    let options = TrackSource::ALL
        .map(|one| (one, one.name(), one.name()))
        .to_vec();
    view! {
        <p>{live_part(move || library.with(|library| library.kept.clone()))}</p>
        {live_part(move || library.with(|library| library.note).map(|note| view! { <p>{note}</p> }))}
        <p class="small hint" aria-hidden="true">"Lists are drawn from"</p>
        <Segments name="Lists are drawn from" options chosen=sources
            choose=Callback::new(move |one| page.dispatch(MusicEvent::ChoiceMade(Choice::Sources(one)))) />
    }
}

/// The import's progress, or what it came to. Progress is read from its bar, not announced at each step.
#[component]
fn Outcome() -> impl IntoView {
    let page = expect_context::<Page>();
    let library = page.sections.library;
    let percent = live_memo(move || library.with(|library| library.percent));
    let said = live_memo(move || library.with(|library| library.said.clone()));
    let report = live_memo(move || library.with(|library| library.report.clone()));
    let can_retry = live_memo(move || library.with(|library| library.can_retry));
    view! {
        <div class="said"><p role="status">{live_part(move || said.get())}</p></div>
        <Shown when=live_value(move || percent.get().is_some())>
            <div class="actions">
                <progress max="100" prop:value=live_value(move || f64::from(percent.get().unwrap_or_default()))
                    aria-label="Reading the table"></progress>
                <span class="small" aria-hidden="true">
                    {live_part(move || format!("{} %", percent.get().unwrap_or_default()))}
                </span>
                <button on:click=on_press(move || page.dispatch(LibraryEvent::ImportCancel))>"Cancel"</button>
            </div>
        </Shown>
        {live_part(move || report.get().map(|report| view! { <ReportLines report /> }))}
        <Shown when=live_value(move || can_retry.get())>
            <button on:click=on_press(move || page.dispatch(LibraryEvent::ImportRetry))>"Try again"</button>
        </Shown>
    }
}

/// The rows in numbers, and the first that were left out.
#[component]
fn ReportLines(report: ImportReportView) -> impl IntoView {
    let ImportReportView {
        figures,
        bad_rows,
        more,
    } = report;
    let bad = (!bad_rows.is_empty()).then(|| {
        view! {
            <details class="bad-rows">
                <summary>"Rows that were left out"</summary>
                <ul>
                    {bad_rows.into_iter().map(|line| view! { <li>{line}"."</li> }).collect_view()}
                    {more.map(|more| view! { <li>{more}</li> })}
                </ul>
            </details>
        }
    });
    view! {
        <ul class="came">{figures.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        {bad}
    }
}

/// The button that removes the library; asks once more before.
#[component]
fn Remove() -> impl IntoView {
    let page = expect_context::<Page>();
    let asks = RwSignal::new(false);
    view! {
        <Shown when=live_value(move || !asks.get())>
            <button on:click=on_press(move || asks.set(true))>"Remove my music…"</button>
        </Shown>
        <Shown when=live_value(move || asks.get())>
            <button class="primary" on:click=on_press(move || page.dispatch(LibraryEvent::Remove))>
                "Remove my music"
            </button>
            <button on:click=on_press(move || asks.set(false))>"Keep it"</button>
        </Shown>
    }
}
