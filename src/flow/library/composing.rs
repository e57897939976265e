//! The lists that the worker draws from the person's own tracks.

use crate::domain::music::list_request::{ListRequest, RequestId};
use crate::domain::music::listed::{ListedTrack, ListedTrackRecord};
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::taste::Taste;
use crate::domain::quantity::Millis;
use crate::flow::bridge::library::ToLibraryWorker;
use crate::flow::kit::link::Seq;
use crate::flow::library::client::{LibraryClient, LibraryOut};
use crate::flow::library::news::LibraryNews;
use crate::flow::library::state::PendingList;

/// Asks for a list in place of the one that was asked for before.
pub(super) fn request_list(
    pending: &mut Option<PendingList>,
    client: &mut LibraryClient,
    (request, list_request): (RequestId, Box<ListRequest>),
    now: Millis,
    out: &mut LibraryOut,
) {
    if let Some(older) = pending.take() {
        client.withdraw_question(older.seq);
    }
    *pending = Some(PendingList {
        request,
        seq: client.number_question(now, out),
        list_request,
    });
}

/// Sends the list's question, if the worker listens: the taste first, since it is drawn for it.
pub(super) fn send_list_request(
    pending: &PendingList,
    client: &mut LibraryClient,
    taste: &Taste,
    out: &mut LibraryOut,
) {
    if !client.is_ready() {
        return;
    }
    client.tell_taste(taste, out);
    out.effect(ToLibraryWorker::Compose {
        seq: pending.seq,
        request: pending.list_request.clone(),
    });
}

/// Passes a list on that was drawn; a late one does not count.
pub(super) fn list_composed(
    pending: &mut Option<PendingList>,
    seq: Seq,
    list: Result<Vec<ListedTrackRecord>, NothingLeft>,
    out: &mut LibraryOut,
) {
    if let Some(done) = pending.take_if(|pending| pending.seq == seq) {
        out.news(LibraryNews::Composed {
            request: done.request,
            list: list.map(|records| records.into_iter().map(ListedTrack::from).collect()),
        });
    }
}

/// Gives the list up that is being drawn.
pub(super) fn give_up_list(pending: &mut Option<PendingList>, out: &mut LibraryOut) {
    if let Some(lost) = pending.take() {
        out.news(LibraryNews::CannotCompose {
            request: lost.request,
        });
    }
}
