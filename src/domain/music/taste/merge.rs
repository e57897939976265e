//! The merge of what several tabs teach at the same time: both sides' changes since what both began with.
//!
//! A three-way merge. What one side took back stays taken back, what one side added is there, and nothing twice. Where
//! only one side changed anything, the outcome is that side's.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::taste::feedback::Feedback;
use crate::domain::music::taste::{FORGOTTEN_AT_ONCE, MOST_FEEDBACK, Taste};
use crate::domain::order::sort_by;
use std::collections::BTreeSet;

/// A key that tells one thumb from another.
// The same track is not judged twice in one millisecond.
fn key(feedback: &Feedback) -> (&TrackId, u64) {
    (&feedback.track, feedback.at.0.to_bits())
}

fn keys(taste: &Taste) -> BTreeSet<(&TrackId, u64)> {
    let mut keys = BTreeSet::new();
    keys.extend(taste.log.iter().map(key));
    keys
}

impl Taste {
    /// Merges this taste and `theirs`, which both began as `base`; the thumbs in the order of time.
    #[must_use]
    pub fn merged(&self, base: &Self, theirs: &Self) -> Self {
        let (known, ours, others) = (keys(base), keys(self), keys(theirs));
        let stays = |one: &&Feedback| {
            let key = key(one);
            !known.contains(&key) || (ours.contains(&key) && others.contains(&key))
        };
        let news = self.log.iter().filter(|one| !others.contains(&key(one)));
        let all = theirs.log.iter().chain(news).filter(stays);
        let mut log: Vec<_> = all.cloned().collect();
        let moment = |one: &Feedback| (one.at.0, one.track.clone());
        sort_by(&mut log, |one, other| {
            let ((at, track), (then, another)) = (moment(one), moment(other));
            at.total_cmp(&then).then_with(|| track.cmp(&another))
        });
        while log.len() > MOST_FEEDBACK {
            log.drain(..FORGOTTEN_AT_ONCE);
        }
        let both = self.muted.union(&theirs.muted);
        let muted = both.filter(|one| {
            !base.muted.contains(one) || (self.muted.contains(one) && theirs.muted.contains(one))
        });
        // One by one: to collect them would be to sort them first.
        let mut of_both = BTreeSet::new();
        of_both.extend(muted.cloned());
        let mut muted = of_both;
        while muted.len() > MOST_FEEDBACK {
            muted.pop_last();
        }
        let mut merged = Self {
            log,
            muted,
            ..Self::default()
        };
        merged.refit_model();
        merged
    }
}
