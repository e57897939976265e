//! The live chart of the seven expressions, as bars.

use crate::domain::text::format_fixed;
use crate::flow::mood::view::MeterView;
use crate::page::context::Page;
use crate::page::ui::live::{live_memo, live_part, live_value};
use leptos::prelude::*;

/// Seven meters, each a drawing for the eye and a value for a screen reader. Not announced at every frame: the
/// reading on the stage says what matters.
#[component]
pub fn EmotionChart() -> impl IntoView {
    let emotions = expect_context::<Page>().sections.emotions;
    let names = emotions.with_untracked(|view| {
        view.meters
            .iter()
            .map(|meter| meter.emotion)
            .collect::<Vec<_>>()
    });
    let meters = names.into_iter().enumerate().map(|(at, emotion)| {
        let meter = live_memo(move || emotions.with(|view| view.meters.get(at).copied()));
        view! { <Meter name=emotion.name() meter /> }
    });
    view! {
        <p class="hint">{live_part(move || emotions.with(|view| view.summary))}</p>
        <div class="meters" role="group" aria-label="Emotions">{meters.collect_view()}</div>
    }
}

#[component]
fn Meter(name: &'static str, meter: Memo<Option<MeterView>>) -> impl IntoView {
    let percent = move || meter.get().and_then(|meter| meter.percent);
    let leads = move || meter.get().is_some_and(|meter| meter.leads);
    let words = move || {
        percent().map_or_else(
            || "no reading".into(),
            |percent| format!("{percent} per cent"),
        )
    };
    let share = move || format_fixed(f32::from(percent().unwrap_or(0)) / 100.0, 2);
    view! {
        <div class=format!("meter {}", name.to_ascii_lowercase()) class:leads=live_value(leads)
            role="meter" aria-label=name aria-valuemin="0" aria-valuemax="100"
            aria-valuenow=live_value(move || percent().unwrap_or(0)) aria-valuetext=live_value(words)>
            <span class="name" aria-hidden="true">{name}</span>
            <svg class="track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar" width="100" height="10"
                    style:transform=live_value(move || format!("scaleX({})", share())) />
            </svg>
            <span class="value" aria-hidden="true">
                {live_part(move || percent().map_or_else(|| "–".into(), |percent| format!("{percent}%")))}
            </span>
        </div>
    }
}
