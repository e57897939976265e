//! The explanation of a track: the reason, how the track sounds beside what was asked for, what was learned, and what
//! else can be done with it.

use crate::domain::music::profile::FeatureComparison;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::domain::text::format_fixed;
use crate::flow::music::MusicEvent;
use crate::flow::music::view::{TasteLine, TrackView};
use crate::page::context::Page;
use crate::page::music::list_focus;
use crate::page::spotify_link::QueueButton;
use crate::page::ui::icons::{OpenIcon, SkipIcon};
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_press};
use leptos::prelude::*;

/// The panel that opens below a track's row.
#[component]
pub fn Explanation(
    /// The track of the row.
    track: TrackView,
    /// The panel's id, which the row's button names.
    id: String,
) -> impl IntoView {
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
        open_url,
        ..
    } = track;
    let (judged, queued) = (track_id.clone(), track_id);
    let judge = move |verdict| {
        let row = list_focus::find_row(page, &judged);
        page.dispatch(MusicEvent::Judge(judged.clone(), verdict));
        list_focus::focus_row(row);
    };
    let dismiss = judge.clone();
    view! {
        <div class="why-panel" id=id>
            <p>{reason}"."</p>
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
            <div class="actions">
                <button aria-label=format!("Skip {title} by {artist}")
                    on:click=on_press(move || judge(ThumbVerdict::Skip))><SkipIcon />"Skip"</button>
                <button aria-label=format!("Never {title} by {artist}, without learning from it")
                    on:click=on_press(move || dismiss(ThumbVerdict::Song))>"Only this song"</button>
                <QueueButton id=queued name=format!("{title} by {artist}") />
                <a class="button" href=open_url target="_blank" rel="noopener noreferrer">
                    <OpenIcon />"Open in Spotify"
                </a>
            </div>
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
                    <rect class="ground" y="3" width="100" height="8" />
                    <rect class="length" y="3" width=share(feature.track.get()) height="8" />
                    {target.map(|target| view! { <path class="target" d=target /> })}
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
