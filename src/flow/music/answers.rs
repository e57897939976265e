//! Answers of the library, and what follows from its coming and going.

use crate::domain::music::list_request::RequestId;
use crate::domain::music::source::TrackSource;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::music::choices::Choice;
use crate::flow::music::choose::make_choice;
use crate::flow::music::compose::{Answer, draw_from_catalogue, request_same_list, take_answer};
use crate::flow::music::copy;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::news::MusicOut;
use crate::flow::music::state::MusicState;

/// Takes what was drawn, if it still counts.
pub(super) fn take_composed(
    state: &mut MusicState,
    request: RequestId,
    answer: Answer,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    if let Some(pending) = state.requests.finish_request(request) {
        take_answer(state, given, pending.purpose, answer, out);
    }
}

/// Draws the list that was asked for from the catalogue instead.
pub(super) fn compose_without_library(
    state: &mut MusicState,
    request: RequestId,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    if let Some(pending) = state.requests.finish_request(request) {
        out.news(NoticeChange::Say(copy::library_fault()));
        draw_from_catalogue(state, given, &pending.request, pending.purpose, out);
    }
}

/// Draws from other tracks than before. A pinned list stays as it is when a table comes; without a library the sources
/// are what they were at first.
pub(super) fn change_library(
    state: &mut MusicState,
    removed: bool,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    if removed && state.sources() != TrackSource::Both {
        make_choice(state, Choice::Sources(TrackSource::Both), given, out);
    } else if removed || !state.listing.is_pinned() {
        request_same_list(state, given, out);
    }
}
