//! Sight: a camera, a demo or a photo to readings of faces.
//!
//! Owns the source of frames ([`source`], then `camera`, `demo` with its [`film`], `photo`), the life of the face
//! reader and its questions (`reader`, `pacing`, `answers`), the tab's `visibility` and the `settings`. Does not know
//! what a face means: that is for whoever hears of [`SightNews::Faces`]. Start at [`event`] and [`effect`].

mod answers;
mod camera;
mod copy;
mod demo;
pub mod device;
pub mod effect;
pub mod event;
pub mod fault;
pub mod film;
pub mod news;
mod pacing;
pub mod photo;
mod reader;
mod settings;
pub mod source;
mod state;
#[cfg(test)]
mod tests;
pub mod view;
mod visibility;

pub use effect::SightEffect;
pub use event::{SightEvent, SightWake};
pub use news::{Asked, SightNews};
pub use state::SightState;
pub use view::{SightView, view};

use crate::domain::quantity::Millis;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::{Now, Out};
use crate::flow::sight::fault::CameraFault;
use crate::flow::sight::news::SightOut;
use crate::flow::sight::source::FrameSource;

/// The time after the first paint at which the face reader is started unasked, so that the camera finds it ready.
const WARM_UP_AFTER: Millis = Millis(700.0);

/// Facts of others that sight goes by.
#[derive(Debug, Clone, Copy)]
pub struct SightGiven {
    /// The abilities of this browser.
    pub capabilities: Capabilities,
}

/// Takes `event` at `now`: changes the state, and pushes what is to be done and known.
pub fn update(
    state: &mut SightState,
    event: SightEvent,
    given: &SightGiven,
    now: Now,
    out: &mut Out<SightEffect, SightNews>,
) {
    let (can, now) = (given.capabilities, now.monotonic);
    match event {
        SightEvent::Opened => warm_up_later(can, out),
        SightEvent::Restored(kept) => state.settings.restore_kept(kept, out),
        SightEvent::Stored(event) => settings::note_stored(&event, out),

        SightEvent::StartCamera => camera::start_preferred_camera(state, can, now, out),
        SightEvent::StopSource | SightEvent::PageLeft => stop_source(state, out),
        SightEvent::ChooseDevice(device) => camera::choose_device(state, device, can, now, out),
        SightEvent::StartDemo => demo::start_demo(state, can, now, out),
        SightEvent::PhotoChosen { name, bytes } => {
            state.photo_name = name;
            photo::photo_chosen(state, bytes, can, now, out);
        }
        SightEvent::PhotoOpened => photo::photo_opened(state, now, out),
        SightEvent::PhotoRefused(fault) => photo::photo_refused(state, fault, out),
        SightEvent::RestartReader => restart_reader(state, can, now, out),

        SightEvent::CameraOpened { device, faces_away } => {
            camera::camera_opened(state, device, faces_away, now, out);
        }
        SightEvent::DevicesListed(devices) => state.devices = devices,
        SightEvent::CameraFailed(fault) => camera::camera_failed(state, fault, out),
        SightEvent::CameraEnded => camera::camera_failed(state, CameraFault::Unplugged, out),
        SightEvent::DemoLoaded(is_there) => demo::demo_loaded(state, is_there, now, out),
        SightEvent::AnimationFrame => send_frame(state, now, out),
        SightEvent::FrameSent(_) => state.source.note_delivery(now),
        SightEvent::FrameUnavailable(seq) => {
            state.reader.withdraw_question(seq, now);
        }
        SightEvent::PhotoUnavailable(seq) => photo::photo_unavailable(state, seq, now, out),
        SightEvent::TabHidden => state.visibility.hide_tab(out),
        SightEvent::TabShown => state.visibility.show_tab(),

        SightEvent::Reader(event) => answers::reader_reported(state, event, now, out),
        SightEvent::ReaderSaid(said) => answers::reader_said(state, said, now, out),
        SightEvent::Woke(wake) => woke(state, wake, can, now, out),
    }
}

fn woke(
    state: &mut SightState,
    wake: SightWake,
    can: Capabilities,
    now: Millis,
    out: &mut SightOut,
) {
    match wake {
        SightWake::WarmUp => state.reader.ensure_started(can, now, out),
        SightWake::CameraWatch => camera::watch_camera(state, now, out),
        SightWake::HiddenLong(hiding) => camera::hidden_long(state, hiding, out),
    }
}

fn warm_up_later(can: Capabilities, out: &mut SightOut) {
    if can.simd && !can.save_data {
        out.effect(SightEffect::WakeAfter(WARM_UP_AFTER, SightWake::WarmUp));
    }
}

fn stop_source(state: &mut SightState, out: &mut SightOut) {
    out.news(NoticeChange::Clear);
    state.switch_to(FrameSource::Idle, out);
}

fn restart_reader(state: &mut SightState, can: Capabilities, now: Millis, out: &mut SightOut) {
    out.news(NoticeChange::Clear);
    state.reader.forgive_failures();
    state.reader.ensure_started(can, now, out);
}

/// Asks for the next frame, if the tab is seen and one is due.
fn send_frame(state: &mut SightState, now: Millis, out: &mut SightOut) {
    if let (true, Some(from)) = (state.visibility.is_shown(), state.source.live())
        && let Some(seq) = state.reader.ask_frame(now, out)
    {
        out.effect(SightEffect::SendFrame { seq, from });
    }
}
