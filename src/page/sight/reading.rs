//! The reading on the stage: one word with its evidence, or one state with what would help. Never two headlines.

use crate::domain::text::format_fixed;
use crate::flow::app::Event;
use crate::flow::kit::notice::Remedy;
use crate::flow::mood::{ReadingPhase, ReadingView};
use crate::flow::sight::view::{PictureView, ReaderView};
use crate::page::context::{Page, Sheet};
use crate::page::notice::act_on;
use crate::page::ui::drawing::{Drawing, flower};
use crate::page::ui::live::{live_memo, live_part, live_value, on_press};
use leptos::prelude::*;

/// A state of the stage that is no mood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageState {
    title: String,
    detail: String,
    /// The button that may help.
    remedy: Option<Remedy>,
}

impl StageState {
    /// The state for a screen reader.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}. {}", self.title, self.detail)
    }

    /// Tells whether something is in the way, rather than on its way.
    #[must_use]
    pub const fn is_trouble(&self) -> bool {
        self.remedy.is_some()
    }
}

/// The state of the stage, where that is no mood: what is in the way, what is awaited, what is missing in the picture.
#[must_use]
pub fn stage_state(page: Page) -> Option<StageState> {
    if let Some(notice) = page.stage_notice() {
        return Some(StageState {
            title: notice.what,
            detail: notice.advice.into(),
            remedy: notice.remedy,
        });
    }
    let reading = page.sections.reading.get();
    if reading.phase == ReadingPhase::Stated {
        return None;
    }
    let awaited = page.sections.sight.with(|sight| {
        let caption = sight.caption?;
        let detail = match sight.reader {
            ReaderView::Loading(share) if share.get() >= 1.0 => "Almost there".into(),
            ReaderView::Loading(share) if share.get() > 0.0 => {
                format!("{} %", format_fixed(share.get() * 100.0, 0))
            }
            _ => caption.detail.into(),
        };
        Some((caption.title, detail))
    });
    let (title, detail) = match awaited {
        Some(awaited) => awaited,
        None => (title_of(reading.phase)?, reading.evidence),
    };
    (!title.is_empty()).then(|| StageState {
        title: title.into(),
        detail,
        remedy: None,
    })
}

const fn title_of(phase: ReadingPhase) -> Option<&'static str> {
    Some(match phase {
        ReadingPhase::Looking => "Looking",
        ReadingPhase::NoFace => "No face in sight",
        ReadingPhase::Unsure => "Not sure",
        ReadingPhase::Settling | ReadingPhase::Steady | ReadingPhase::Stated => return None,
    })
}

/// The classes of the reading: on the map it stands in the half where the point is not.
fn place_of_reading(page: Page, is_on_map: bool, is_raised: bool) -> &'static str {
    let is_low = page
        .sections
        .mood
        .with(|mood| mood.point.is_some_and(|point| point.arousal.get() < 0.1));
    match (is_on_map, is_raised) {
        (_, true) => "reading raised",
        (true, _) if is_low => "reading high",
        _ => "reading",
    }
}

/// The one button that says the mood and explains how it is read.
#[component]
pub fn Reading(
    /// True while the map takes the stage.
    on_map: Memo<bool>,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let state = live_memo(move || stage_state(page));
    let reading = live_memo(move || page.sections.reading.get());
    let trouble =
        live_memo(move || state.with(|state| state.as_ref().is_some_and(StageState::is_trouble)));
    let class = move || place_of_reading(page, on_map.get(), trouble.get());
    view! {
        <button class=live_value(class) aria-haspopup="dialog"
            on:click=on_press(move || page.open_sheet(Sheet::Expressions))>
            <span class="mood-line">
                {live_part(move || (!on_map.get() || trouble.get()).then(|| view! { <Flower state reading /> }))}
                {live_part(move || match state.get() {
                    Some(state) => view! { <span class="mood-word state">{state.title}</span> }.into_any(),
                    None => view! { <Word reading=reading.get() /> }.into_any(),
                })}
            </span>
            <span class="evidence">{live_part(move || detail(page, state.get(), reading.get()))}</span>
            <span class="unseen">"How it reads you"</span>
        </button>
        {live_part(move || state.get().and_then(|state| state.remedy).map(|remedy| view! { <Help remedy /> }))}
    }
}

fn detail(page: Page, state: Option<StageState>, reading: ReadingView) -> String {
    if let Some(state) = state {
        return state.detail;
    }
    let source = match page.sections.sight.with(|sight| sight.picture) {
        _ if reading.phase == ReadingPhase::Stated => "",
        PictureView::Photo { .. } => "Photo · ",
        PictureView::Demo { .. } => "Demo · ",
        _ => "",
    };
    format!("{source}{}", reading.evidence)
}

#[component]
fn Word(reading: ReadingView) -> impl IntoView {
    let class = if reading.phase == ReadingPhase::Settling {
        "mood-word settling"
    } else {
        "mood-word"
    };
    let qualifier =
        (!reading.qualifier.is_empty()).then(|| view! { <small>{reading.qualifier}</small>" " });
    view! { <span class=class>{qualifier}{reading.word}</span> }
}

/// The flower before the word: an outline until the mood is sure.
#[component]
fn Flower(state: Memo<Option<StageState>>, reading: Memo<ReadingView>) -> impl IntoView {
    let page = expect_context::<Page>();
    let class = move || {
        let has_mood = page.sections.mood.with(|mood| mood.point.is_some());
        let phase = reading.with(|reading| reading.phase);
        match (state.with(Option::is_some), phase) {
            (true, ReadingPhase::Unsure) if has_mood => "bloom bud half dashed",
            (true, ReadingPhase::NoFace) if has_mood => "bloom bud half",
            (true, _) => "bloom bud",
            (false, ReadingPhase::Settling) => "bloom bud half",
            (false, _) => "bloom open",
        }
    };
    let point = live_memo(move || page.sections.mood.with(|mood| mood.point));
    view! { <Drawing class=live_value(class) inner=live_value(move || flower(point.get(), "")) /> }
}

/// The buttons of a state that is in the way: what may help, and the way without.
#[component]
fn Help(remedy: Remedy) -> impl IntoView {
    let page = expect_context::<Page>();
    let by_hand = move || {
        page.dispatch(Event::NoticeDismissed);
        page.by_hand.set(true);
    };
    let photo = (remedy != Remedy::ChoosePhoto).then(|| {
        view! {
            <button class="pill" on:click=on_press(move || page.open_file_dialogue())>"Use a photo"</button>
        }
    });
    view! {
        <div class="stage-act">
            <button class="pill" on:click=on_press(move || act_on(page, remedy))>{remedy.label()}</button>
            {photo}
            <button class="pill" on:click=on_press(by_hand)>"By hand"</button>
        </div>
    }
}
