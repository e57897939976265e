//! The demo: its pictures are fetched, then run like a camera.

use crate::domain::quantity::Millis;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::sight::copy;
use crate::flow::sight::effect::SightEffect;
use crate::flow::sight::news::SightOut;
use crate::flow::sight::reader::refuse_without_simd;
use crate::flow::sight::source::FrameSource;
use crate::flow::sight::state::SightState;

/// Fetches the demo's pictures, and the face reader for them.
pub(super) fn start_demo(
    state: &mut SightState,
    can: Capabilities,
    now: Millis,
    out: &mut SightOut,
) {
    if refuse_without_simd(can, out) {
        return;
    }
    state.switch_to(FrameSource::DemoLoading, out);
    out.news(NoticeChange::Clear);
    out.effect(SightEffect::LoadDemo);
    state.reader.ensure_started(can, now, out);
}

/// Runs the demo, or says that its pictures could not be fetched.
pub(super) fn demo_loaded(state: &mut SightState, is_there: bool, now: Millis, out: &mut SightOut) {
    if state.source != FrameSource::DemoLoading {
        return;
    }
    if is_there {
        state.source = FrameSource::Demo { since: now };
    } else {
        out.news(NoticeChange::Say(copy::demo_missing()));
        state.switch_to(FrameSource::Idle, out);
    }
}
