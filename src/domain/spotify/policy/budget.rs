//! How many calls may be made: an app's calls are counted by Spotify over a day, over all who use it.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::calendar::Day;
use serde::{Deserialize, Serialize};

/// The limits for calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetParams {
    /// Calls of one visit that nobody asked for by a press; no call is made unasked beyond them.
    pub unasked: u32,
    /// Calls of one day, presses counted. About 1,100 a day have been reported to use up an app's quota.
    pub day: u32,
}

impl Default for BudgetParams {
    fn default() -> Self {
        Self {
            unasked: 15,
            day: 500,
        }
    }
}

/// The one who wants a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// The page by itself, unasked.
    Page,
    /// A person, by a press.
    Person,
}

/// The calls that were made. The day's part is kept between visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CallUsage {
    /// Calls of this visit.
    #[serde(skip)]
    pub session: u32,
    /// The day that [`Self::today`] counts.
    day: Day,
    /// Calls of that day.
    today: u32,
}

impl CallUsage {
    /// Calls made on the day of `now`.
    #[must_use]
    pub fn today(&self, now: UnixMillis) -> u32 {
        if self.day == Day::of(now) {
            self.today
        } else {
            0
        }
    }

    /// Tells whether one more call is within `params`.
    #[must_use]
    pub fn allows(&self, asker: Asker, now: UnixMillis, params: &BudgetParams) -> bool {
        let unasked = asker == Asker::Person || self.session < params.unasked;
        unasked && self.today(now) < params.day
    }

    /// Counts a request that goes out.
    pub fn count(&mut self, now: UnixMillis) {
        self.today = self.today(now) + 1;
        self.day = Day::of(now);
        self.session += 1;
    }

    /// Takes over what the browser's record says, in which every tab's calls are counted. It never takes back: calls
    /// that are not in the record yet are counted here.
    pub fn merge_record(&mut self, record: Self) {
        let newer = (record.day, record.today) > (self.day, self.today);
        if newer {
            (self.day, self.today) = (record.day, record.today);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_and_a_visit_does_not() {
        let mut usage = CallUsage::default();
        for _ in 0..3 {
            usage.count(UnixMillis(1_000.0));
        }
        assert_eq!(usage.today(UnixMillis(2_000.0)), 3);
        let tomorrow = UnixMillis(86_400_000.0);
        assert_eq!(usage.today(tomorrow), 0);
        usage.count(tomorrow);
        assert_eq!((usage.today(tomorrow), usage.session), (1, 4));
    }

    #[test]
    fn fifteen_calls_are_made_unasked_and_a_press_goes_on() {
        let (mut usage, params, now) = (
            CallUsage::default(),
            BudgetParams::default(),
            UnixMillis(0.0),
        );
        for _ in 0..15 {
            assert!(usage.allows(Asker::Page, now, &params));
            usage.count(now);
        }
        assert!(!usage.allows(Asker::Page, now, &params));
        assert!(usage.allows(Asker::Person, now, &params));
        for _ in 15..500 {
            usage.count(now);
        }
        assert!(!usage.allows(Asker::Person, now, &params));
    }

    #[test]
    fn what_the_record_says_counts_unless_more_is_known_here() {
        let (mut record, now) = (CallUsage::default(), UnixMillis(90_000_000.0));
        for _ in 0..3 {
            record.count(now);
        }
        let mut usage = CallUsage::default();
        usage.count(now);
        usage.merge_record(record);
        assert_eq!((usage.today(now), usage.session), (3, 1));
        usage.count(now);
        usage.merge_record(record);
        assert_eq!(
            usage.today(now),
            4,
            "the last one is still on its way there"
        );
        let tomorrow = UnixMillis(180_000_000.0);
        usage.count(tomorrow);
        usage.merge_record(record);
        assert_eq!(usage.today(tomorrow), 1, "yesterday is over");
    }
}
