//! What is kept between visits: read with care, so that nothing is lost without a word.

use crate::domain::music::intent::Intent;
use crate::domain::music::taste::Taste;
use crate::flow_old::Effect;
use crate::flow_old::music::choices::Choices;
use crate::flow_old::music::effect::{MusicEffect, Record};
use crate::flow_old::music::event::Kept;
use crate::flow_old::music::exchange::Card;
use crate::flow_old::music::list::ListRecord;
use crate::flow_old::music::{Hold, compose, librarian, note, sheet, thumbs, why};
use crate::flow_old::state::State;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A record's text. Empty, and so unreadable later, for what has no JSON form: numbers that are none.
pub(super) fn text_of(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_else(|error| {
        log::error!("a record has no text: {error}");
        String::new()
    })
}

/// What was kept is here.
pub(super) fn read(state: &mut State, kept: Kept) -> Vec<Effect> {
    state.music.memory_is_read = true;
    state.music.aside = kept.taste_aside;
    // In a first visit the list that is there already is as it would be.
    let is_first = kept.choices.is_none() && kept.taste.is_none() && kept.library.is_none();
    let stands = is_first && state.music.list.is_some();
    let mut effects = Vec::new();
    let mut unread = Vec::new();
    if let Some(choices) = open::<Choices>(kept.choices, "your goal and filters", &mut unread) {
        state.music.choices = choices;
    }
    let card = open::<Card>(kept.library, "your own music's card", &mut unread);
    state.music.library.card = card;
    effects.extend(read_taste(state, kept.taste));
    // A list that somebody has asked for meanwhile is newer than the kept one.
    let untouched = state.music.lists <= 1 && state.music.mood.is_none();
    let list = open::<ListRecord>(kept.list, "the list", &mut unread);
    match list.filter(|_| untouched) {
        Some(record) => match (record.is_whole(), record.open()) {
            (whole, Some((list, pinned, shown))) => {
                let music = &mut state.music;
                music.seed = list.purpose.seed;
                music.mood = list.purpose.mood.map(|place| {
                    let start = Intent::for_mood(&place.as_mood());
                    (place, start)
                });
                music.hold = if pinned { Hold::Pinned } else { Hold::Follows };
                music.shown = shown.into();
                // Without its external tracks it is drawn anew, for the same mood and with the same seed.
                if whole || pinned {
                    music.list = Some(list);
                    thumbs::relike(music);
                } else {
                    effects.extend(compose::anew(state));
                }
            }
            (_, None) => unread.push("the list"),
        },
        None if stands => effects.extend(compose::write(&state.music)),
        None => effects.extend(compose::anew(state)),
    }
    why::refresh(&mut state.music);
    sheet::refresh(&mut state.music);
    if !unread.is_empty() && state.message.is_none() {
        let what = format!(
            "From your last visit, {} could not be read.",
            listed(&unread)
        );
        note::notice(
            state,
            &what,
            "It was damaged, or written by another version of this page, so it begins anew.",
        );
    }
    effects.extend(librarian::warm_up(state));
    effects
}

/// Nothing can be read: what is done lasts until the page is closed.
pub(super) fn lost(state: &mut State) -> Vec<Effect> {
    state.music.memory_is_read = true;
    Vec::new()
}

fn open<T: DeserializeOwned>(
    text: Option<String>,
    what: &'static str,
    unread: &mut Vec<&'static str>,
) -> Option<T> {
    match serde_json::from_str(&text?) {
        Ok(value) => Some(value),
        Err(error) => {
            log::warn!("{what}: {error}");
            unread.push(what);
            None
        }
    }
}

/// A taste that can't be read is set aside before anything takes its place.
fn read_taste(state: &mut State, text: Option<String>) -> Vec<Effect> {
    let Some(text) = text else {
        // Thumbs that were given before this was known are the first.
        let write = (!state.music.taste.is_empty()).then(|| sheet::write(state));
        return write.flatten().into_iter().collect();
    };
    state.music.kept_taste.clone_from(&text);
    match Taste::import(&text) {
        Ok(taste) => {
            // Thumbs that were given before this was read come after it.
            let early = std::mem::replace(&mut state.music.taste, taste);
            for feedback in early.log() {
                state.music.taste.learn(feedback.clone());
            }
            let write = (!early.is_empty()).then(|| sheet::write(state)).flatten();
            write.into_iter().collect()
        }
        Err(error) => {
            let what = format!(
                "What you taught earlier can't be used: {}.",
                sheet::words(&error)
            );
            note::notice(
                state,
                &what,
                "It is set aside, not lost: “Your taste” lets you save it.",
            );
            let earlier = state.music.aside.take();
            let aside = earlier.map_or(text.clone(), |earlier| format!("{earlier}\n{text}"));
            state.music.aside = Some(aside.clone());
            vec![MusicEffect::Keep(Record::TasteAside, aside).into()]
        }
    }
}

fn listed(things: &[&str]) -> String {
    match things {
        [] => String::new(),
        [one] => (*one).into(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
