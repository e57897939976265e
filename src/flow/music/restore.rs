//! The records of the last visit, read with care, so that nothing is lost without a word.
//!
//! A damaged record is said, and a new one takes its place. One of a later version is said and left alone.

use crate::domain::music::intent::Intent;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::store::KeptRecord;
use crate::flow::music::choices::{Choice, Choices};
use crate::flow::music::choose::store_choices;
use crate::flow::music::compose::{request_same_list, store_list};
use crate::flow::music::copy;
use crate::flow::music::event::MusicRecords;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::list::{ListRecord, RestoredList};
use crate::flow::music::news::{MusicNews, MusicOut};
use crate::flow::music::record::value_of;
use crate::flow::music::state::{FollowedMood, Memory, MusicState};

/// Takes over what was kept. A list that somebody has asked for meanwhile is newer than the kept one; where the reading
/// has failed, nothing is known, and the records are still awaited.
pub(super) fn restore_records(
    state: &mut MusicState,
    records: MusicRecords,
    given: &MusicGiven<'_>,
    out: &mut MusicOut,
) {
    if records.choices.is_unread() {
        return;
    }
    // In a first visit the list that is there already is as it would be.
    let is_first_visit = !records.choices.is_kept() && !records.has_taste && !given.has_library;
    let stands = is_first_visit && state.list().is_some();
    let access = Memory::Restored {
        choices: records.choices.write_access(),
        list: records.list.write_access(),
    };
    let early = match std::mem::replace(&mut state.memory, access) {
        Memory::Awaited(early) => early,
        Memory::Restored { .. } => Vec::new(),
    };
    let is_untouched = state.listing.count() <= 1 && state.mood.is_none() && early.is_empty();
    restore_choices(state, records.choices, early, out);
    let kept = restored_list(records.list, out);
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
    kept: KeptRecord,
    early: Vec<Choice>,
    out: &mut MusicOut,
) {
    let mut must_keep = !early.is_empty();
    if let Some(text) = read_record(kept, copy::CHOICES, out) {
        if let Some(choices) = value_of::<Choices>(&text) {
            state.choices = choices;
        } else {
            out.news(NoticeChange::Unreadable(copy::CHOICES));
            // Begun anew at once: the next visit has nothing to say.
            must_keep = true;
        }
    }
    for choice in early {
        state.choices.apply_choice(choice);
    }
    if must_keep {
        store_choices(state, out);
    }
}

/// The text of a record, called `what`; says of one that a later version has written that it is left alone.
fn read_record(kept: KeptRecord, what: &'static str, out: &mut MusicOut) -> Option<String> {
    if kept == KeptRecord::OfLaterVersion {
        out.news(NoticeChange::OfLaterVersion(what));
    }
    kept.into_text()
}

fn restored_list(kept: KeptRecord, out: &mut MusicOut) -> Option<RestoredList> {
    let text = read_record(kept, copy::LIST, out)?;
    let kept = value_of::<ListRecord>(&text).and_then(ListRecord::into_list);
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
