//! A photo: chosen, opened by the browser, sent once when the face reader is ready, read or not.

use crate::domain::face::FrameSize;
use crate::domain::face::useful_photo_size;
use crate::domain::quantity::Millis;
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

/// The largest picture, in megapixels: a browser decodes it whole, at four bytes a pixel.
const MEGAPIXEL_LIMIT: u32 = 40;

/// The width and height at which a picture of that many pixels is shown and read.
///
/// # Errors
/// [`PhotoFault`] for a picture that is too large, or has no pixels.
pub fn fit_photo((width, height): (u32, u32)) -> Result<(u32, u32), PhotoFault> {
    let megapixels = u64::from(width) * u64::from(height) / 1_000_000;
    if megapixels > u64::from(MEGAPIXEL_LIMIT) {
        return Err(PhotoFault::TooManyPixels {
            megapixels: u32::try_from(megapixels).unwrap_or(u32::MAX),
            limit: MEGAPIXEL_LIMIT,
        });
    }
    if width == 0 || height == 0 {
        return Err(PhotoFault::Unreadable);
    }
    let FrameSize { width, height } = useful_photo_size(FrameSize { width, height });
    Ok((width, height))
}

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
    state.switch_to(FrameSource::Photo(PhotoStage::Opening), out);
    out.news(NoticeChange::Clear);
    let megabytes = u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX);
    if megabytes > LARGEST_PHOTO_MB {
        let limit = LARGEST_PHOTO_MB;
        photo_refused(state, PhotoFault::TooLarge { megabytes, limit }, out);
        return;
    }
    state.reader.ensure_started(can, now, out);
    out.effect(SightEffect::OpenPhoto);
}

/// Takes a photo that the browser has opened.
pub(super) fn photo_opened(state: &mut SightState, now: Millis, out: &mut SightOut) {
    if state.source == FrameSource::Photo(PhotoStage::Opening) {
        state.source = FrameSource::Photo(PhotoStage::Waiting);
        send_waiting_photo(state, now, out);
    }
}

/// Says why a photo can't be opened; there is nothing to show then.
pub(super) fn photo_refused(state: &mut SightState, fault: PhotoFault, out: &mut SightOut) {
    if state.source == FrameSource::Photo(PhotoStage::Opening) {
        state.switch_to(FrameSource::Idle, out);
        out.news(NoticeChange::Say(fault.notice(&state.photo_name)));
    }
}

/// Sends a photo that waits, if the face reader can be asked.
pub(super) fn send_waiting_photo(state: &mut SightState, now: Millis, out: &mut SightOut) {
    if state.source == FrameSource::Photo(PhotoStage::Waiting) && state.reader.is_ready() {
        let seq = state.reader.ask_photo(now, out);
        state.source = FrameSource::Photo(PhotoStage::Reading);
        out.effect(SightEffect::SendPhoto(seq));
    }
}

/// Gives up a photo at which the face reader has stopped, which is never sent again; tells whether there was one.
pub(super) fn give_up_photo_in_flight(state: &mut SightState, out: &mut SightOut) -> bool {
    let is_in_flight = state.source == FrameSource::Photo(PhotoStage::Reading);
    if is_in_flight {
        photo_failed(state, PhotoFault::StoppedReader, out);
    }
    is_in_flight
}

/// Says that the photo could not be read, or shows no face.
pub(super) fn photo_failed(state: &mut SightState, fault: PhotoFault, out: &mut SightOut) {
    if matches!(state.source, FrameSource::Photo(_)) {
        state.source = FrameSource::Photo(PhotoStage::Failed);
        out.news(SightNews::FacesForgotten);
        out.news(NoticeChange::Say(fault.notice(&state.photo_name)));
    }
}

/// Gives up a photo that could not be sent.
pub(super) fn photo_unavailable(state: &mut SightState, seq: Seq, now: Millis, out: &mut SightOut) {
    if state.reader.withdraw_question(seq, now) == Some(Asked::Photo) {
        photo_failed(state, PhotoFault::Unreadable, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::small((300, 200), (300, 200))]
    #[case::just_right((2828, 2121), (2828, 2121))]
    #[case::large((4000, 3000), (2828, 2121))]
    #[case::upright((3000, 4000), (2121, 2828))]
    #[case::all_in_one_row((39_000_000, 1), (8192, 1))]
    #[case::all_in_one_column((1, 39_000_000), (1, 8192))]
    fn a_picture_is_reduced_to_what_the_reader_looks_at(
        #[case] size: (u32, u32),
        #[case] fitted: (u32, u32),
    ) {
        assert_eq!(fit_photo(size), Ok(fitted));
    }

    #[rstest]
    #[case::of_fifty_megapixels((8000, 6250), PhotoFault::TooManyPixels { megapixels: 50, limit: 40 })]
    #[case::of_no_sensible_size((u32::MAX, u32::MAX), PhotoFault::TooManyPixels { megapixels: u32::MAX, limit: 40 })]
    #[case::without_pixels((0, 10), PhotoFault::Unreadable)]
    fn a_picture_that_can_not_be_shown_is_refused(
        #[case] size: (u32, u32),
        #[case] fault: PhotoFault,
    ) {
        assert_eq!(fit_photo(size), Err(fault));
    }
}
