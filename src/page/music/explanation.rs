//! The explanation of a track: the reason, how the track sounds beside what was asked for, what was learned, and what
//! else can be done with it.

use crate::domain::music::profile::FeatureComparison;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::domain::text::format_fixed;
use crate::flow::music::MusicEvent;
use crate::flow::music::view::{TasteLine, TrackView};
use crate::page::context::Page;
use crate::page::music::access::OpenLink;
use crate::page::music::list_focus;
use crate::page::music::thumbs::Thumbs;
use crate::page::spotify_link::{QueueButton, SaveButton};
use crate::page::ui::icons::SkipIcon;
use crate::page::ui::lazy::{Draw, fetched};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event};
use leptos::prelude::*;

fetched! {
    /// Fetches the inside of the panel that opens below a song's row.
    pub fetch_explanation: Draw, in songs = || view! { <Opened /> }.into_any()
}

/// The panel of the song whose explanation is open.
#[component]
fn Opened() -> impl IntoView {
    let page = expect_context::<Page>();
    let open = live_memo(move || {
        let id = page
            .sections
            .explanation
            .with(|open| open.as_ref().map(|open| open.id.clone()))?;
        page.sections
            .tracks
            .with(|view| view.tracks.iter().find(|track| track.id == id).cloned())
    });
    // Made anew for another song, not for another mark of the same one.
    let song = live_memo(move || open.with(|open| open.as_ref().map(|song| song.id.clone())));
    live_part(move || {
        song.get()
            .and_then(|_| open.get_untracked())
            .map(|track| view! { <Explanation track /> })
    })
}

#[component]
fn Explanation(track: TrackView) -> impl IntoView {
    let page = expect_context::<Page>();
    let explanation = page.sections.explanation;
    let features = move || {
        explanation.with(|open| {
            open.as_ref()
                .map_or_else(Vec::new, |open| open.features.clone())
        })
    };
    let taste = live_memo(move || {
        explanation.with(|open| {
            open.as_ref()
                .map_or_else(Vec::new, |open| open.taste.clone())
        })
    });
    let connected = live_memo(move || explanation.with(|open| open.as_ref()?.connected));
    let TrackView {
        id: track_id,
        title,
        artist,
        reason,
        details,
        ..
    } = track.clone();
    let (skipped, queued, saved) = (track_id.clone(), track_id.clone(), track_id);
    let names = format!("{title} by {artist}");
    let skip = move |_| {
        let row = list_focus::find_row(page, &skipped);
        page.dispatch(MusicEvent::Judge(skipped.clone(), ThumbVerdict::Skip));
        list_focus::focus_row(row);
    };
    view! {
            <p><b>{reason}"."</b>" "<span class="quiet">{details}</span></p>
            <table class="features">
                <caption>"How it sounds, and what was asked for"</caption>
                <thead><tr>
                    <th scope="col">"Feature"</th><td></td><th scope="col">"Track"</th><th scope="col">"Asked for"</th>
                </tr></thead>
                <tbody>
                    {live_part(move || features()
                        .into_iter()
                        .map(|feature| view! { <Feature feature /> })
                        .collect_view())}
                </tbody>
            </table>
            <Shown when=live_value(move || !taste.with(Vec::is_empty))>
                <h3>"What you taught"</h3>
                <ul class="taste-lines">
                    {live_part(move || taste.get().into_iter().map(|line| view! { <Line line /> }).collect_view())}
                </ul>
            </Shown>
            <Shown when=live_value(move || connected.get().is_some())>
                <p>{live_part(move || connected.get())}</p>
            </Shown>
            <div class="thumbs">
                <Thumbs track=track.clone() words=("More", "Less") />
                <SaveButton id=saved name=names.clone() />
            </div>
            <div class="actions">
                <button class="pill" aria-label=format!("Skip {names}") on:click=on_event(skip)>
                    <SkipIcon />"Skip"
                </button>
                <QueueButton id=queued name=names />
                <OpenLink track />
            </div>
    }
}

/// A bar for the track, a stroke for the target, and both in words.
#[component]
fn Feature(feature: FeatureComparison) -> impl IntoView {
    let share = |value: f32| format_fixed(value * 100.0, 1);
    let target = feature
        .target
        .map(|target| format!("M{} 0V14", share(target.get())));
    view! {
        <tr>
            <th scope="row">{feature.name}</th>
            <td class="drawn">
                <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="bed" y="3" width="100" height="8" />
                    <rect class="has" y="3" width=share(feature.track.get()) height="8" />
                    {target.map(|target| view! { <path class="ask" d=target /> })}
                </svg>
            </td>
            <td>{feature.track_words}</td>
            <td>{feature.target_words.unwrap_or_else(|| "–".into())}</td>
        </tr>
    }
}

#[component]
fn Line(line: TasteLine) -> impl IntoView {
    let weight = match line.hundredths {
        up @ 0.. => format!("pulls it up by {up}"),
        down => format!("pushes it down by {}", down.unsigned_abs()),
    };
    view! { <li>{line.words}" "<span class="weight">{weight}</span></li> }
}
