//! Lists being made: when a new one is due, and where it is drawn.
//!
//! The catalogue is drawn from here, in a few milliseconds. As soon as the person's own tracks are asked for, the
//! librarian draws, since 200,000 of them would hold the page up; until it answers, the list before stays.

use crate::domain::mood::Mood;
use crate::domain::music::affinity::Affinity;
use crate::domain::music::intent::Intent;
use crate::domain::music::list_request::ListRequest;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::playlist::MEMORY;
use crate::domain::music::playlist::NothingLeft;
use crate::domain::music::source::TrackSource;
use crate::flow_old::Effect;
use crate::flow_old::music::effect::{MusicEffect, Record};
use crate::flow_old::music::exchange::Ask;
use crate::flow_old::music::list::{List, ListRecord, Purpose};
use crate::flow_old::music::{Hold, Music, gaps, kept, librarian, why};
use crate::flow_old::state::State;

/// What a request that is on its way is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Errand {
    /// A whole list.
    Whole(Purpose),
    /// A track for the next gap.
    Gap,
}

/// A list that the librarian was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flight {
    pub ask: Ask,
    pub request: ListRequest,
    pub errand: Errand,
}

impl Flight {
    /// Whether it is to bring a whole list.
    pub const fn is_whole(&self) -> bool {
        matches!(self.errand, Errand::Whole(_))
    }
}

/// The mood has settled on `mood`, which asks for `start`: the list follows, unless it is pinned.
pub fn follow(state: &mut State, mood: &Mood, start: Intent) -> Vec<Effect> {
    let music = &mut state.music;
    if music.hold == Hold::Pinned {
        return Vec::new();
    }
    music.mood = Some((mood.into(), start));
    fresh(state)
}

/// Another list, and none of the last one's tracks.
pub(super) fn fresh(state: &mut State) -> Vec<Effect> {
    let music = &mut state.music;
    remember(music);
    music.seed = music.seed.wrapping_add(1);
    anew(state)
}

/// The same list under other choices or another taste: the same seed, the same memory.
pub(super) fn anew(state: &mut State) -> Vec<Effect> {
    let music = &state.music;
    let purpose = Purpose {
        mood: music.mood.map(|(place, _)| place),
        goal: music.choices.goal,
        length: music.choices.length,
        seed: music.seed,
    };
    let start = music.mood.map_or_else(
        || Intent::for_mood(&purpose.from().as_mood()),
        |(_, start)| start,
    );
    let request = ListRequest {
        start,
        from: purpose.from(),
        goal: purpose.goal,
        length: purpose.length,
        filter: music.choices.filter.clone(),
        sources: music.choices.shelves,
        affinity: affinity(state),
        external_tracks: music.external_tracks(music.choices.shelves),
        recent: music.shown.iter().cloned().collect(),
        seed: purpose.seed,
    };
    send(state, request, Errand::Whole(purpose))
}

/// Puts the tracks of the list among those that should not come again soon.
fn remember(music: &mut Music) {
    let ids: Vec<_> = music.list.iter().flat_map(List::ids).cloned().collect();
    music.shown.extend(ids);
    while music.shown.len() > MEMORY {
        music.shown.pop_front();
    }
}

/// What a connected account likes, as a ranking takes it.
pub(super) fn affinity(state: &State) -> Affinity {
    state.music.account().affinity.clone()
}

pub(super) fn send(state: &mut State, request: ListRequest, errand: Errand) -> Vec<Effect> {
    // Of two requests that are on their way, the newer counts.
    state.music.flight = None;
    if wants_library(state) {
        return librarian::ask(state, request, errand);
    }
    here(state, &request, errand)
}

/// Whether the person's own tracks are to be drawn from, and can be. The first list of a visit doesn't wait.
fn wants_library(state: &State) -> bool {
    let music = &state.music;
    let only_own = music.choices.shelves == TrackSource::Own;
    let waits = music.list.is_some() || only_own;
    let can = state.capabilities.is_some_and(|can| can.simd);
    let wanted = music.choices.shelves != TrackSource::Catalogue && music.library.card.is_some();
    wanted && can && waits && !music.desk.is_given_up()
}

/// Draws from the catalogue, here and now.
pub(super) fn here(state: &mut State, request: &ListRequest, errand: Errand) -> Vec<Effect> {
    let music = &state.music;
    let Some(pool) = music.pool(request.sources) else {
        return Vec::new();
    };
    let answer = request.answer(pool, &music.taste);
    arrived(state, errand, answer)
}

/// A list, or tracks one of which may fill a gap, were drawn.
pub(super) fn arrived(
    state: &mut State,
    errand: Errand,
    answer: Result<Vec<ListedTrack>, NothingLeft>,
) -> Vec<Effect> {
    match errand {
        Errand::Whole(purpose) => {
            let (tracks, nothing) = match answer {
                Ok(tracks) => (tracks, None),
                Err(nothing) => (Vec::new(), Some(nothing)),
            };
            state.music.list = Some(List {
                purpose,
                tracks,
                nothing,
            });
            state.music.lists = state.music.lists.wrapping_add(1);
            state.music.gaps.clear();
        }
        Errand::Gap => gaps::fill(&mut state.music, answer.unwrap_or_default()),
    }
    why::refresh(&mut state.music);
    let mut effects: Vec<_> = write(&state.music).into_iter().collect();
    effects.extend(gaps::mend(state));
    effects
}

/// Keeps the list, once it is known what was kept before.
pub(super) fn write(music: &Music) -> Option<Effect> {
    let list = music.list.as_ref().filter(|_| music.memory_is_read)?;
    let shown = music.shown.iter().cloned().collect();
    let mut own = list.clone();
    own.tracks.retain(|listed| !music.is_external(listed.id()));
    let whole = own.tracks.len() == list.tracks.len();
    let record = ListRecord::new(&own, whole, music.hold == Hold::Pinned, shown);
    Some(MusicEffect::Keep(Record::List, kept::text_of(&record)).into())
}
