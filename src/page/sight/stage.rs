//! The picture with its faces, and what can be done with it.

use crate::domain::quantity::Fraction;
use crate::flow::sight::SightEvent;
use crate::flow::sight::device::CameraId;
use crate::flow::sight::view::{PictureView, ReaderView};
use crate::page::context::Page;
use crate::page::mood::face_boxes::FaceBoxes;
use crate::page::sight::start_panel::StartPanel;
use crate::page::ui::focus;
use crate::page::ui::icons::StopIcon;
use crate::page::ui::live::{Shown, live_memo, live_part, live_value, on_event, on_press};
use crate::web::chosen_file::ChosenFile;
use leptos::ev::Event;
use leptos::prelude::*;

/// The picture and its buttons. Video, canvas and photo are always there and shown by turns, so that the runtime can
/// rely on them.
#[component]
pub fn Stage() -> impl IntoView {
    let page = expect_context::<Page>();
    let stage = page.sections.sight;
    let picture = live_memo(move || stage.with(|stage| stage.picture));
    let photo = move || matches!(picture.get(), PictureView::Photo { .. });
    let demo = move || matches!(picture.get(), PictureView::Demo { .. });
    let camera = move || picture.get() == PictureView::Camera;
    let ratio = move || page.sections.faces.with(|faces| faces.frame);
    let aspect = move || {
        ratio().map_or_else(
            || "4 / 3".into(),
            |size| format!("{} / {}", size.width, size.height),
        )
    };
    view! {
        <section class="stage card" aria-label="Picture">
            <div class="picture" class:idle=live_value(move || picture.get() == PictureView::Nothing)
                style:aspect-ratio=live_value(aspect)>
                <video node_ref=page.screen.video class:off=live_value(move || !camera())
                    class:mirrored=live_value(move || stage.with(|stage| stage.is_mirrored))
                    autoplay playsinline prop:muted=true aria-label="Your camera"></video>
                <canvas node_ref=page.screen.canvas class:off=live_value(move || !demo()) width="640" height="480"
                    role="img" aria-label="Demo: moving portraits"></canvas>
                <canvas node_ref=page.screen.photo class:off=live_value(move || !photo())
                    role="img" aria-label="The photo you chose"></canvas>
                <FaceBoxes />
                <Shown when=live_value(move || picture.get() == PictureView::Nothing)><StartPanel /></Shown>
            </div>
            <input node_ref=page.file_field type="file" class="off" tabindex="-1" aria-hidden="true"
                accept="image/*" on:change=on_event(move |event| take_file(page, &event)) />
            <Shown when=live_value(move || picture.get() != PictureView::Nothing)><Controls /></Shown>
        </section>
    }
}

fn take_file(page: Page, event: &Event) {
    if let Some(file) = ChosenFile::take_from(event) {
        page.choose_photo(file);
    }
}

/// The words and buttons of a source that runs: what it is, how far, and how to stop it.
#[component]
fn Controls() -> impl IntoView {
    let page = expect_context::<Page>();
    let stage = page.sections.sight;
    let stop_button = NodeRef::new();
    focus::take_over_focus(stop_button);
    let stop = move || match stage.with(|stage| stage.picture) {
        PictureView::Demo { .. } | PictureView::DemoLoading => "Stop demo",
        PictureView::PhotoOpening | PictureView::Photo { .. } => "Close photo",
        _ => "Stop camera",
    };
    let loading = live_memo(move || {
        stage.with(|stage| match stage.reader {
            ReaderView::Loading(share) => Some(share.get()),
            _ => stage.searched.map(Fraction::get),
        })
    });
    let caption = live_memo(move || {
        let own = stage.with(|stage| stage.caption);
        own.map_or_else(
            || page.sections.faces.with(|faces| faces.caption.clone()),
            Into::into,
        )
    });
    view! {
        <div class="controls">
            <p class="caption" role="status">{live_part(move || caption.get())}</p>
            <Shown when=live_value(move || loading.get().is_some())>
                <progress max="1" prop:value=live_value(move || f64::from(loading.get().unwrap_or_default()))
                    aria-label="Progress"></progress>
            </Shown>
            <DevicePicker />
            <button node_ref=stop_button on:click=on_press(move || page.dispatch(SightEvent::StopSource))>
                <StopIcon />{live_part(stop)}
            </button>
        </div>
    }
}

#[component]
fn DevicePicker() -> impl IntoView {
    let page = expect_context::<Page>();
    let devices = live_memo(move || page.sections.sight.with(|stage| stage.devices.clone()));
    let choose = move |event| {
        page.dispatch(SightEvent::ChooseDevice(CameraId(event_target_value(
            &event,
        ))));
    };
    view! {
        <Shown when=live_value(move || !devices.with(Vec::is_empty))>
            <select aria-label="Camera" on:change=on_event(choose)>
                {live_part(move || devices.get().into_iter().map(|device| view! {
                    <option value=device.id.0 selected=device.selected>{device.label}</option>
                }).collect_view())}
            </select>
        </Shown>
    }
}
