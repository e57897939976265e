//! The picture with its faces, and what can be done with it.

use crate::flow::sight::SightEvent;
use crate::flow::sight::device::CameraId;
use crate::flow::sight::view::{PictureView, ReaderView};
use crate::page::context::Page;
use crate::page::mood::face_boxes::FaceBoxes;
use crate::page::sight::start_panel::StartPanel;
use crate::page::ui::focus;
use crate::page::ui::icons::StopIcon;
use crate::page::ui::live::{Shown, live, memo, on, part, tap};
use leptos::prelude::*;

/// Video, canvas and photo are always there and shown by turns, so that the runtime can rely on them.
#[component]
pub fn Stage() -> impl IntoView {
    let page = expect_context::<Page>();
    let stage = page.sections.sight;
    let picture = memo(move || stage.with(|stage| stage.picture));
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
            <div class="picture" class:idle=live(move || picture.get() == PictureView::Nothing) style:aspect-ratio=live(aspect)>
                <video node_ref=page.screen.video class="mirrored" class:off=live(move || !camera()) autoplay playsinline
                    prop:muted=true aria-label="Your camera, mirrored"></video>
                <canvas node_ref=page.screen.canvas class:off=live(move || !demo()) width="640" height="480" role="img"
                    aria-label="Demo: moving portraits"></canvas>
                <img class:off=live(move || !photo()) alt="The photo you chose"
                    src=live(move || page.screen.photo.get().filter(|_| photo())) />
                <FaceBoxes />
                <Shown when=live(move || picture.get() == PictureView::Nothing)><StartPanel /></Shown>
            </div>
            <input node_ref=page.file_field type="file" class="off" tabindex="-1" aria-hidden="true"
                accept="image/jpeg,image/png,image/webp" on:change=on(move |event| take_file(page, &event)) />
            <Shown when=live(move || picture.get() != PictureView::Nothing)><Controls /></Shown>
        </section>
    }
}

fn take_file(page: Page, event: &web_sys::Event) {
    let field: web_sys::HtmlInputElement = event_target(event);
    if let Some(file) = field.files().and_then(|files| files.get(0)) {
        page.choose_photo(file);
    }
}

/// What runs, how far it is, and how to stop it.
#[component]
fn Controls() -> impl IntoView {
    let page = expect_context::<Page>();
    let stage = page.sections.sight;
    let stop_button = NodeRef::new();
    focus::take_over(stop_button);
    let stop = move || match stage.with(|stage| stage.picture) {
        PictureView::Demo { .. } | PictureView::DemoLoading => "Stop demo",
        PictureView::Photo { .. } => "Close photo",
        _ => "Stop camera",
    };
    let loading = memo(move || match stage.with(|stage| stage.reader) {
        ReaderView::Loading(share) => Some(share.get()),
        _ => None,
    });
    let caption = memo(move || {
        let own = stage.with(|stage| stage.caption);
        own.map_or_else(
            || page.sections.faces.with(|faces| faces.caption.clone()),
            Into::into,
        )
    });
    view! {
        <div class="controls">
            <p class="caption" role="status">{part(move || caption.get())}</p>
            <Shown when=live(move || loading.get().is_some())>
                <progress max="1" prop:value=live(move || f64::from(loading.get().unwrap_or_default()))
                    aria-label="Loading the face reader"></progress>
            </Shown>
            <DevicePicker />
            <button node_ref=stop_button on:click=tap(move || page.dispatch(SightEvent::StopSource))><StopIcon />{part(stop)}</button>
        </div>
    }
}

#[component]
fn DevicePicker() -> impl IntoView {
    let page = expect_context::<Page>();
    let devices = memo(move || page.sections.sight.with(|stage| stage.devices.clone()));
    view! {
        <Shown when=live(move || !devices.with(Vec::is_empty))>
            <select aria-label="Camera"
                on:change=on(move |event| page.dispatch(SightEvent::ChooseDevice(CameraId(event_target_value(&event)))))>
                {part(move || devices.get().into_iter().map(|device| view! {
                    <option value=device.id.0 selected=device.selected>{device.label}</option>
                }).collect_view())}
            </select>
        </Shown>
    }
}
