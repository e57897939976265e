//! Thumbs and skips: what they do to the list at once, and how that is taken back.
//!
//! What they teach is the taste's affair. The places that they leave are filled when it has learnt.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::taste::feedback::{Feedback, Judgement, ThumbVerdict};
use crate::domain::quantity::UnixMillis;
use crate::flow::music::listing::{ListSnapshot, Listing};

/// The most judgements that can be taken back, one after another.
const UNDO_STEPS: usize = 20;

/// The number of judgements so far, and the lists before the last ones that changed it, oldest first.
#[derive(Debug, Default)]
pub(super) struct Judgements {
    count: u32,
    before: Vec<(u32, ListSnapshot)>,
}

impl Judgements {
    /// Judges a track of the list: one that is not wanted leaves it.
    pub fn judge_track(
        &mut self,
        listing: &mut Listing,
        id: &TrackId,
        verdict: ThumbVerdict,
        at: UnixMillis,
    ) -> Option<Judgement> {
        let listed = listing.list()?.find(id)?.clone();
        self.count = self.count.wrapping_add(1);
        let number = self.count;
        // A thumb up has a button that takes it back: an undo of something earlier would mix both up.
        if verdict == ThumbVerdict::Up {
            self.before.clear();
        } else {
            if self.before.len() >= UNDO_STEPS {
                self.before.remove(0);
            }
            self.before.push((number, listing.snapshot()));
            listing.remove_track(id);
        }
        let ranked = &listed.ranked;
        Some(Judgement {
            number,
            feedback: Feedback::new(verdict, &ranked.track, ranked.aim.place, at),
            title: ranked.track.title.clone(),
            was_liked: listed.liked,
        })
    }

    /// Takes back what judgement `number` did to the list. Says whether it was the last one that changed it.
    pub fn undo_judgement(&mut self, listing: &mut Listing, number: u32) -> bool {
        let Some((_, before)) = self.before.pop_if(|(of, _)| *of == number) else {
            return false;
        };
        listing.go_back_to(before);
        true
    }

    /// Forgets the list before: what would come back is there no more.
    pub fn forget_list(&mut self) {
        self.before.clear();
    }
}
