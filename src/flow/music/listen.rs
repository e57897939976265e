//! The listener's changes, and what follows from them for the list.

use crate::domain::music::catalogue::TrackId;
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::music::compose::{request_same_list, store_list};
use crate::flow::music::given::MusicGiven;
use crate::flow::music::news::{MusicNews, MusicOut};
use crate::flow::music::state::MusicState;
use std::collections::BTreeSet;

/// Takes over what the account tells. External tracks that it brings no more leave the list too.
pub(super) fn change_listener(
    state: &mut MusicState,
    listener: Listener,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    if state.listener == listener {
        return;
    }
    let before = std::mem::replace(&mut state.listener, listener);
    if let Some(list) = state.listing.list() {
        state.player.play_found(list, &state.listener);
    }
    if before.external_tracks == state.listener.external_tracks {
        return;
    }
    state
        .catalogue
        .join_external_tracks(&state.listener.external_tracks);
    let gone = gone_tracks(&before, &state.listener);
    if !state.listing.retain_tracks(|id| !gone.contains(id)) {
        return;
    }
    // What an undo would bring back is gone as well.
    state.judgements.forget_list();
    out.news(MusicNews::ExternalTracksLeft);
    if state.listing.is_pinned() {
        store_list(state, out);
    } else {
        request_same_list(state, given, out);
    }
}

fn gone_tracks<'a>(before: &'a Listener, now: &Listener) -> BTreeSet<&'a TrackId> {
    let ids = before.external_tracks.iter().map(|track| &track.id);
    ids.filter(|id| !now.has_external_track(id)).collect()
}
