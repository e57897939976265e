//! The places of the list's songs: the path and the map for whoever reads rather than looks.

use crate::domain::chart::plane::place_text;
use crate::page::context::Page;
use crate::page::ui::live::live_part;
use leptos::prelude::*;

/// The path as a sentence, and each song in a table.
#[component]
pub fn Places() -> impl IntoView {
    let page = expect_context::<Page>();
    let route = page.sections.route;
    view! {
        <p>{live_part(move || route.with(|route| route.words.clone()))}"."</p>
        <table class="places">
            <caption class="unseen">"Where each song lies: pleasantness and energy, from −1 to 1"</caption>
            <thead><tr>
                <th scope="col">"Song"</th><th scope="col">"Asked for"</th><th scope="col">"Sounds"</th>
            </tr></thead>
            <tbody>
                {live_part(move || rows(page).into_iter().map(|row| view! { <Row row /> }).collect_view())}
            </tbody>
        </table>
    }
}

/// The name of each song, the place asked for at its turn, and the place of its sound.
fn rows(page: Page) -> Vec<[String; 3]> {
    let names = page.sections.tracks.with(|view| {
        let songs = view.tracks.iter();
        songs
            .map(|song| format!("{} by {}", song.title, song.artist))
            .collect::<Vec<_>>()
    });
    page.sections.route.with(|route| {
        let sounds = route.sketch.iter().flat_map(|sketch| &sketch.songs);
        let places = route.aims.iter().zip(sounds);
        let texts = places.map(|(aim, sound)| (place_text(*aim), place_text(*sound)));
        names
            .into_iter()
            .zip(texts)
            .map(|(name, (aim, sound))| [name, aim, sound])
            .collect()
    })
}

/// A row of the table, the first cell its head.
#[component]
fn Row(row: [String; 3]) -> impl IntoView {
    let [name, aim, sound] = row;
    view! { <tr><th scope="row">{name}</th><td>{aim}</td><td>{sound}</td></tr> }
}
