//! Thumbs, skips, and taking them back.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::feedback::{Feedback, Verdict};
use crate::domain::quantity::UnixMillis;
use crate::flow_old::Effect;
use crate::flow_old::music::gaps::Gaps;
use crate::flow_old::music::list::List;
use crate::flow_old::music::{Music, compose, gaps, librarian, note, sheet, why};
use crate::flow_old::state::State;
use std::collections::VecDeque;

/// How things were before the last change of the taste.
#[derive(Debug, Clone)]
pub(super) struct Undo {
    taste: Taste,
    list: Option<List>,
    shown: VecDeque<TrackId>,
    gaps: Gaps,
    /// Which list it was, as [`Music::lists`] counts them.
    of_list: u32,
}

/// Remembers how things are, so that what comes next can be taken back.
pub(super) fn remember(music: &mut Music) {
    music.undo = Some(Box::new(Undo {
        taste: music.taste.clone(),
        list: music.list.clone(),
        shown: music.shown.clone(),
        gaps: music.gaps.clone(),
        of_list: music.lists,
    }));
}

/// What another tab taught is not taken back with what was said here.
pub(super) fn merge_undo(music: &mut Music, base: &Taste, theirs: &Taste) {
    if let Some(undo) = &mut music.undo {
        undo.taste = undo.taste.merged(base, theirs);
    }
}

/// A track was given a thumb, or skipped.
pub(super) fn judge(
    state: &mut State,
    id: &TrackId,
    verdict: Verdict,
    now: UnixMillis,
) -> Vec<Effect> {
    let list = state.music.list.as_ref();
    let Some((at, listed)) = list.and_then(|list| {
        let at = list.place_of(id)?;
        Some((at, list.tracks.get(at)?.clone()))
    }) else {
        return Vec::new();
    };
    match verdict {
        Verdict::Up => like(state, at, &listed, now),
        Verdict::Down | Verdict::Skip => dismiss(state, at, &listed, verdict, now),
    }
}

fn like(state: &mut State, at: usize, listed: &ListedTrack, now: UnixMillis) -> Vec<Effect> {
    let music = &mut state.music;
    // Its button takes it back: an undo of something earlier would mix both up.
    music.undo = None;
    if listed.liked {
        music.taste.withdraw(listed.id());
    } else {
        music.taste.learn(feedback(Verdict::Up, listed, now));
    }
    if let Some(one) = music.list.as_mut().and_then(|list| list.tracks.get_mut(at)) {
        one.liked = !listed.liked;
    }
    note::hush(state);
    taught(state)
}

fn dismiss(
    state: &mut State,
    at: usize,
    listed: &ListedTrack,
    verdict: Verdict,
    now: UnixMillis,
) -> Vec<Effect> {
    let music = &mut state.music;
    remember(music);
    music.taste.learn(feedback(verdict, listed, now));
    if let Some(list) = &mut music.list {
        list.tracks.retain(|one| one.id() != listed.id());
    }
    music.shown.push_back(listed.id().clone());
    music.gaps.open(at, listed.clone());
    let title = &listed.ranked.track.title;
    let (what, advice) = match verdict {
        Verdict::Skip => (
            format!("Skipped “{title}”."),
            "It may come again another time.",
        ),
        _ => (
            format!("“{title}” won't come again."),
            "What is like it comes less often.",
        ),
    };
    note::undoable(state, what, advice);
    let mut effects = taught(state);
    effects.extend(gaps::mend(state));
    effects
}

fn feedback(verdict: Verdict, listed: &ListedTrack, now: UnixMillis) -> Feedback {
    Feedback::new(verdict, &listed.ranked.track, listed.ranked.aim.place, now)
}

/// Takes the last thumb down, skip, reset or import back: the taste is what it was, and so is the list, if it is
/// still the same one.
pub fn undo(state: &mut State) -> Vec<Effect> {
    let music = &mut state.music;
    let Some(undo) = music.undo.take() else {
        return Vec::new();
    };
    music.taste = undo.taste;
    if !music.awaits_whole() {
        music.flight = None;
    }
    if undo.of_list == music.lists {
        music.list = undo.list;
        music.shown = undo.shown;
        music.gaps = undo.gaps;
    }
    music.sheet_note = Some("Taken back.".into());
    relike(music);
    note::hush(state);
    let mut effects = taught(state);
    effects.extend(gaps::mend(state));
    effects
}

/// What a replacement is drawn with: each has luck of its own.
pub(super) fn luck(music: &Music) -> u64 {
    let said = music.taste.log().len() as u64;
    music.seed.wrapping_add(said + 1)
}

/// The taste has changed: kept, told to the librarian, shown where it is shown.
pub(super) fn taught(state: &mut State) -> Vec<Effect> {
    let music = &mut state.music;
    music.library.taste_is_told = false;
    why::refresh(music);
    sheet::refresh(music);
    let mut effects: Vec<_> = sheet::write(state).into_iter().collect();
    effects.extend(compose::write(&state.music));
    effects.extend(librarian::tell_taste(state));
    effects
}

/// The thumbs that the list shows are those of the taste.
pub(super) fn relike(music: &mut Music) {
    for listed in music.list.iter_mut().flat_map(|list| &mut list.tracks) {
        let newest = music
            .taste
            .log()
            .iter()
            .rev()
            .find(|said| said.track == *listed.id() && said.verdict != Verdict::Skip);
        listed.liked = newest.is_some_and(|said| said.verdict == Verdict::Up);
    }
}
