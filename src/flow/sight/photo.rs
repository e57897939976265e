//! A photo: chosen, sent when the face reader is ready, read or not.

use crate::domain::quantity::Millis;
use crate::flow::bridge::reader::ReaderFault;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::link::Seq;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::sight::effect::SightEffect;
use crate::flow::sight::fault::PhotoFault;
use crate::flow::sight::news::{Asked, SightNews, SightOut};
use crate::flow::sight::reader::refuse_without_simd;
use crate::flow::sight::source::{FrameSource, PhotoStage};
use crate::flow::sight::state::SightState;

/// The largest file, in millions of bytes: as much as a browser tab can hold several times over on a phone.
const LARGEST_PHOTO_MB: u32 = 50;

/// Takes a picture file that was chosen.
pub(super) fn photo_chosen(
    state: &mut SightState,
    bytes: u64,
    can: Capabilities,
    now: Millis,
    out: &mut SightOut,
) {
    if refuse_without_simd(can, out) {
        return;
    }
    state.switch_to(FrameSource::Photo(PhotoStage::Reading), out);
    out.news(NoticeChange::Clear);
    let megabytes = u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX);
    if megabytes > LARGEST_PHOTO_MB {
        let limit = LARGEST_PHOTO_MB;
        photo_failed(state, PhotoFault::TooLarge { megabytes, limit }, out);
        return;
    }
    state.reader.ensure_started(can, now, out);
    send_waiting_photo(state, now, out);
}

/// Sends a photo that waits, if the face reader can be asked.
pub(super) fn send_waiting_photo(state: &mut SightState, now: Millis, out: &mut SightOut) {
    if state.source == FrameSource::Photo(PhotoStage::Reading) && state.reader.is_ready() {
        let seq = state.reader.ask_photo(now, out);
        out.effect(SightEffect::SendPhoto(seq));
    }
}

/// Says that the photo could not be read, or shows no face.
pub(super) fn photo_failed(state: &mut SightState, fault: PhotoFault, out: &mut SightOut) {
    if matches!(state.source, FrameSource::Photo(_)) {
        state.source = FrameSource::Photo(PhotoStage::Failed);
        out.news(SightNews::FacesForgotten);
        out.news(NoticeChange::Say(fault.notice()));
    }
}

/// Gives up a photo whose file could not be read any more.
pub(super) fn photo_unavailable(state: &mut SightState, seq: Seq, now: Millis, out: &mut SightOut) {
    if state.reader.withdraw_question(seq, now) == Some(Asked::Photo) {
        photo_failed(state, PhotoFault::Unreadable, out);
    }
}

impl From<&ReaderFault> for PhotoFault {
    fn from(fault: &ReaderFault) -> Self {
        match *fault {
            ReaderFault::PhotoTooManyPixels { megapixels, limit } => {
                Self::TooManyPixels { megapixels, limit }
            }
            ReaderFault::PhotoTooLarge { megabytes, limit } => Self::TooLarge { megabytes, limit },
            _ => Self::Unreadable,
        }
    }
}
