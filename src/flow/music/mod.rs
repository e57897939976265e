//! The music: mood to list.
//!
//! The list follows a settled mood, never a single frame; a pinned one follows nothing. Begin at [`update`].
//!
//! The state is made of parts that know nothing of each other: `catalogue` (what lists are drawn from), [`choices`]
//! (goal, length, filter, sources), `listing` (the [`list`] as it stands, and the `replacement` slots in it), `request`
//! (what the library was asked for), `judgement` (thumbs and skips), `player`. What concerns several of them: `compose`
//! (lists being made), `answers` (the library's), `choose`, `restore` (between visits), `listen` (what a connected
//! account tells). What thumbs teach is the taste's affair; the person's own tracks are the library's.

mod answers;
mod catalogue;
pub mod choices;
mod choose;
mod compose;
mod copy;
pub mod effect;
pub mod event;
pub mod given;
mod judgement;
pub mod list;
mod listen;
mod listing;
pub mod news;
mod player;
mod record;
mod replacement;
mod request;
mod restore;
pub mod state;
pub mod view;

#[cfg(test)]
mod tests;

pub use effect::MusicEffect;
pub use event::{MusicEvent, MusicRecords};
pub use given::MusicGiven;
pub use news::MusicNews;
pub use state::MusicState;
pub use view::MusicView;

use crate::domain::emotion::EmotionScores;
use crate::domain::mood::Mood;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::intent::Intent;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::kit::notice::{NoticeChange, Weight};
use crate::flow::kit::store::StoreEvent;
use crate::flow::kit::{Now, Out};
use crate::flow::music::list::MoodOrigin;
use crate::flow::music::news::MusicOut;
use crate::flow::music::state::FollowedMood;

/// Takes an event of the music.
pub fn update(
    state: &mut MusicState,
    event: MusicEvent,
    given: &MusicGiven<'_>,
    now: Now,
    out: &mut Out<MusicEffect, MusicNews>,
) {
    let before = state.listing.revision();
    reduce(state, event, given, now, out);
    if state.listing.revision() != before {
        out.news(MusicNews::Listed);
        // What has left the list is explained no more.
        let list = state.listing.list();
        state
            .explained
            .take_if(|id| list.is_none_or(|list| list.find(id).is_none()));
    }
}

fn reduce(
    state: &mut MusicState,
    event: MusicEvent,
    given: &MusicGiven<'_>,
    now: Now,
    out: &mut MusicOut,
) {
    match event {
        MusicEvent::Opened { seed } => open_music(state, seed, out),
        MusicEvent::CatalogueFetched(text) => take_catalogue(state, text.as_deref(), given, out),
        MusicEvent::RetryCatalogue => fetch_catalogue(state, out),
        MusicEvent::Restored(records) => restore::restore_records(state, records, given, out),
        MusicEvent::Stored(outcome) => check_stored(&outcome, out),
        MusicEvent::FollowMood { mood, expression } => {
            follow_mood(state, &mood, expression.as_ref(), given, out);
        }
        MusicEvent::NewListWanted => request_other_list(state, given, out),
        MusicEvent::PinToggled => toggle_pin(state, out),
        MusicEvent::ChoiceMade(choice) => choose::make_choice(state, choice, given, out),
        MusicEvent::Play(id) => play_track(state, id, out),
        MusicEvent::PlayerClosed => state.player.close_player(),
        MusicEvent::ExplanationToggled(id) => toggle_explanation(state, id),
        MusicEvent::Judge(id, verdict) => judge_track(state, &id, verdict, now, out),
        MusicEvent::JudgementUndone(number) => undo_judgement(state, number),
        MusicEvent::TasteChanged => apply_taste(state, given, out),
        MusicEvent::Composed { request, list } => {
            answers::take_composed(state, request, list, given, out);
        }
        MusicEvent::ComposeWithoutLibrary { request } => {
            answers::compose_without_library(state, request, given, out);
        }
        MusicEvent::LibraryChanged { removed } => {
            answers::change_library(state, removed, given, out);
        }
        MusicEvent::ListenerChanged(listener) => {
            listen::change_listener(state, *listener, given, out);
        }
    }
}

