//! The ways to a song: played here, found at Spotify, or opened there.

use crate::domain::music::catalogue::TrackId;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::music::view::{TrackAccess, TrackView};
use crate::page::context::Page;
use crate::page::ui::icons::OpenIcon;
use crate::page::ui::live::{live_memo, live_value, on_event};
use leptos::prelude::*;

/// Opens the track's page at Spotify, or its search there. Whoever is connected has the page found by that, for the
/// next time: a search takes longer than a browser lets a click open something.
#[component]
pub fn OpenLink(
    /// The track that is opened.
    track: TrackView,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let (access, url) = follow_access(page, &track);
    let id = track.id;
    let find = move |_| {
        if access.get_untracked() == TrackAccess::Searchable {
            page.tell_spotify(SpotifyAction::Find(id.clone()));
        }
    };
    view! {
        <a class="button" href=live_value(move || url.get()) target="_blank" rel="noopener noreferrer"
            on:click=on_event(find) aria-label=format!("Open {} by {} in Spotify", track.title, track.artist)>
            <OpenIcon />"Open in Spotify"
        </a>
    }
}

/// Follows how a track can be played, and where it opens: both may change while its row stands.
pub fn follow_access(page: Page, track: &TrackView) -> (Memo<TrackAccess>, Memo<String>) {
    let (id, first) = (track.id.clone(), track.access);
    let access = live_memo(move || read_track(page, &id, |track| track.access).unwrap_or(first));
    let (id, first) = (track.id.clone(), track.open_url.clone());
    let url = live_memo(move || {
        read_track(page, &id, |track| track.open_url.clone()).unwrap_or_else(|| first.clone())
    });
    (access, url)
}

/// Answers if `flag` holds for the track of this id.
pub fn has_flag(page: Page, id: &TrackId, flag: fn(&TrackView) -> bool) -> bool {
    read_track(page, id, flag).unwrap_or_default()
}

/// Reads what the view says of the track of this id, while it stands in the list.
fn read_track<T>(page: Page, id: &TrackId, read: fn(&TrackView) -> T) -> Option<T> {
    page.sections.tracks.with(|view| {
        let found = view.tracks.iter().find(|track| track.id == *id);
        found.map(read)
    })
}
