//! The camera: asked for, opened, watched, let go.

use crate::domain::quantity::Millis;
use crate::flow::kit::device::{CameraSupport, Capabilities};
use crate::flow::kit::notice::NoticeChange;
use crate::flow::sight::copy;
use crate::flow::sight::device::CameraId;
use crate::flow::sight::effect::SightEffect;
use crate::flow::sight::event::SightWake;
use crate::flow::sight::fault::CameraFault;
use crate::flow::sight::news::SightOut;
use crate::flow::sight::source::FrameSource;
use crate::flow::sight::state::{CameraWatch, SightState};
use crate::flow::sight::visibility::TabVisibility;

/// The time that an open camera may send nothing new before we say so. Empirical: slow webcams take two seconds, and
/// in the dark some send one frame a second.
const SILENT_CAMERA_LIMIT: Millis = Millis::from_secs(4.5);
/// The time between two looks at a running camera.
const LOOK_EVERY: Millis = Millis::from_secs(1.0);

/// Opens the camera that was chosen, or any.
pub(super) fn start_preferred_camera(
    state: &mut SightState,
    can: Capabilities,
    now: Millis,
    out: &mut SightOut,
) {
    let device = state.settings.camera.clone();
    start_camera(state, device, can, now, out);
}

/// Opens `device`, or any camera, if this browser and page can.
fn start_camera(
    state: &mut SightState,
    device: Option<CameraId>,
    can: Capabilities,
    now: Millis,
    out: &mut SightOut,
) {
    let hindrance = match can.camera {
        CameraSupport::InsecureContext => Some(CameraFault::InsecurePage.notice()),
        CameraSupport::NoApi => Some(CameraFault::NoApi.notice()),
        CameraSupport::Available => (!can.simd).then(copy::no_simd),
    };
    if let Some(notice) = hindrance {
        out.news(NoticeChange::Say(notice));
        return;
    }
    state.switch_to(FrameSource::CameraOpening, out);
    out.news(NoticeChange::Clear);
    out.effect(SightEffect::OpenCamera { device });
    state.reader.ensure_started(can, now, out);
}

/// Keeps the choice of another camera, and opens it if one is running.
pub(super) fn choose_device(
    state: &mut SightState,
    device: CameraId,
    can: Capabilities,
    now: Millis,
    out: &mut SightOut,
) {
    state.settings.camera = Some(device.clone());
    state.settings.keep(out);
    if state.source.holds_camera() {
        start_camera(state, Some(device), can, now, out);
    }
}

/// Takes the camera that delivers. If it was stopped meanwhile, its light must go off again.
pub(super) fn camera_opened(
    state: &mut SightState,
    device: Option<CameraId>,
    faces_away: bool,
    now: Millis,
    out: &mut SightOut,
) {
    if state.source == FrameSource::CameraOpening {
        state.source = FrameSource::Camera {
            device,
            faces_away,
            delivered: now,
        };
        out.effect(SightEffect::ListDevices);
        ensure_watched(&mut state.watch, now, out);
    } else if !state.source.holds_camera() {
        out.effect(SightEffect::CloseCamera);
    }
}

/// Lets go of a camera that could not be opened, or went away.
pub(super) fn camera_failed(state: &mut SightState, fault: CameraFault, out: &mut SightOut) {
    if !state.source.holds_camera() {
        return;
    }
    let is_gone = matches!(fault, CameraFault::Overconstrained | CameraFault::NotFound);
    if is_gone
        && state.source == FrameSource::CameraOpening
        && state.settings.camera.take().is_some()
    {
        // The camera kept from an earlier visit is gone: it is forgotten, and the same press takes any.
        state.settings.keep(out);
        out.effect(SightEffect::OpenCamera { device: None });
        return;
    }
    out.news(NoticeChange::Say(fault.notice()));
    state.switch_to(FrameSource::Idle, out);
    out.effect(SightEffect::ListDevices);
}

/// Lets go of the camera in a tab that has been out of sight for long.
pub(super) fn hidden_long(state: &mut SightState, hiding: u32, out: &mut SightOut) {
    if state.visibility == TabVisibility::Hidden(hiding) && state.source.holds_camera() {
        out.news(NoticeChange::Say(copy::camera_rested()));
        state.switch_to(FrameSource::Idle, out);
    }
}

fn ensure_watched(watch: &mut CameraWatch, now: Millis, out: &mut SightOut) {
    if *watch == CameraWatch::Asleep {
        let due = now.plus(LOOK_EVERY);
        *watch = CameraWatch::Awake { due };
        out.effect(SightEffect::WakeAfter(LOOK_EVERY, SightWake::CameraWatch));
    }
}

/// Looks whether an open camera has gone silent. Only time in which frames are taken from it counts: not that in
/// which the device was asleep.
pub(super) fn watch_camera(state: &mut SightState, now: Millis, out: &mut SightOut) {
    let has_slept = match std::mem::take(&mut state.watch) {
        CameraWatch::Awake { due } => now.since(due) > LOOK_EVERY,
        CameraWatch::Asleep => false,
    };
    let is_taking = state.reader.is_ready() && state.visibility.is_shown() && !has_slept;
    let FrameSource::Camera { delivered, .. } = &mut state.source else {
        return;
    };
    if !is_taking {
        *delivered = now;
    } else if now.since(*delivered) > SILENT_CAMERA_LIMIT {
        camera_failed(state, CameraFault::Silent, out);
        return;
    }
    ensure_watched(&mut state.watch, now, out);
}
