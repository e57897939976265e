//! The list of tracks, a row for each.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::music::MusicEvent;
use crate::flow::music::view::{TrackAccess, TrackView};
use crate::page::context::Page;
use crate::page::music::explanation::Explanation;
use crate::page::music::list_choices::ListChoices;
use crate::page::music::list_focus;
use crate::page::spotify_link::{OwnMark, SaveButton};
use crate::page::ui::icons::{
    ChevronIcon, OpenIcon, PinIcon, PlayIcon, RefreshIcon, SpotifyMark, ThumbDownIcon, ThumbUpIcon,
};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event, on_press};
use leptos::prelude::*;

/// The list with its two buttons and its choices.
#[component]
pub fn TrackList() -> impl IntoView {
    let page = expect_context::<Page>();
    let tracks = page.sections.tracks;
    let pinned = move || tracks.with(|view| view.pinned);
    let nothing = move || tracks.with(|view| view.nothing);
    view! {
        <section class="tracks card" id="tracks" tabindex="-1" aria-labelledby="tracks-title">
            <div class="bar-of-list">
                <h2 id="tracks-title">{live_part(move || tracks.with(|view| view.heading.clone()))}</h2>
                <button class="quiet" aria-pressed=live_value(move || pinned().to_string())
                    on:click=on_press(move || page.dispatch(MusicEvent::PinToggled))><PinIcon />"Pin this list"</button>
                <button class="quiet" on:click=on_press(move || page.dispatch(MusicEvent::NewListWanted))>
                    <RefreshIcon />"New list"
                </button>
            </div>
            <ListChoices />
            <p class="nothing" role="status">{live_part(nothing)}</p>
            <ol class="list" role="list" aria-label="Recommended tracks"
                aria-busy=live_value(move || tracks.with(|view| view.loading).to_string())>
                <For each=move || tracks.get().tracks
                    key=|track| (track.id.clone(), track.reason.clone()) let:track>
                    <TrackRow track />
                </For>
            </ol>
            <p class="hint small">
                <SpotifyMark />"Plays on "
                <a href="https://open.spotify.com/" target="_blank" rel="noopener noreferrer">"Spotify"</a>
                ". Playing here loads Spotify's player, which learns which track, not why."
            </p>
        </section>
    }
}

#[component]
fn TrackRow(track: TrackView) -> impl IntoView {
    let page = expect_context::<Page>();
    let (id, whole) = (track.id.clone(), track.clone());
    let opened = live_memo(move || {
        page.sections
            .explanation
            .with(|open| open.as_ref().is_some_and(|open| open.id == id))
    });
    let panel = format!("why-{}", track.id.as_str());
    let controls = panel.clone();
    let asked = track.id.clone();
    view! {
        <li class="row">
            <PlayButton track=track.clone() />
            <div class="what">
                <p class="title">{track.title.clone()}</p>
                <p class="artist">{track.artist.clone()}<span class="details">{track.details.clone()}</span>
                    <OwnMark id=track.id.clone() />
                </p>
                <button class="why" aria-expanded=live_value(move || opened.get().to_string())
                    aria-controls=live_value(move || opened.get().then(|| controls.clone()))
                    on:click=on_press(move || page.dispatch(MusicEvent::ExplanationToggled(asked.clone())))>
                    <span class="reason">{track.reason.clone()}</span>
                    <span class="unseen">{format!("Why {}?", track.title)}</span>
                    <ChevronIcon />
                </button>
            </div>
            <Thumbs track=track.clone() />
            <SaveButton id=track.id.clone() name=format!("{} by {}", track.title, track.artist) />
            <OpenLink track=track.clone() />
            <Shown when=live_value(move || opened.get())><Explanation track=whole.clone() id=panel.clone() /></Shown>
        </li>
    }
}

/// Opens the track's page at Spotify, or its search there. Whoever is connected has the page found by that, for the
/// next time: a search takes longer than a browser lets a click open something.
#[component]
fn OpenLink(track: TrackView) -> impl IntoView {
    let page = expect_context::<Page>();
    let (access, url) = follow_access(page, &track);
    let id = track.id;
    let find = move |_| {
        if access.get_untracked() == TrackAccess::Searchable {
            page.tell_spotify(SpotifyAction::Find(id.clone()));
        }
    };
    view! {
        <a class="open" href=live_value(move || url.get()) target="_blank" rel="noopener noreferrer"
            on:click=on_event(find) aria-label=format!("Open {} by {} in Spotify", track.title, track.artist)>
            <OpenIcon />
        </a>
    }
}

/// Plays the track here; one that Spotify's player can't be given is looked for there.
#[component]
fn PlayButton(track: TrackView) -> impl IntoView {
    let page = expect_context::<Page>();
    let (access, url) = follow_access(page, &track);
    let TrackView {
        id, title, artist, ..
    } = track;
    let names = format!("{title} by {artist}");
    live_part(move || {
        if access.get() == TrackAccess::None {
            return view! {
                <a class="play" href=url.get() target="_blank" rel="noopener noreferrer"
                    aria-label=format!("Find {names} on Spotify")><PlayIcon /></a>
            }
            .into_any();
        }
        let (asked, shown) = (id.clone(), id.clone());
        let playing = move || show_flag(page, &shown, |track| track.playing);
        view! {
            <button class="play" aria-label=format!("Play {names} here") aria-pressed=live_value(playing)
                on:click=on_press(move || page.dispatch(MusicEvent::Play(asked.clone())))><PlayIcon /></button>
        }
        .into_any()
    })
}

/// Follows how a track can be played, and where it opens: both may change while its row stands.
fn follow_access(page: Page, track: &TrackView) -> (Memo<TrackAccess>, Memo<String>) {
    let (id, first) = (track.id.clone(), track.access);
    let access = live_memo(move || read_track(page, &id, |track| track.access).unwrap_or(first));
    let (id, first) = (track.id.clone(), track.open_url.clone());
    let url = live_memo(move || {
        read_track(page, &id, |track| track.open_url.clone()).unwrap_or_else(|| first.clone())
    });
    (access, url)
}

#[component]
fn Thumbs(track: TrackView) -> impl IntoView {
    let page = expect_context::<Page>();
    let TrackView {
        id, title, artist, ..
    } = track;
    let (up, down) = (id.clone(), id.clone());
    let liked = move || show_flag(page, &id, |track| track.liked);
    let less = move |_| {
        let row = list_focus::find_row(page, &down);
        page.dispatch(MusicEvent::Judge(down.clone(), ThumbVerdict::Down));
        list_focus::focus_row(row);
    };
    view! {
        <button class="thumb" aria-label=format!("More like {title} by {artist}") aria-pressed=live_value(liked)
            on:click=on_press(move || page.dispatch(MusicEvent::Judge(up.clone(), ThumbVerdict::Up)))>
            <ThumbUpIcon />
        </button>
        <button class="thumb less" aria-label=format!("Less like {title} by {artist}") on:click=on_event(less)>
            <ThumbDownIcon />
        </button>
    }
}

/// Answers "true" if `flag` holds for the track of this id.
fn show_flag(page: Page, id: &TrackId, flag: fn(&TrackView) -> bool) -> String {
    read_track(page, id, flag).unwrap_or_default().to_string()
}

/// Reads what the view says of the track of this id, while it stands in the list.
fn read_track<T>(page: Page, id: &TrackId, read: fn(&TrackView) -> T) -> Option<T> {
    page.sections.tracks.with(|view| {
        let found = view.tracks.iter().find(|track| track.id == *id);
        found.map(read)
    })
}