fn open_music(state: &mut MusicState, seed: u64, out: &mut MusicOut) {
    state.seed = seed;
    out.effect(MusicEffect::FetchCatalogue);
}

fn fetch_catalogue(state: &mut MusicState, out: &mut MusicOut) {
    state.catalogue.expect_catalogue();
    out.effect(MusicEffect::FetchCatalogue);
}

fn take_catalogue(
    state: &mut MusicState,
    text: Option<&str>,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    if let Err(fault) = state.catalogue.load_catalogue(text) {
        return out.news(NoticeChange::Say(copy::catalogue_fault(fault)));
    }
    state
        .catalogue
        .join_external_tracks(&state.listener.external_tracks);
    // A list of the last visit stays as it was.
    if state.list().is_none() && !state.requests.is_pending() {
        compose::request_same_list(state, given, out);
    }
}

fn check_stored(outcome: &StoreEvent, out: &mut MusicOut) {
    if let StoreEvent::NotWritten(key, fault) = *outcome {
        let notice = copy::not_kept(key, fault);
        out.news(NoticeChange::NotKept(notice, Weight::Light));
    }
}

fn follow_mood(
    state: &mut MusicState,
    mood: &Mood,
    expression: Option<&EmotionScores>,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    if state.listing.is_pinned() {
        return;
    }
    let intent = expression.map_or_else(|| Intent::for_mood(mood), Intent::for_emotions);
    state.mood = Some(FollowedMood {
        place: mood.into(),
        intent,
        origin: if expression.is_some() {
            MoodOrigin::Look
        } else {
            MoodOrigin::Statement
        },
    });
    compose::request_new_list(state, given, out);
}

/// Another list for the same mood, pinned or not: it was asked for.
fn request_other_list(state: &mut MusicState, given: &MusicGiven<'_>, out: &mut MusicOut) {
    if state.catalogue.is_missing() {
        return fetch_catalogue(state, out);
    }
    compose::request_new_list(state, given, out);
}

fn toggle_pin(state: &mut MusicState, out: &mut MusicOut) {
    state.listing.set_pinned(!state.listing.is_pinned());
    compose::store_list(state, out);
}

fn play_track(state: &mut MusicState, id: TrackId, out: &mut MusicOut) {
    let Some(list) = state.listing.list() else {
        return;
    };
    if state.player.play_track(&id, list, &state.listener) {
        out.news(MusicNews::FindWanted(id));
    }
}

fn toggle_explanation(state: &mut MusicState, id: TrackId) {
    let is_open = state.explained.as_ref() == Some(&id);
    let is_listed = state.list().is_some_and(|list| list.find(&id).is_some());
    state.explained = Some(id).filter(|_| is_listed && !is_open);
}

fn judge_track(
    state: &mut MusicState,
    id: &TrackId,
    verdict: ThumbVerdict,
    now: Now,
    out: &mut MusicOut,
) {
    let listing = &mut state.listing;
    if let Some(judgement) = state.judgements.judge_track(listing, id, verdict, now.wall) {
        out.news(MusicNews::Judged(judgement));
    }
}

fn undo_judgement(state: &mut MusicState, number: u32) {
    if state.judgements.undo_judgement(&mut state.listing, number) {
        // It would fill a place that may be taken again.
        state.requests.cancel_replacement();
    }
}

/// The taste has learnt: now what replaces a track that left can be drawn with it.
fn apply_taste(state: &mut MusicState, given: &MusicGiven<'_>, out: &mut MusicOut) {
    state.listing.mark_liked(given.taste);
    compose::fill_slots(state, given, out);
    compose::store_list(state, out);
}
