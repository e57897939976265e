//! Where frames come from: nothing yet, the camera, the demo, or one photo.

use crate::domain::quantity::{Millis, UnixMillis};
use crate::flow_old::capture::{Asked, CaptureParams};
use crate::flow_old::effect::{Effect, Wake};
use crate::flow_old::engine::{self, Stage};
use crate::flow_old::event::{CameraSupport, DeviceId};
use crate::flow_old::fault::{Fault, Remedy};
use crate::flow_old::music;
use crate::flow_old::protocol::Seq;
use crate::flow_old::state::{Message, State, Visibility};

/// How long a hidden tab keeps the camera.
pub const HIDDEN_CAMERA_LIMIT: Millis = Millis::from_secs(30.0);
/// How long an open camera may show nothing before we say so. Empirical: slow webcams take two seconds.
pub const SILENT_CAMERA_LIMIT: Millis = Millis::from_secs(6.0);

/// The source of frames.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Source {
    /// None: the first screen.
    #[default]
    Idle,
    /// The camera was asked for.
    CameraOpening,
    /// The camera runs.
    Camera {
        /// Which one.
        device: Option<DeviceId>,
        /// Its name.
        label: String,
        /// When its last picture was grabbed, or it was opened.
        seen: UnixMillis,
    },
    /// The demo's pictures are on their way.
    DemoLoading,
    /// The demo runs.
    Demo {
        /// Since when; its scenes follow from it.
        since: UnixMillis,
    },
    /// A photo.
    Photo(Photo),
}

/// A photo's stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Photo {
    /// Waiting for the worker, or being read.
    Reading,
    /// Its faces are known.
    Read,
    /// It could not be read, or shows no face.
    Failed,
}

impl Source {
    /// Whether it sends one frame after another.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(self, Self::Camera { .. } | Self::Demo { .. })
    }

    const fn holds_camera(&self) -> bool {
        matches!(self, Self::Camera { .. } | Self::CameraOpening)
    }
}

/// Leaves the present source, if any, and goes to `next`: the camera is let go, readings are forgotten.
fn switch(state: &mut State, next: Source) -> Vec<Effect> {
    let held_camera = state.source.holds_camera();
    state.source = next;
    state.capture.forget();
    state.listening.forget_faces();
    if held_camera {
        vec![Effect::CloseCamera]
    } else {
        Vec::new()
    }
}

/// "Start camera": the one that was chosen, or any.
pub fn start_preferred_camera(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    let device = state.settings.camera.clone();
    start_camera(state, device, now)
}

/// Opens `device`, or any camera, if this browser and page can.
fn start_camera(state: &mut State, device: Option<DeviceId>, now: UnixMillis) -> Vec<Effect> {
    let Some(can) = state.capabilities else {
        return Vec::new();
    };
    let hindrance = match can.camera {
        CameraSupport::InsecureContext => Some(Fault::InsecureContext),
        CameraSupport::NoApi => Some(Fault::NoCameraApi),
        CameraSupport::Available if !can.simd => Some(Fault::NoSimd),
        CameraSupport::Available => None,
    };
    if let Some(fault) = hindrance {
        state.message = Some(Message::Fault(fault));
        return Vec::new();
    }
    let mut effects = switch(state, Source::CameraOpening);
    state.message = None;
    effects.push(Effect::OpenCamera { device });
    effects.extend(engine::ensure_started(state, now));
    effects
}

/// Another camera was chosen: kept, and opened if one is running.
pub fn choose_device(state: &mut State, device: DeviceId, now: UnixMillis) -> Vec<Effect> {
    state.settings.camera = Some(device.clone());
    let mut effects = vec![Effect::WriteSettings(state.settings.clone())];
    if state.source.holds_camera() {
        effects.extend(start_camera(state, Some(device), now));
    }
    effects
}

/// The camera delivers. If it was stopped meanwhile, its light must go off again.
pub fn camera_opened(
    state: &mut State,
    device: Option<DeviceId>,
    label: String,
    now: UnixMillis,
) -> Vec<Effect> {
    if state.source != Source::CameraOpening {
        return if state.source.holds_camera() {
            Vec::new()
        } else {
            vec![Effect::CloseCamera]
        };
    }
    state.source = Source::Camera {
        device,
        label,
        seen: now,
    };
    let mut effects = vec![Effect::ListDevices];
    effects.extend(engine::wake_watchdog(state));
    effects
}

/// The camera could not be opened, or went away.
pub fn camera_failed(state: &mut State, fault: Fault) -> Vec<Effect> {
    if !state.source.holds_camera() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    // The camera kept from an earlier visit may be gone: the next try takes any.
    if fault == Fault::CameraOverconstrained && state.settings.camera.take().is_some() {
        effects.push(Effect::WriteSettings(state.settings.clone()));
    }
    state.message = Some(Message::Fault(fault));
    effects.extend(switch(state, Source::Idle));
    effects.push(Effect::ListDevices);
    effects
}

/// "Try the demo".
pub fn start_demo(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    if refuse_without_simd(state) {
        return Vec::new();
    }
    let mut effects = switch(state, Source::DemoLoading);
    state.message = None;
    effects.push(Effect::LoadDemo);
    effects.extend(engine::ensure_started(state, now));
    effects
}

/// The demo's pictures are there, or not.
pub fn demo_loaded(state: &mut State, loaded: bool, now: UnixMillis) -> Vec<Effect> {
    if state.source != Source::DemoLoading {
        return Vec::new();
    }
    if loaded {
        state.source = Source::Demo { since: now };
        return engine::wake_watchdog(state).into_iter().collect();
    }
    state.message = Some(Message::Fault(Fault::DemoMissing));
    switch(state, Source::Idle)
}

