//! Gaps in the list: what left it and waits for something to take its place, one after another.
//!
//! A gap is closed on the screen at once; what fills it may have to come from the librarian, and meanwhile more tracks
//! may leave. Each gap keeps the place that its track had, counted in the list as it stands.

use crate::domain::music::goal::{Goal, Length};
use crate::domain::music::list_request::ListRequest;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::reason::{Reason, phrase};
use crate::flow_old::Effect;
use crate::flow_old::music::compose::{self, Errand};
use crate::flow_old::music::list::List;
use crate::flow_old::music::{Music, thumbs};
use crate::flow_old::state::State;

/// How many tracks by one artist a list holds, as far as what replaces one of them is concerned.
const PER_ARTIST: usize = 2;

/// Where something left the list.
#[derive(Debug, Clone, PartialEq)]
struct Gap {
    /// How many tracks of the list stand before it.
    at: usize,
    gone: ListedTrack,
    /// Which gap it was, as they opened.
    turn: u32,
}

/// The list's gaps, in the order of their places.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Gaps {
    open: Vec<Gap>,
    turn: u32,
}

impl Gaps {
    /// A whole list has none.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// `gone` has left place `at`: gaps behind it move up.
    pub fn open(&mut self, at: usize, gone: ListedTrack) {
        let before = self.open.partition_point(|gap| gap.at <= at);
        for gap in self.open.iter_mut().skip(before) {
            gap.at -= 1;
        }
        self.turn = self.turn.wrapping_add(1);
        let turn = self.turn;
        self.open.insert(before, Gap { at, gone, turn });
    }

    /// The one to fill next: the one that opened first.
    fn next(&self) -> Option<&Gap> {
        self.open.iter().min_by_key(|gap| gap.turn)
    }

    /// Closes the next one. If a track takes its place, gaps behind it move down.
    fn close(&mut self, filled: impl FnOnce(&Gap) -> bool) {
        let Some(turn) = self.next().map(|gap| gap.turn) else {
            return;
        };
        let Some(place) = self.open.iter().position(|gap| gap.turn == turn) else {
            return;
        };
        if filled(&self.open.remove(place)) {
            for gap in self.open.iter_mut().skip(place) {
                gap.at += 1;
            }
        }
    }
}

/// Asks for what fills the next gap, unless a list is on its way already: a whole one will have no gaps, and of
/// replacements each is asked for when the one before is there, so that they know of each other.
pub(super) fn mend(state: &mut State) -> Vec<Effect> {
    let music = &state.music;
    if music.flight.is_some() {
        return Vec::new();
    }
    let (Some(gap), Some(list)) = (music.gaps.next(), &music.list) else {
        return Vec::new();
    };
    let aim = &gap.gone.ranked.aim;
    let request = ListRequest {
        start: aim.intent,
        from: aim.place,
        // Few words are a part of what is asked for; the way is not, since one place of it is.
        goal: match list.purpose.goal {
            Goal::Focus => Goal::Focus,
            _ => Goal::Match,
        },
        length: Length::Ten,
        filter: music.choices.filter.clone(),
        sources: music.choices.shelves,
        affinity: compose::affinity(state),
        external_tracks: music.external_tracks(music.choices.shelves),
        recent: music.shown.iter().chain(list.ids()).cloned().collect(),
        seed: thumbs::luck(music),
    };
    compose::send(state, request, Errand::Gap)
}

/// Fills the next gap with the first of `candidates` that the list has room for; without any, it stays closed.
pub(super) fn fill(music: &mut Music, candidates: Vec<ListedTrack>) {
    let (list, shown) = (&mut music.list, &music.shown);
    music.gaps.close(|gap| {
        let Some(list) = list else { return false };
        let fits = |one: &ListedTrack| {
            list.place_of(one.id()).is_none()
                && one.id() != gap.gone.id()
                && list.by_artist(&one.ranked.track.artist) < PER_ARTIST
                && !shown.contains(one.id())
        };
        let found = candidates.into_iter().find(fits);
        found.is_some_and(|found| {
            put(list, gap, found);
            true
        })
    });
}

fn put(list: &mut List, gap: &Gap, mut found: ListedTrack) {
    let path = list.purpose.path();
    if let Some(towards) = path.goal().towards().filter(|_| path.moves()) {
        let of = list.tracks.len() + 1;
        let at = gap.at + 1;
        let reasons = &mut found.ranked.reasons;
        // It is close to a place of the way, which need not be the person's mood.
        reasons.retain(|reason| !matches!(reason, Reason::Near(_)));
        reasons.insert(reasons.len().min(2), Reason::Step { at, of, towards });
        found.reason = phrase(reasons);
    }
    found.ranked.aim = gap.gone.ranked.aim;
    list.tracks.insert(gap.at.min(list.tracks.len()), found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::place::Place;
    use crate::domain::music::catalogue::Catalogue;
    use crate::domain::music::intent::Intent;
    use crate::domain::music::pool::Pool;
    use crate::domain::music::source::TrackSource;
    use crate::domain::music::taste::Taste;
    use proptest::prelude::*;

    fn tracks() -> Vec<ListedTrack> {
        let text = std::fs::read_to_string("public/catalogue.tsv").unwrap();
        let pool = Pool::from(&Catalogue::parse(&text).unwrap());
        let request = ListRequest {
            start: Intent::for_mood(&Place::MIDDLE.as_mood()),
            from: Place::MIDDLE,
            goal: Goal::Match,
            length: Length::Ten,
            filter: crate::domain::music::filter::Filter::default(),
            sources: TrackSource::Catalogue,
            affinity: crate::domain::music::affinity::Affinity::NONE,
            external_tracks: Vec::new(),
            recent: Vec::new(),
            seed: 1,
        };
        request.answer(&pool, &Taste::default()).unwrap()
    }

    #[test]
    fn gaps_are_filled_where_their_tracks_were_whatever_the_order_of_leaving() {
        let all = tracks();
        proptest!(|(leaving in Just((0..10_usize).collect::<Vec<_>>()).prop_shuffle(), count in 1..10_usize)| {
            // The list, as places of the first one.
            let mut list: Vec<usize> = (0..10).collect();
            let mut gaps = Gaps::default();
            for place in leaving.iter().take(count) {
                let at = list.iter().position(|one| one == place).unwrap();
                list.remove(at);
                gaps.open(at, all[*place].clone());
            }
            for _ in 0..count {
                gaps.close(|gap| {
                    let place = all.iter().position(|one| one.id() == gap.gone.id()).unwrap();
                    list.insert(gap.at, place);
                    true
                });
            }
            prop_assert!(gaps.next().is_none());
            prop_assert_eq!(list, (0..10).collect::<Vec<_>>());
        });
    }
}
