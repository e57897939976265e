//! The records of the last visit, read with care, so that nothing is lost without a word.
//!
//! A record that can't be read, or is of another version, is said; the next list or choice takes its place.

use crate::domain::music::intent::Intent;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::music::choices::{Choice, Choices};
use crate::flow::music::choose::store_choices;
use crate::flow::music::compose::{request_same_list, store_list};
use crate::flow::music::copy;
use crate::flow::music::event::MusicRecords;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::list::{ListRecord, MoodOrigin, RestoredList};
use crate::flow::music::news::{MusicNews, MusicOut};
use crate::flow::music::record::value_of;
use crate::flow::music::state::{FollowedMood, Memory, MusicState};

/// Takes over what was kept. A list that somebody has asked for meanwhile is newer than the kept one.
pub(super) fn restore_records(
    state: &mut MusicState,
    records: MusicRecords,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    // In a first visit the list that is there already is as it would be.
    let is_first_visit = records.choices.is_none() && !records.has_taste && !given.has_library;
    let stands = is_first_visit && state.list().is_some();
    let early = match std::mem::replace(&mut state.memory, Memory::Restored) {
        Memory::Awaited(early) => early,
        Memory::Restored => Vec::new(),
    };
    let is_untouched = state.listing.count() <= 1 && state.mood.is_none() && early.is_empty();
    restore_choices(state, records.choices, early, out);
    let kept = records.list.and_then(|text| restored_list(&text, out));
    match kept.filter(|_| is_untouched) {
        Some(kept) => restore_list(state, kept, given, out),
        None if stands => store_list(state, out),
        None => request_same_list(state, given, out),
    }
    out.news(MusicNews::SourcesChanged);
}

/// Choices made before this was known come after those that were kept.
fn restore_choices(
    state: &mut MusicState,
    text: Option<String>,
    early: Vec<Choice>,
    out: &mut MusicOut,
) {
    if let Some(text) = text {
        match value_of::<Choices>(&text) {
            Some(choices) => state.choices = choices,
            None => out.news(NoticeChange::Unreadable(copy::CHOICES)),
        }
    }
    let is_early = !early.is_empty();
    for choice in early {
        state.choices.apply_choice(choice);
    }
    if is_early {
        store_choices(&state.choices, out);
    }
}

fn restored_list(text: &str, out: &mut MusicOut) -> Option<RestoredList> {
    let kept = value_of::<ListRecord>(text).and_then(ListRecord::into_list);
    if kept.is_none() {
        out.news(NoticeChange::Unreadable(copy::LIST));
    }
    kept
}

fn restore_list(
    state: &mut MusicState,
    kept: RestoredList,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    let purpose = &kept.list.purpose;
    state.seed = purpose.seed;
    state.mood = purpose.mood.map(|place| FollowedMood {
        place,
        intent: Intent::for_mood(&place.as_mood()),
        origin: MoodOrigin::LastVisit,
    });
    state.listing.set_pinned(kept.is_pinned);
    state.listing.recall_shown(kept.shown);
    // Without its external tracks it is drawn again, for the same mood and with the same seed.
    if kept.is_whole || kept.is_pinned {
        state.listing.put_list(kept.list);
        state.listing.mark_liked(given.taste);
    } else {
        request_same_list(state, given, out);
    }
}
