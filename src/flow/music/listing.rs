//! The list as it stands: what was shown before it, whether it is pinned, and the places that wait for a replacement.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::music::list::{ListRecord, TrackList};
use crate::flow::music::replacement::{ReplacementSlot, ReplacementSlots};
use crate::flow::music::shown::ShownTracks;

/// The list's behaviour when the mood changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Hold {
    #[default]
    Follows,
    Pinned,
}

/// The list, once there is one, and what belongs to it.
#[derive(Debug, Default)]
pub(super) struct Listing {
    list: Option<TrackList>,
    /// The number of whole lists so far.
    count: u32,
    /// The number of changes of its tracks.
    revision: u32,
    shown: ShownTracks,
    slots: ReplacementSlots,
    hold: Hold,
}

/// The list as it was before a track left it.
#[derive(Debug, Clone)]
pub(super) struct ListSnapshot {
    list: Option<TrackList>,
    shown: ShownTracks,
    slots: ReplacementSlots,
    /// The list's number, as [`Listing::count`] counts them.
    of_list: u32,
}

impl Listing {
    /// The list, once there is one.
    pub const fn list(&self) -> Option<&TrackList> {
        self.list.as_ref()
    }

    /// The number of whole lists in this visit.
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// A number that changes whenever the tracks do.
    pub const fn revision(&self) -> u32 {
        self.revision
    }

    /// Says whether the list stays as it is.
    pub fn is_pinned(&self) -> bool {
        self.hold == Hold::Pinned
    }

    /// Tracks that were shown in such a mood before the list, and the last ones of any mood, oldest first.
    pub fn shown_in_mood(&self, mood: Place) -> Vec<TrackId> {
        self.shown.in_mood(mood)
    }

    /// The place that waits longest for a replacement.
    pub fn next_slot(&self) -> Option<&ReplacementSlot> {
        self.slots.next_slot()
    }

    /// Pins the list, or lets it follow.
    pub const fn set_pinned(&mut self, is_pinned: bool) {
        self.hold = if is_pinned {
            Hold::Pinned
        } else {
            Hold::Follows
        };
    }

    /// Puts a whole list in place of the one before.
    pub fn put_list(&mut self, list: TrackList) {
        self.list = Some(list);
        self.slots.close_all();
        self.count = self.count.wrapping_add(1);
        self.count_change();
    }

    /// Takes over what was shown in an earlier visit.
    pub fn recall_shown(&mut self, shown: ShownTracks) {
        self.shown = shown;
    }

    /// Counts the tracks of the list among those that should not come again soon.
    pub fn remember_shown(&mut self) {
        if let Some(list) = &self.list {
            self.shown
                .remember(list.purpose.from(), list.ids().cloned());
        }
    }

    /// Takes a track out, which leaves a place to be filled.
    pub fn remove_track(&mut self, id: &TrackId) {
        let Some(list) = &mut self.list else {
            return;
        };
        let Some(at) = list.place_of(id) else {
            return;
        };
        let removed = list.tracks.remove(at);
        let mood = list.purpose.from();
        self.shown.remember(mood, [removed.id().clone()]);
        self.slots.open_at(at, removed);
        self.count_change();
    }

    /// Takes out all tracks but those that `keep` wants, and leaves no place open. Says whether any went.
    pub fn retain_tracks(&mut self, keep: impl Fn(&TrackId) -> bool) -> bool {
        let Some(list) = &mut self.list else {
            return false;
        };
        let before = list.tracks.len();
        list.tracks.retain(|listed| keep(listed.id()));
        let changed = list.tracks.len() != before;
        if changed {
            self.count_change();
        }
        changed
    }

    /// Fills the next open place with the first of `candidates` that fits; without any, it stays closed.
    pub fn fill_next_slot(&mut self, candidates: Vec<ListedTrack>) {
        let (list, shown) = (&mut self.list, &self.shown);
        self.slots.close_next(|slot| {
            list.as_mut()
                .is_some_and(|list| slot.fill_place(list, candidates, |id| shown.has_lately(id)))
        });
        self.count_change();
    }

    /// Marks as liked what has a thumb up: the newest thumb of a track counts, and a skip is none.
    pub fn mark_liked(&mut self, taste: &Taste) {
        for listed in self.list.iter_mut().flat_map(|list| &mut list.tracks) {
            let newest = taste
                .log()
                .iter()
                .rev()
                .find(|said| said.track == *listed.id() && said.verdict != ThumbVerdict::Skip);
            listed.liked = newest.is_some_and(|said| said.verdict == ThumbVerdict::Up);
        }
    }

    /// The present list, to come back to.
    pub fn snapshot(&self) -> ListSnapshot {
        ListSnapshot {
            list: self.list.clone(),
            shown: self.shown.clone(),
            slots: self.slots.clone(),
            of_list: self.count,
        }
    }

    /// Brings back what was, unless there was another whole list since.
    pub fn go_back_to(&mut self, snapshot: ListSnapshot) {
        if snapshot.of_list != self.count {
            return;
        }
        self.list = snapshot.list;
        self.shown = snapshot.shown;
        self.slots = snapshot.slots;
        self.count_change();
    }

    /// The list's record: all but the tracks that `is_external` knows.
    pub fn to_record(&self, is_external: impl Fn(&TrackId) -> bool) -> Option<ListRecord> {
        let list = self.list.as_ref()?;
        Some(ListRecord::new(
            list,
            is_external,
            self.is_pinned(),
            &self.shown,
        ))
    }

    const fn count_change(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }
}
