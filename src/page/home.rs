//! The one screen, in which all features have their places: stage | sentence | goals | Play and path | songs | dock.

use crate::page::announcer::Announcer;
use crate::page::colours;
use crate::page::context::{Page, Sheet};
use crate::page::mood::map::{MapDots, SmallMap};
use crate::page::music::dock::Dock;
use crate::page::music::track_list::TrackList;
use crate::page::notice::NoticeRegion;
use crate::page::sheets::Sheets;
use crate::page::sight::stage::Stage;
use crate::page::spotify_link::dialog::SpotifyDialog;
use crate::page::ui::drawing::{Drawing, Mark, flower};
use crate::page::ui::icons::{ChevronIcon, MenuIcon};
use crate::page::ui::live::{live_memo, live_part, live_value, on_press};
use leptos::ev;
use leptos::prelude::*;

/// The distance in pixels from which the page counts as scrolled: most of the stage is out of sight.
const SCROLLED: f64 = 160.0;

/// The screen: the header, seeing on one side, the music on the other.
#[component]
pub fn Home() -> impl IntoView {
    let page = expect_context::<Page>();
    colours::follow_mood(page);
    let playing = live_memo(move || page.sections.player.with(Option::is_some));
    view! {
        <a class="skip" href="#tracks">"Skip to the songs"</a>
        <div class:playing=live_value(move || playing.get())>
            <Header />
            <main class="screen">
                <div class="seeing">
                    <Stage />
                    <div class="side-reading">
                        <SmallMap />
                        <button class="much" aria-haspopup="dialog"
                            on:click=on_press(move || page.open_sheet(Sheet::Expressions))>
                            "All seven, and how sure"<ChevronIcon />
                        </button>
                    </div>
                </div>
                <TrackList />
            </main>
            <NoticeRegion />
            <Dock />
        </div>
        <Announcer />
        <MapDots />
        <Sheets />
        <SpotifyDialog />
    }
}

/// The name and the menu; once the stage is out of sight, the mood's word stands in the name's place.
#[component]
fn Header() -> impl IntoView {
    let page = expect_context::<Page>();
    let stuck = RwSignal::new(false);
    let listener = window_event_listener(ev::scroll, move |_| {
        let scrolled = window().scroll_y().unwrap_or_default() > SCROLLED;
        if stuck.get_untracked() != scrolled {
            stuck.set(scrolled);
        }
    });
    on_cleanup(move || listener.remove());
    let word = live_memo(move || page.sections.reading.with(|reading| reading.word));
    view! {
        <header class="head" class:stuck=live_value(move || stuck.get())
            class:has-mood=live_value(move || !word.get().is_empty())>
            <h1 class="brand"><Mark />"Feelharmonic"</h1>
            {live_part(move || (stuck.get() && !word.get().is_empty()).then(|| view! {
                <button class="thumb" aria-label=format!("{}. Back to the picture", word.get())
                    on:click=on_press(|| window().scroll_to_with_x_and_y(0.0, 0.0))>
                    <Drawing class=live_value(|| "bloom") inner=live_value(move || flower(page.mood(), "")) />
                    <span class="mood-word">{word.get()}</span>
                </button>
            }))}
            <button class="round" aria-haspopup="dialog" aria-label="Menu"
                on:click=on_press(move || page.open_sheet(Sheet::Menu))><MenuIcon /></button>
        </header>
    }
}
