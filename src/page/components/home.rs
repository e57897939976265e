//! The one screen.

use crate::page::components::about::About;
use crate::page::components::emotion_chart::EmotionChart;
use crate::page::components::filter_sheet::FilterSheet;
use crate::page::components::icons::{Mark, Shield};
use crate::page::components::library_sheet::LibrarySheet;
use crate::page::components::live::tap;
use crate::page::components::message::MessageRegion;
use crate::page::components::mood_plane::MoodPlane;
use crate::page::components::player::Player;
use crate::page::components::spotify::{SpotifyChip, SpotifyDialog};
use crate::page::components::stage::Stage;
use crate::page::components::taste_sheet::TasteSheet;
use crate::page::components::track_list::TrackList;
use crate::page::context::Page;
use leptos::prelude::*;

/// Header, stage and emotions on one side, mood and tracks on the other.
#[component]
pub fn Home() -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <a class="skip" href="#tracks">"Skip to the tracks"</a>
        <header class="header">
            <h1 class="wordmark"><Mark />"Feelharmonic"</h1>
            <p class="promise">"Music for how you look like you feel."</p>
            <SpotifyChip />
            <button class="chip" on:click=tap(move || page.about.set(true))>
                <Shield />"Runs on your device"
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
        <MessageRegion />
        <Player />
        <footer class="footer">
            <p>
                "No picture and no reading leaves this page. Demo pictures: NASA and US Navy, public domain. "
                "Track facts: TidyTuesday and billboard (MIT). Feelharmonic is open source, MIT or Apache-2.0."
            </p>
        </footer>
        <FilterSheet />
        <TasteSheet />
        <LibrarySheet />
        <About />
        <SpotifyDialog />
    }
}
