//! What a person does with tracks: done at once where Spotify's ids are known, after one search for each that is not.
//!
//! Searches go out one at a time: a list of a person's own table may lack many ids. An action whose search met a fault
//! that may pass waits for "Try again"; one that only likes or unlikes also for the network to be back.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::policy::budget::Asker;
use crate::domain::spotify::search::WantedTrack;
use crate::domain::spotify::token::TokenInfo;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::spotify::blocker::{Blocker, Cleared};
use crate::flow::spotify::id_resolution::{IdResolution, ResolvedIds, wanted_track};
use crate::flow::spotify::track_action::TrackAction;
use crate::flow::spotify::wants::{Resumed, Want, Wants};
use std::collections::VecDeque;

/// The actions that wait for searches, in their order.
#[derive(Debug, Default)]
pub struct Actions {
    waiting: VecDeque<WaitingAction>,
    /// The track that is searched for.
    search: Option<NamedTrack>,
}

#[derive(Debug)]
struct WaitingAction {
    action: TrackAction,
    /// The tracks that it is done with, as they stood in the list when it was asked for.
    tracks: Vec<NamedTrack>,
    waits_for: WaitsFor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WaitsFor {
    Searches,
    /// A fault to pass.
    BetterTimes,
}

impl WaitingAction {
    fn is_searching(&self) -> bool {
        self.waits_for == WaitsFor::Searches
    }
}

/// The one track of `list` that is called `id`. Nothing, if it does not stand there and has no id of Spotify's: nobody
/// knows its names any more.
pub(super) fn track_in(list: &[NamedTrack], id: TrackId) -> Vec<NamedTrack> {
    let listed = list.iter().find(|track| track.id == id).cloned();
    let nameless = |id: TrackId| NamedTrack {
        id,
        title: String::new(),
        artist: String::new(),
    };
    let track = listed.or_else(|| id.spotify().is_some().then(|| nameless(id)));
    track.into_iter().collect()
}

impl Actions {
    /// Tells whether tracks are searched for that are to become a playlist.
    #[must_use]
    pub fn is_preparing_playlist(&self) -> bool {
        let mut searching = self.waiting.iter().filter(|action| action.is_searching());
        searching.any(|waiting| matches!(waiting.action, TrackAction::CreatePlaylist { .. }))
    }

    /// Begins `action` with `tracks`, if that is allowed.
    pub(super) fn begin_action(
        &mut self,
        action: TrackAction,
        tracks: Vec<NamedTrack>,
        tokens: Option<&TokenInfo>,
        ids: &ResolvedIds,
        wants: &mut Wants,
    ) {
        let Some(info) = tokens.filter(|_| !tracks.is_empty()) else {
            return;
        };
        // Said before anything is searched for in vain.
        let needed = action.permission();
        if let Some(missing) = needed.filter(|needed| !info.scopes.cover(*needed)) {
            wants.push(Want::Block(Blocker::NotAllowed(missing)));
            return;
        }
        let mut waiting = self.waiting.iter_mut();
        match waiting.find(|waiting| waiting.action == action && waiting.tracks == tracks) {
            Some(again) => again.waits_for = WaitsFor::Searches,
            None => self.waiting.push_back(WaitingAction {
                action,
                tracks,
                waits_for: WaitsFor::Searches,
            }),
        }
        self.advance(ids, wants);
    }

    /// Does what can be done, and searches for what is needed next.
    fn advance(&mut self, ids: &ResolvedIds, wants: &mut Wants) {
        while self.search.is_none() {
            let next = self.waiting.iter().position(WaitingAction::is_searching);
            let Some(at) = next else { break };
            let is_unknown =
                |track: &&NamedTrack| ids.resolve(&track.id) == IdResolution::NotSearched;
            let waiting = self.waiting.get(at);
            let unknown = waiting.and_then(|waiting| waiting.tracks.iter().find(is_unknown));
            if let Some(track) = unknown.cloned() {
                wants.call(Call::Search(wanted_track(&track)), Asker::Person);
                self.search = Some(track);
            } else if let Some(ready) = self.waiting.remove(at) {
                perform(ready, ids, wants);
            }
        }
    }

    /// A search has found a track, or none that fits.
    pub(super) fn finish_search(
        &mut self,
        wanted: &WantedTrack,
        found: Option<SpotifyTrack>,
        ids: &mut ResolvedIds,
        wants: &mut Wants,
    ) {
        let searched = self.search.take_if(|track| wanted_track(track) == *wanted);
        let Some(track) = searched else { return };
        ids.note_search(track, found);
        wants.push(Want::KeepRecord);
        self.advance(ids, wants);
    }

    /// A search was not answered: whatever waits for searches waits on, if that may pass, and is given up otherwise.
    pub(super) fn fail_search(&mut self, fault: ApiFault) {
        self.search = None;
        if fault.may_pass() {
            for waiting in &mut self.waiting {
                waiting.waits_for = WaitsFor::BetterTimes;
            }
        } else {
            self.waiting.clear();
        }
    }

    /// Tries those again that wait for better times.
    pub(super) fn resume_waiting(&mut self, which: Resumed, ids: &ResolvedIds, wants: &mut Wants) {
        for waiting in &mut self.waiting {
            let is_like = matches!(waiting.action, TrackAction::Save | TrackAction::Unsave);
            if which == Resumed::All || is_like {
                waiting.waits_for = WaitsFor::Searches;
            }
        }
        self.advance(ids, wants);
    }
}

/// Everything is known that the action takes.
fn perform(ready: WaitingAction, resolved: &ResolvedIds, wants: &mut Wants) {
    let ids = resolved.known_ids(&ready.tracks);
    if ids.is_empty() {
        let blocker = match &ready.tracks[..] {
            [track] => Blocker::NotFound(wanted_track(track)),
            _ => Blocker::NoneFound,
        };
        wants.push(Want::Block(blocker));
        return;
    }
    wants.push(Want::Unblock(Cleared::OfSearch));
    wants.push(Want::Perform(ready.action, ids));
}
