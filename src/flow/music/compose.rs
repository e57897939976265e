//! Lists being made: what they are asked for, and where they are drawn.
//!
//! The catalogue is drawn from here, in a few milliseconds. As soon as the person's own tracks are asked for, the
//! library is asked, since 200,000 of them would hold the page up; until it answers, the list before stays.

use crate::domain::music::affinity::Affinity;
use crate::domain::music::external_track::ExternalTrack;
use crate::domain::music::goal::{Goal, ListLength, Route};
use crate::domain::music::intent::Intent;
use crate::domain::music::list_request::ListRequest;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::source::TrackSource;
use crate::flow::kit::store::{Key, StoreEffect};
use crate::flow::music::given::MusicGiven;
use crate::flow::music::list::{ListPurpose, TrackList};
use crate::flow::music::news::{MusicNews, MusicOut};
use crate::flow::music::record::text_of;
use crate::flow::music::request::RequestPurpose;
use crate::flow::music::state::MusicState;

/// Tracks to put into the list, or why there are none.
pub(super) type Answer = Result<Vec<ListedTrack>, NothingLeft>;

/// Asks for another list, and none of the last one's tracks.
pub(super) fn request_new_list(state: &mut MusicState, given: &MusicGiven<'_>, out: &mut MusicOut) {
    state.listing.remember_shown();
    state.seed = state.seed.wrapping_add(1);
    request_same_list(state, given, out);
}

/// Asks for the same list under other choices or another taste: the same seed, the same memory.
pub(super) fn request_same_list(
    state: &mut MusicState,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    let goal = state.choices.goal;
    let mood = state.mood.map(|mood| mood.place);
    let purpose = ListPurpose {
        mood: match state.choices.route {
            Route::Gradual => mood,
            // Whoever goes straight there begins as if they were there.
            Route::Direct => mood.map(|from| goal.destination(from)),
        },
        goal: state.choices.goal,
        length: state.choices.length,
        seed: state.seed,
    };
    let request = whole_list_request(state, &purpose);
    let purpose = RequestPurpose::WholeList(purpose);
    // Of two requests that are on their way, the newer counts.
    state.requests.cancel_request();
    if wants_library(state, given) {
        ask_library(state, request, purpose, out);
    } else {
        draw_from_catalogue(state, given, &request, purpose, out);
    }
}

/// Draws from the catalogue, here and now, if it is here.
pub(super) fn draw_from_catalogue(
    state: &mut MusicState,
    given: &MusicGiven<'_>,
    request: &ListRequest,
    purpose: RequestPurpose,
    out: &mut MusicOut,
) {
    if let Some(answer) = answer_from_catalogue(state, given, request) {
        take_answer(state, given, purpose, answer, out);
    }
}

/// Puts what was drawn into the list.
pub(super) fn take_answer(
    state: &mut MusicState,
    given: &MusicGiven<'_>,
    purpose: RequestPurpose,
    answer: Answer,
    out: &mut MusicOut,
) {
    match purpose {
        RequestPurpose::WholeList(purpose) => state.listing.put_list(TrackList {
            purpose,
            nothing: answer.as_ref().err().copied(),
            tracks: answer.unwrap_or_default(),
        }),
        RequestPurpose::Replacement => {
            state.listing.fill_next_slot(answer.unwrap_or_default());
        }
    }
    fill_slots(state, given, out);
    store_list(state, out);
}

/// Fills the open places, one after another, so that replacements know of each other. Where the library is to be
/// asked, its answer goes on; while a whole list is on its way there is nothing to do, since it will have none.
pub(super) fn fill_slots(state: &mut MusicState, given: &MusicGiven<'_>, out: &mut MusicOut) {
    while !state.requests.is_pending() {
        let Some(request) = replacement_request(state, given) else {
            return;
        };
        if wants_library(state, given) {
            return ask_library(state, request, RequestPurpose::Replacement, out);
        }
        let Some(answer) = answer_from_catalogue(state, given, &request) else {
            return;
        };
        state.listing.fill_next_slot(answer.unwrap_or_default());
    }
}

/// Keeps the list, once it is known what was kept before.
pub(super) fn store_list(state: &MusicState, out: &mut MusicOut) {
    if !state.is_restored() {
        return;
    }
    let listener = &state.listener;
    let record = state
        .listing
        .to_record(|id| listener.has_external_track(id));
    if let Some(record) = record {
        out.effect(StoreEffect::Put(Key::List, text_of(&record)));
    }
}

fn ask_library(
    state: &mut MusicState,
    request: ListRequest,
    purpose: RequestPurpose,
    out: &mut MusicOut,
) {
    let id = state.requests.begin_request(request.clone(), purpose);
    out.news(MusicNews::LibraryWanted(id, Box::new(request)));
}

/// Says whether the person's own tracks are to be drawn from, and can be. The first list of a visit doesn't wait.
fn wants_library(state: &MusicState, given: &MusicGiven<'_>) -> bool {
    let may_wait = state.list().is_some() || state.sources() == TrackSource::Own;
    given.can_use_library && state.sources() != TrackSource::Catalogue && may_wait
}

fn answer_from_catalogue(
    state: &MusicState,
    given: &MusicGiven<'_>,
    request: &ListRequest,
) -> Option<Answer> {
    let pool = state.catalogue.pool(request.sources)?;
    Some(request.answer(pool, given.taste))
}

fn whole_list_request(state: &MusicState, purpose: &ListPurpose) -> ListRequest {
    let from = purpose.from();
    let as_felt = state.mood.filter(|mood| mood.place == from);
    let intent = as_felt.map(|mood| mood.intent);
    ListRequest {
        start: intent.unwrap_or_else(|| Intent::for_mood(&from.as_mood())),
        from,
        goal: purpose.goal,
        length: purpose.length,
        filter: state.choices.filter.clone(),
        sources: state.sources(),
        affinity: affinity(state),
        external_tracks: external_tracks(state),
        recent: state.listing.shown_in_mood(from),
        seed: purpose.seed,
    }
}

/// A request for what fills the next open place, if one is open.
fn replacement_request(state: &MusicState, given: &MusicGiven<'_>) -> Option<ListRequest> {
    let (slot, list) = (state.listing.next_slot()?, state.list()?);
    let aim = &slot.removed().ranked.aim;
    let learnt = given.taste.log().len() as u64;
    Some(ListRequest {
        start: aim.intent,
        from: aim.place,
        // Few words are a part of what is asked for; the way is not, since one place of it is.
        goal: match list.purpose.goal {
            Goal::Focus => Goal::Focus,
            _ => Goal::Match,
        },
        length: ListLength::Ten,
        filter: state.choices.filter.clone(),
        sources: state.sources(),
        affinity: affinity(state),
        external_tracks: external_tracks(state),
        recent: [
            state.listing.shown_in_mood(list.purpose.from()),
            list.ids().cloned().collect(),
        ]
        .concat(),
        // Each replacement has noise of its own.
        seed: state.seed.wrapping_add(learnt + 1),
    })
}

fn affinity(state: &MusicState) -> Affinity {
    state.listener.affinity.clone()
}

/// The connected account's tracks, where they are welcome: they belong to the person's own.
fn external_tracks(state: &MusicState) -> Vec<ExternalTrack> {
    if state.sources() == TrackSource::Catalogue {
        return Vec::new();
    }
    state.listener.external_tracks.clone()
}
