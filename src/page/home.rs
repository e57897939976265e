//! The one screen, in which all features have their places.

use crate::page::about::About;
use crate::page::context::Page;
use crate::page::library::library_editor::LibraryEditor;
use crate::page::mood::emotion_chart::EmotionChart;
use crate::page::mood::mood_plane::MoodPlane;
use crate::page::music::filter_editor::FilterEditor;
use crate::page::music::player::Player;
use crate::page::music::track_list::TrackList;
use crate::page::notice::NoticeRegion;
use crate::page::sight::stage::Stage;
use crate::page::spotify_link::dialog::{SpotifyChip, SpotifyDialog};
use crate::page::taste::taste_editor::TasteEditor;
use crate::page::ui::icons::{Mark, ShieldIcon};
use crate::page::ui::live::on_press;
use leptos::prelude::*;

/// The screen: header, stage and emotions on one side, mood and tracks on the other.
#[component]
pub fn Home() -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <a class="skip" href="#tracks">"Skip to the tracks"</a>
        <header class="header">
            <h1 class="wordmark"><Mark />"Feelharmonic"</h1>
            <p class="promise">"Music for how you look like you feel."</p>
            <SpotifyChip />
            <button class="chip" on:click=on_press(move || page.about.set(true))>
                <ShieldIcon />"Runs on your device"
            </button>
        </header>
        <main class="screen">
            <div class="side">
                <Stage />
                <EmotionChart />
            </div>
            <div class="side">
                <MoodPlane />
                <TrackList />
            </div>
        </main>
        <NoticeRegion />
        <Player />
        <footer class="footer">
            <p>
                "No picture and no reading leaves this page. Demo pictures: NASA and US Navy, public domain. "
                "Track facts: TidyTuesday and billboard (MIT). Feelharmonic is open source, MIT or Apache-2.0."
            </p>
        </footer>
        <FilterEditor />
        <TasteEditor />
        <LibraryEditor />
        <About />
        <SpotifyDialog />
    }
}
