//! Liking tracks. What could not be sent is kept, and sent when Spotify can be reached again.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::library;
use crate::domain::spotify::policy::budget::Asker;
use crate::flow::spotify::blocker::Cleared;
use crate::flow::spotify::wants::{SavedMark, Want, Wants};
use std::collections::BTreeMap;

/// More than anybody likes in an hour without a network.
const MOST_UNSENT: usize = 200;

/// The likes of this visit, and those that are still to be sent.
#[derive(Debug, Default)]
pub struct SavedTracks {
    /// Tracks that were liked and unliked in this visit.
    marks: BTreeMap<TrackId, SavedMark>,
    /// Tracks that were liked without a network. Persisted.
    pub(super) unsent: Vec<TrackId>,
}

impl SavedTracks {
    /// Tells whether a track is liked, as far as this visit has changed it.
    #[must_use]
    pub fn mark(&self, id: &TrackId) -> Option<SavedMark> {
        self.marks.get(id).copied()
    }

    /// Forgets what was liked and unliked; what is still to be sent stays.
    pub(super) fn forget_marks(&mut self) {
        self.marks.clear();
    }

    /// Likes a track no more.
    pub(super) fn unsave_track(&mut self, id: TrackId, wants: &mut Wants) {
        self.unsent.retain(|other| *other != id);
        wants.call(Call::Unsave(vec![id]), Asker::Person);
    }

    /// Spotify has liked these tracks.
    pub(super) fn note_saved(&mut self, ids: Vec<TrackId>, wants: &mut Wants) {
        let waiting = self.unsent.len();
        self.unsent.retain(|id| !ids.contains(id));
        let has_sent = self.unsent.len() != waiting;
        self.note_marks(ids, SavedMark::Saved, wants);
        if has_sent {
            wants.push(Want::KeepRecord);
        }
    }

    /// Spotify likes these tracks no more.
    pub(super) fn note_unsaved(&mut self, ids: Vec<TrackId>, wants: &mut Wants) {
        self.note_marks(ids, SavedMark::NotSaved, wants);
    }

    fn note_marks(&mut self, ids: Vec<TrackId>, mark: SavedMark, wants: &mut Wants) {
        let marks = ids.iter().map(|id| (id.clone(), mark));
        self.marks.extend(marks);
        wants.push(Want::Unblock(Cleared::Any));
        wants.push(Want::MarkSaved(ids, mark));
    }

    /// Keeps tracks that could not be liked, if that may change by itself.
    pub(super) fn keep_unsent(&mut self, ids: &[TrackId], fault: ApiFault, wants: &mut Wants) {
        if !fault.may_pass() {
            return;
        }
        for id in ids {
            if !self.unsent.contains(id) && self.unsent.len() < MOST_UNSENT {
                self.unsent.push(id.clone());
            }
        }
        wants.push(Want::KeepRecord);
    }

    /// Sends what has waited, as many as one call takes.
    pub(super) fn send_unsent(&self, is_saving: bool, wants: &mut Wants) {
        let ids: Vec<_> = self.unsent.iter().take(library::MOST).cloned().collect();
        if !ids.is_empty() && !is_saving {
            wants.call(Call::Save(ids), Asker::Page);
        }
    }
}