/// A picture file was chosen.
pub fn photo_chosen(state: &mut State, bytes: u64, now: UnixMillis) -> Vec<Effect> {
    /// As much as a browser tab can hold several times over on a phone.
    const LARGEST_PHOTO_MB: u32 = 50;
    if refuse_without_simd(state) {
        return Vec::new();
    }
    let mut effects = switch(state, Source::Photo(Photo::Reading));
    state.message = None;
    let megabytes = u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX);
    if megabytes > LARGEST_PHOTO_MB {
        effects.extend(photo_failed(
            state,
            Fault::PhotoTooLarge {
                megabytes,
                limit: LARGEST_PHOTO_MB,
            },
        ));
        return effects;
    }
    effects.extend(engine::ensure_started(state, now));
    effects.extend(engine_ready(state, now));
    effects
}

fn refuse_without_simd(state: &mut State) -> bool {
    let refused = state.capabilities.is_none_or(|can| !can.simd);
    if refused {
        state.message = Some(Message::Fault(Fault::NoSimd));
    }
    refused
}

/// The worker can be asked: a waiting photo is sent; live sources ask at the next animation frame.
pub fn engine_ready(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    if state.source != Source::Photo(Photo::Reading) || state.engine.stage != Stage::Ready {
        return Vec::new();
    }
    let seq = state.capture.ask(Asked::Photo, now);
    let mut effects = vec![Effect::SendPhoto(seq)];
    effects.extend(engine::wake_watchdog(state));
    effects
}

/// The photo could not be read, or shows no face.
pub fn photo_failed(state: &mut State, fault: Fault) -> Vec<Effect> {
    if matches!(state.source, Source::Photo(_)) {
        state.source = Source::Photo(Photo::Failed);
        state.listening.forget_faces();
        state.message = Some(Message::Fault(fault));
    }
    Vec::new()
}

/// The chosen file could not be read any more.
pub fn photo_unavailable(state: &mut State, seq: Seq, now: UnixMillis) -> Vec<Effect> {
    match state.capture.answered(seq, now, &CaptureParams::default()) {
        Some(Asked::Photo) => photo_failed(state, Fault::PhotoUnreadable),
        Some(Asked::Frame) | None => Vec::new(),
    }
}

/// "Stop camera", or the same button for demo and photo.
pub fn stop(state: &mut State) -> Vec<Effect> {
    state.message = None;
    switch(state, Source::Idle)
}

/// The screen is about to be drawn: ask for the next frame if one is due.
pub fn animation_frame(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    let seen = matches!(state.visibility, Visibility::Shown(_));
    if !(seen && state.source.is_live() && state.engine.stage == Stage::Ready) {
        return Vec::new();
    }
    state
        .capture
        .due(now)
        .map(Effect::SendFrame)
        .into_iter()
        .collect()
}

/// A frame was grabbed: the camera delivers.
pub fn frame_sent(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    if let Source::Camera { seen, .. } = &mut state.source {
        *seen = now;
    }
    Vec::new()
}

/// Whether an open camera has gone silent. Only asked for while the worker takes frames and the tab is seen.
pub fn watch(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    let taking =
        state.engine.stage == Stage::Ready && matches!(state.visibility, Visibility::Shown(_));
    match &mut state.source {
        Source::Camera { seen, .. } if !taking => {
            *seen = now;
            Vec::new()
        }
        Source::Camera { seen, .. } if now.since(*seen) > SILENT_CAMERA_LIMIT => {
            camera_failed(state, Fault::CameraSilent)
        }
        _ => Vec::new(),
    }
}

/// The tab went out of sight.
pub fn hidden(state: &mut State) -> Vec<Effect> {
    let Visibility::Shown(count) = state.visibility else {
        return Vec::new();
    };
    let hiding = count.wrapping_add(1);
    state.visibility = Visibility::Hidden(hiding);
    vec![Effect::After(HIDDEN_CAMERA_LIMIT, Wake::HiddenLong(hiding))]
}

/// The tab is in sight again.
pub fn shown(state: &mut State) -> Vec<Effect> {
    if let Visibility::Hidden(count) = state.visibility {
        state.visibility = Visibility::Shown(count);
    }
    Vec::new()
}

/// The tab has been out of sight for long: the camera is let go.
pub fn hidden_long(state: &mut State, hiding: u32) -> Vec<Effect> {
    if state.visibility != Visibility::Hidden(hiding) || !state.source.holds_camera() {
        return Vec::new();
    }
    state.message = Some(Message::CameraRested);
    switch(state, Source::Idle)
}

/// The button of the message: do what would help.
pub fn remedy(state: &mut State, remedy: Remedy, now: UnixMillis) -> Vec<Effect> {
    match remedy {
        Remedy::StartCamera => start_preferred_camera(state, now),
        Remedy::StartDemo => start_demo(state, now),
        Remedy::RestartEngine => {
            state.message = None;
            engine::restart(state, now)
        }
        // The page opens its file dialogue by itself: browsers allow that only from the press.
        Remedy::ChoosePhoto => {
            state.message = None;
            Vec::new()
        }
        Remedy::FetchCatalogue => {
            state.message = None;
            vec![Effect::FetchCatalogue]
        }
        Remedy::Undo => music::undo(state),
    }
}
