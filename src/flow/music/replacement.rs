//! Replacement slots: places of the list whose track has left and waits for another, filled one after another.
//!
//! A slot is closed on the screen at once; what fills it may have to come from the library, and meanwhile more tracks
//! may leave. Each slot keeps the place that its track had, counted in the list as it stands.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::reason::{Reason, phrase_reasons};
use crate::flow::music::list::TrackList;

/// The most tracks by one artist in a list, as far as what replaces one of them is concerned.
const PER_ARTIST: usize = 2;

/// A place that a track has left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ReplacementSlot {
    /// The number of tracks of the list before it.
    at: usize,
    removed: ListedTrack,
    /// The slot's number, as they opened.
    number: u32,
}

impl ReplacementSlot {
    /// The track that has left.
    pub const fn removed(&self) -> &ListedTrack {
        &self.removed
    }

    /// Puts the first of `candidates` there that the list has room for. Says whether there was one.
    pub fn fill_place(
        &self,
        list: &mut TrackList,
        candidates: Vec<ListedTrack>,
        was_shown: impl Fn(&TrackId) -> bool,
    ) -> bool {
        let fits = |one: &ListedTrack| {
            list.find(one.id()).is_none()
                && one.id() != self.removed.id()
                && list.count_by(&one.ranked.track.artist) < PER_ARTIST
                && !was_shown(one.id())
        };
        let found = candidates.into_iter().find(fits);
        found.is_some_and(|found| {
            self.insert(list, found);
            true
        })
    }

    fn insert(&self, list: &mut TrackList, mut found: ListedTrack) {
        let path = list.purpose.path();
        if let Some(towards) = path.goal().towards().filter(|_| path.moves()) {
            let (at, of) = (self.at + 1, list.tracks.len() + 1);
            let reasons = &mut found.ranked.reasons;
            // It is close to a place of the way, which need not be the person's mood.
            reasons.retain(|reason| !matches!(reason, Reason::Near(_)));
            reasons.insert(reasons.len().min(2), Reason::Step { at, of, towards });
            found.reason = phrase_reasons(reasons);
        }
        found.ranked.aim = self.removed.ranked.aim;
        list.tracks.insert(self.at.min(list.tracks.len()), found);
    }
}

/// The open slots, in the order of their places.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ReplacementSlots {
    open: Vec<ReplacementSlot>,
    opened: u32,
}

impl ReplacementSlots {
    /// Closes all: a whole list has none.
    pub fn close_all(&mut self) {
        self.open.clear();
    }

    /// Opens a slot where `removed` has left place `at`: slots behind it move up.
    pub fn open_at(&mut self, at: usize, removed: ListedTrack) {
        let before = self.open.partition_point(|slot| slot.at <= at);
        for slot in self.open.iter_mut().skip(before) {
            slot.at -= 1;
        }
        self.opened = self.opened.wrapping_add(1);
        let slot = ReplacementSlot {
            at,
            removed,
            number: self.opened,
        };
        self.open.insert(before, slot);
    }

    /// The slot to fill next: the one that opened first.
    pub fn next_slot(&self) -> Option<&ReplacementSlot> {
        self.open.iter().min_by_key(|slot| slot.number)
    }

    /// Closes the next one. If `fill` puts a track there, slots behind it move down.
    pub fn close_next(&mut self, fill: impl FnOnce(&ReplacementSlot) -> bool) {
        let Some(number) = self.next_slot().map(|slot| slot.number) else {
            return;
        };
        let Some(place) = self.open.iter().position(|slot| slot.number == number) else {
            return;
        };
        if fill(&self.open.remove(place)) {
            for slot in self.open.iter_mut().skip(place) {
                slot.at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::place::Place;
    use crate::domain::music::affinity::Affinity;
    use crate::domain::music::catalogue::Catalogue;
    use crate::domain::music::filter::Filter;
    use crate::domain::music::goal::{Goal, ListLength};
    use crate::domain::music::intent::Intent;
    use crate::domain::music::list_request::ListRequest;
    use crate::domain::music::pool::Pool;
    use crate::domain::music::source::TrackSource;
    use crate::domain::music::taste::Taste;
    use proptest::prelude::*;

    fn tracks() -> Vec<ListedTrack> {
        let text = std::fs::read_to_string("src/domain/music/catalogue.tsv").unwrap();
        let pool = Pool::from(&Catalogue::from_rows(&text).unwrap());
        let request = ListRequest {
            start: Intent::for_mood(&Place::MIDDLE.as_mood()),
            from: Place::MIDDLE,
            goal: Goal::Match,
            length: ListLength::Ten,
            filter: Filter::default(),
            sources: TrackSource::Catalogue,
            affinity: Affinity::NONE,
            external_tracks: Vec::new(),
            recent: Vec::new(),
            seed: 1,
        };
        request.answer(&pool, &Taste::default()).unwrap()
    }

    #[test]
    fn slots_are_filled_where_their_tracks_were_whatever_the_order_of_leaving() {
        let all = tracks();
        proptest!(|(leaving in Just((0..10_usize).collect::<Vec<_>>()).prop_shuffle(), count in 1..10_usize)| {
            // The list, as places of the first one.
            let mut list: Vec<usize> = (0..10).collect();
            let mut slots = ReplacementSlots::default();
            for place in leaving.iter().take(count) {
                let at = list.iter().position(|one| one == place).unwrap();
                list.remove(at);
                slots.open_at(at, all[*place].clone());
            }
            for _ in 0..count {
                slots.close_next(|slot| {
                    let place = all.iter().position(|one| one.id() == slot.removed.id()).unwrap();
                    list.insert(slot.at, place);
                    true
                });
            }
            prop_assert!(slots.next_slot().is_none());
            prop_assert_eq!(list, (0..10).collect::<Vec<_>>());
        });
    }
}
