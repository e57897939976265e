//! The form of a record: the version that it says, and the steps that bring one of an earlier version up to date.
//!
//! A record's text is JSON, and says its version in its outer object; bytes begin with a mark that ends in it. What
//! says none is of version 1, as the first release wrote it.

use crate::flow::kit::store::kept::KeptRecord;

/// A step from one version of a record's text to the next; none where the text is not what that version wrote.
pub type Migration = fn(&str) -> Option<String>;

/// The form in which a record is written at present, and the way there from each earlier one.
#[derive(Debug, Clone, Copy)]
pub struct RecordFormat {
    /// The steps, the first from version 1: each raises the version by one.
    migrations: &'static [Migration],
    /// False for a record that keeps texts of other forms, as they were.
    is_versioned: bool,
}

impl RecordFormat {
    /// The most bytes of a mark: so many are looked at to find the version of bytes.
    pub const LONGEST_MARK: u32 = 64;
    /// The form that the first release has written.
    pub const FIRST: Self = Self::after(&[]);
    /// The form of a record that keeps whatever it is given: no version is looked for.
    pub const ANY: Self = Self {
        migrations: &[],
        is_versioned: false,
    };

    /// The form to which these steps lead.
    #[must_use]
    pub const fn after(migrations: &'static [Migration]) -> Self {
        Self {
            migrations,
            is_versioned: true,
        }
    }

    /// The version that is written.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "there are a handful of steps"
    )]
    pub const fn version(self) -> u32 {
        self.migrations.len() as u32 + 1
    }

    /// Tells whether `record` is of a version that is not known here: it is to be left alone.
    #[must_use]
    pub fn is_later(self, record: &[u8]) -> bool {
        self.is_versioned && version_in(record) > self.version()
    }

    /// The record whose text is `text`. One that no step knows what to do with stays as it is: its feature finds it
    /// damaged.
    #[must_use]
    pub fn open(self, text: String) -> KeptRecord {
        if self.is_later(text.as_bytes()) {
            return KeptRecord::OfLaterVersion;
        }
        KeptRecord::Text(self.migrate(&text).unwrap_or(text))
    }

    /// Brings the text of an earlier version up to date; none where it is not what that version wrote.
    fn migrate(self, text: &str) -> Option<String> {
        let done = version_in(text.as_bytes()).saturating_sub(1);
        let mut steps = self.migrations.iter().skip(done as usize);
        steps.try_fold(text.to_owned(), |text, step| step(&text))
    }

    /// Adds the version to a text that says none. The first version needs none, and what says one already is as it is.
    #[must_use]
    pub fn stamp(self, text: String) -> String {
        let is_stamped = self.version() == 1 || said_version(text.as_bytes()).is_some();
        match text.strip_prefix('{') {
            Some(fields) if !is_stamped => format!("{{{KEY}{},{fields}", self.version()),
            _ => text,
        }
    }
}

/// The field that says a version, as it stands in a text. Within quoted text its quotation marks are escaped.
const KEY: &str = "\"version\":";

/// The version that a record says, be it text or bytes; 1 where it says none.
fn version_in(record: &[u8]) -> u32 {
    said_version(record).unwrap_or(1)
}

// Byte by byte: searching in texts would cost the page more code than all the rest of this file.
fn said_version(record: &[u8]) -> Option<u32> {
    if record.starts_with(b"{") {
        let mut pieces = record.windows(KEY.len());
        let at = pieces.position(|piece| piece == KEY.as_bytes())?;
        let after = record.get(at + KEY.len()..)?.trim_ascii_start();
        let digits = after.iter().take_while(|byte| byte.is_ascii_digit());
        return number_of(digits);
    }
    let end = record.iter().position(|byte| *byte == b'\n')?;
    let mark = record.get(..end)?;
    let at = mark.iter().rposition(|byte| *byte == b'-')?;
    number_of(mark.get(at + 1..)?)
}

/// The number that these digits are; none where there are none, or something else among them.
fn number_of<'a>(digits: impl IntoIterator<Item = &'a u8>) -> Option<u32> {
    let mut number = None;
    for digit in digits {
        let digit = char::from(*digit).to_digit(10)?;
        let before: u32 = number.unwrap_or_default();
        number = Some(before.saturating_mul(10).saturating_add(digit));
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const THIRD: RecordFormat = RecordFormat::after(&[rename_songs, |text| {
        text.contains("tracks").then(|| text.replace('0', "1"))
    }]);

    fn rename_songs(text: &str) -> Option<String> {
        let is_object = text.starts_with('{');
        is_object.then(|| text.replace("\"songs\":", "\"tracks\":"))
    }

    #[rstest]
    #[case(r#"{"songs":0}"#, 1)]
    #[case(r#"{"version":2,"songs":0}"#, 2)]
    #[case(r#"{"format":"taste","version": 17}"#, 17)]
    #[case(r#"{"title":"\"version\":9"}"#, 1)]
    #[case(r#"{"version":"none"}"#, 1)]
    #[case("nothing of ours", 1)]
    #[case("{", 1)]
    #[case("", 1)]
    #[case("feelharmonic-library-3\n-7\n", 3)]
    fn a_record_says_its_version_or_is_of_the_first(#[case] record: &str, #[case] version: u32) {
        assert_eq!(version_in(record.as_bytes()), version);
    }

    #[test]
    fn an_earlier_record_takes_the_steps_that_it_lacks() {
        let migrated = |text| THIRD.migrate(text);
        assert_eq!(
            migrated(r#"{"songs":0}"#).as_deref(),
            Some(r#"{"tracks":1}"#)
        );
        assert_eq!(
            migrated(r#"{"version":2,"songs":0}"#),
            None,
            "no text of version 2"
        );
        let present = r#"{"version":3,"tracks":0}"#;
        assert_eq!(migrated(present).as_deref(), Some(present));
    }

    #[test]
    fn what_is_written_says_its_version_once() {
        let stamped = THIRD.stamp(r#"{"tracks":0}"#.into());
        assert_eq!(stamped, r#"{"version":3,"tracks":0}"#);
        assert_eq!(THIRD.stamp(stamped.clone()), stamped);
        assert_eq!(RecordFormat::FIRST.stamp("{}".into()), "{}");
    }

    #[test]
    fn only_what_is_later_is_left_alone() {
        assert!(THIRD.is_later(br#"{"version":4}"#));
        assert!(!THIRD.is_later(br#"{"version":3}"#));
        assert!(!RecordFormat::ANY.is_later(br#"{"version":4}"#));
    }
}
