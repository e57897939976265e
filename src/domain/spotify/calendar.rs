//! Days and dates in UTC: the day that calls are counted by, the date of an end, and dates in HTTP headers.
//!
//! The civil calendar from day numbers and back after Howard Hinnant, "chrono-compatible low-level date
//! algorithms" (2013).

use crate::domain::quantity::{Millis, UnixMillis};
use serde::{Deserialize, Serialize};

/// The length of a day.
pub const DAY: Millis = Millis::from_secs(86_400.0);
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A day by its number: days since 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Day(pub i64);

impl Day {
    /// The day of `moment`, in UTC.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "day numbers are far below 2^53"
    )]
    pub fn of(moment: UnixMillis) -> Self {
        Self((moment.0 / DAY.0).floor() as i64)
    }
}

/// The moment as "25 May 2027".
#[must_use]
pub fn format_date(moment: UnixMillis) -> String {
    let (year, month, day) = civil(Day::of(moment).0);
    let month = usize::try_from(month - 1)
        .ok()
        .and_then(|at| MONTHS.get(at));
    format!("{day} {} {year}", month.copied().unwrap_or_default())
}

/// Year, month from 1, day from 1.
const fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let from_march = (month + 9) % 12;
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Reads a date of HTTP (RFC 9110, 5.6.7, the form that is sent today): "Sun, 06 Nov 1994 08:49:37 GMT".
#[must_use]
pub fn http_date(text: &str) -> Option<UnixMillis> {
    let mut parts = text.split_once(", ")?.1.split(' ');
    let day: i64 = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let year: i64 = parts.next()?.parse().ok()?;
    let mut clock = parts.next()?.split(':').map(str::parse::<u32>);
    let mut next = || clock.next()?.ok();
    let (hour, minute, second) = (next()?, next()?, next()?);
    let zone = parts.next()?;
    let sound = (1..=31).contains(&day) && (1970..=9999).contains(&year) && hour < 24;
    if zone != "GMT" || !sound || minute > 59 || second > 60 || parts.next().is_some() {
        return None;
    }
    let day = Day(days(year, i64::try_from(month).ok()?, day));
    Some(moment(day, f64::from(hour * 3600 + minute * 60 + second)))
}

#[expect(clippy::cast_precision_loss, reason = "day numbers are far below 2^53")]
fn moment(day: Day, seconds: f64) -> UnixMillis {
    UnixMillis(day.0 as f64 * DAY.0).plus(Millis::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_day_is_its_date_and_back(day in -1_000_000_i64..4_000_000) {
            let (year, month, of_month) = civil(day);
            prop_assert_eq!(days(year, month, of_month), day);
        }

        #[test]
        fn no_text_is_too_strange_to_be_no_date(text in ".{0,60}") {
            let read = http_date(&text);
            prop_assert!(read.is_none_or(|at| at.0 >= 0.0));
        }
    }

    #[test]
    fn dates_read_as_people_write_them() {
        assert_eq!(format_date(UnixMillis(0.0)), "1 Jan 1970");
        assert_eq!(format_date(UnixMillis(1_709_164_800_000.0)), "29 Feb 2024");
    }

    #[test]
    fn the_date_of_the_rfc_is_read() {
        let read = http_date("Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(read, Some(UnixMillis(784_111_777_000.0)));
        assert_eq!(http_date("Sunday, 06-Nov-94 08:49:37 GMT"), None);
        assert_eq!(http_date("Sun, 06 Nov 1994 25:49:37 GMT"), None);
        assert_eq!(http_date("120"), None);
    }
}
