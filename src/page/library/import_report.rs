//! What an import came to: figures, the first tracks as they were understood, the rows that were left out, and the
//! columns of a header that nobody knows.

use crate::domain::music::library::columns::TableColumn;
use crate::flow::bridge::library::LeftOutRow;
use crate::flow::library::{ImportReportView, LibraryEvent};
use crate::page::context::Page;
use crate::page::ui::live::{on_event, on_press};
use leptos::ev::SubmitEvent;
use leptos::html::Select;
use leptos::prelude::*;

/// The outcome of an import.
#[component]
pub fn ImportReportPart(report: ImportReportView) -> impl IntoView {
    let ImportReportView {
        figures,
        sample,
        bad_rows,
        unknown_header,
        more,
    } = report;
    let sample = (!sample.is_empty()).then(|| {
        view! {
            <p class="small hint">"The first tracks, as they were understood:"</p>
            <ol class="came">{lines(sample)}</ol>
        }
    });
    view! {
        <ul class="came">{lines(figures)}</ul>
        {sample}
        {(!bad_rows.is_empty()).then(|| view! { <LeftOutRows rows=bad_rows more /> })}
        {(!unknown_header.is_empty()).then(|| view! { <AssignColumns names=unknown_header /> })}
    }
}

fn lines(lines: Vec<String>) -> impl IntoView {
    lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view()
}

/// The rows that were left out, as a table, and as a file to be mended and brought again.
#[component]
fn LeftOutRows(rows: Vec<LeftOutRow>, more: Option<String>) -> impl IntoView {
    let page = expect_context::<Page>();
    let row = |row: LeftOutRow| {
        view! { <tr><td>{row.line}</td><td>{row.reason}</td><td><code>{row.text}</code></td></tr> }
    };
    view! {
        <details class="bad-rows">
            <summary>"Rows that were left out"</summary>
            <div class="rows" role="region" tabindex="0" aria-label="Rows that were left out">
                <table>
                    <thead><tr><th>"Line"</th><th>"Why"</th><th>"What stands there"</th></tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            {more.map(|more| view! { <p>{more}</p> })}
            <p class="small hint">"Mend them and bring the whole table again."</p>
            <button on:click=on_press(move || page.dispatch(LibraryEvent::LeftOutWanted))>
                "Save these rows as CSV"
            </button>
        </details>
    }
}

/// A choice of a name in the header for each column that is needed.
#[component]
fn AssignColumns(names: Vec<String>) -> impl IntoView {
    let page = expect_context::<Page>();
    let fields = TableColumn::NEEDED.map(|column| (column, NodeRef::<Select>::new()));
    let read = on_event(move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = fields.iter().filter_map(|(column, field)| {
            let place = field.get_untracked()?.value().parse().ok()?;
            Some((*column, place))
        });
        page.dispatch(LibraryEvent::ColumnsAssigned(chosen.collect()));
    });
    let choice = |(column, field): (TableColumn, NodeRef<Select>)| {
        let options = names
            .iter()
            .enumerate()
            .map(|(place, name)| view! { <option value=place.to_string()>{name.clone()}</option> })
            .collect_view();
        let id = format!("column-{}", column.name());
        view! {
            <label for=id.clone()>{column.name()}</label>
            <select id=id node_ref=field>{options}</select>
        }
    };
    view! {
        <form class="assign" on:submit=read>
            <p>"Which column is which? Choose, and the file is read again."</p>
            {fields.map(choice).into_iter().collect_view()}
            <button type="submit">"Read it so"</button>
        </form>
    }
}
