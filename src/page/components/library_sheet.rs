//! "Bring your own music": a table is chosen, read, summed up; and removed again.

use crate::domain::music::source::TrackSource;
use crate::flow_old::music::choices::Choice;
use crate::flow_old::music::exchange::Report;
use crate::flow_old::music::{Import, MusicEvent};
use crate::flow_old::view::report_words;
use crate::page::components::file_button::FileButton;
use crate::page::components::icons::LibraryIcon;
use crate::page::components::lazy::{Draw, fetched};
use crate::page::components::live::{Shown, live, memo, part, tap};
use crate::page::components::modal::Modal;
use crate::page::components::segments::Segments;
use crate::page::context::{Page, Sheet};
use leptos::prelude::*;

/// The dialogue.
#[component]
pub fn LibrarySheet() -> impl IntoView {
    view! { <Modal which=Sheet::Library title="Bring your own music" fetch=fetch_library /> }
}

fetched! {
    /// Fetches what is in the dialogue.
    fetch_library: Draw, in sheets = || view! { <Library /> }.into_any()
}

#[component]
fn Library() -> impl IntoView {
    let page = expect_context::<Page>();
    let library = page.sections.music.library;
    let kept = memo(move || library.with(|library| library.kept.clone()));
    let reading = memo(move || {
        library
            .with(|library| matches!(library.import, Import::Reading { .. } | Import::Removing(_)))
    });
    view! {
        <p class="hint">
            "A CSV file of tracks with their audio features, as the public Spotify tables and playlist exporters have "
            "them: title, artist, valence, energy and tempo are needed, up to 200,000 rows. It is read and kept on this "
            "device."
        </p>
        <Shown when=live(move || kept.with(Option::is_some))><Kept /></Shown>
        <Outcome />
        <Shown when=live(move || !reading.get())>
            <div class="actions">
                <FileButton name="Choose a CSV file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                    chosen=Callback::new(move |file| page.choose_table(file))>
                    <LibraryIcon />"Choose a CSV file"
                </FileButton>
                <Shown when=live(move || kept.with(Option::is_some))><Remove /></Shown>
            </div>
        </Shown>
    }
}

/// What is kept, and whether lists are drawn from it.
#[component]
fn Kept() -> impl IntoView {
    let page = expect_context::<Page>();
    let library = page.sections.music.library;
    let words = move || {
        library.with(|library| {
            library.kept.as_ref().map(|(file, tracks)| {
                format!("{tracks} tracks from {file} are kept. Another file takes their place.")
            })
        })
    };
    let shelves =
        Signal::derive(move || page.sections.music.choices.with(|choices| choices.shelves));
    let options = TrackSource::ALL
        .map(|one| (one, one.name(), one.name()))
        .to_vec();
    view! {
        <p>{part(words)}</p>
        <p class="small hint" aria-hidden="true">"Lists are drawn from"</p>
        <Segments name="Lists are drawn from" options chosen=shelves
            choose=Callback::new(move |one| page.tell(MusicEvent::Chosen(Choice::TrackSource(one)))) />
    }
}

/// How the import goes, or what it came to. Progress is read from its bar, not announced at each step.
#[component]
fn Outcome() -> impl IntoView {
    let page = expect_context::<Page>();
    let library = page.sections.music.library;
    let percent = memo(move || {
        library.with(|library| match library.import {
            Import::Reading { percent, .. } => Some(percent),
            _ => None,
        })
    });
    // Without the percentage, so that the bar is not made anew at each step.
    let stage = memo(move || {
        library.with(|library| match &library.import {
            Import::Reading {
                ask,
                file,
                stopping,
                ..
            } => Import::Reading {
                ask: *ask,
                file: file.clone(),
                percent: 0,
                stopping: *stopping,
            },
            other => other.clone(),
        })
    });
    let said = move || match stage.get() {
        Import::Idle => String::new(),
        Import::Reading { stopping: true, .. } => "Stopping…".into(),
        Import::Reading { file, .. } => format!("Reading {file}…"),
        Import::Kept(_) => "Your music is kept on this device.".into(),
        Import::Refused { file, why, .. } => format!("{file} was not taken in. {why}."),
        Import::Stopped => "Stopped. Nothing was changed.".into(),
        Import::Removing(_) => "Removing it…".into(),
        Import::Removed => "Your music was removed from this device.".into(),
        Import::NotRemoved => "It could not be removed. Try again.".into(),
    };
    let report = move || match stage.get() {
        Import::Kept(report) | Import::Refused { report, .. } => Some(report),
        _ => None,
    };
    let refused = move || matches!(stage.get(), Import::Refused { .. });
    view! {
        <div class="said"><p role="status">{part(said)}</p></div>
        <Shown when=live(move || percent.get().is_some())>
            <div class="actions">
                <progress max="100" prop:value=live(move || f64::from(percent.get().unwrap_or_default()))
                    aria-label="Reading the table"></progress>
                <span class="small" aria-hidden="true">{part(move || format!("{} %", percent.get().unwrap_or_default()))}</span>
                <button on:click=tap(move || page.tell(MusicEvent::ImportCancelled))>"Cancel"</button>
            </div>
        </Shown>
        {part(move || report().map(|report| view! { <Came report /> }))}
        <Shown when=live(refused)>
            <button on:click=tap(move || page.tell(MusicEvent::ImportAgain))>"Try again"</button>
        </Shown>
    }
}

/// The rows in numbers, and the first that were left out.
#[component]
fn Came(report: Report) -> impl IntoView {
    let lines = report_words(&report);
    let more = usize::try_from(report.bad)
        .unwrap_or(usize::MAX)
        .saturating_sub(report.listed.len());
    let bad = (!report.listed.is_empty()).then(|| {
        view! {
            <details class="bad-rows">
                <summary>"Rows that were left out"</summary>
                <ul>
                    {report.listed.into_iter().map(|line| view! { <li>{line}"."</li> }).collect_view()}
                    {(more > 0).then(|| view! { <li>{format!("And {more} more.")}</li> })}
                </ul>
            </details>
        }
    });
    view! {
        <ul class="came">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        {bad}
    }
}

/// Asks once more before the library goes.
#[component]
fn Remove() -> impl IntoView {
    let page = expect_context::<Page>();
    let asks = RwSignal::new(false);
    view! {
        <Shown when=live(move || !asks.get())>
            <button on:click=tap(move || asks.set(true))>"Remove my music…"</button>
        </Shown>
        <Shown when=live(move || asks.get())>
            <button class="primary" on:click=tap(move || page.tell(MusicEvent::LibraryRemoved))>"Remove my music"</button>
            <button on:click=tap(move || asks.set(false))>"Keep it"</button>
        </Shown>
    }
}
