//! Joining a record that is to be written with one that another tab has written meanwhile.

use crate::flow::kit::store::fault::StoreFault;
use crate::flow::kit::store::kept::KeptRecord;
use crate::flow::kit::store::key::Key;

/// Joins two texts of a key that both began as `base`: what this tab has, then what another one has kept. None where
/// they can't be joined.
///
/// The root hands it to the shell, which knows keys and no features.
pub type Merge = fn(key: Key, base: &str, ours: &str, theirs: &str) -> Option<String>;

/// The text to keep under `key`, where `stored` is kept and `text` was made of `base`.
///
/// # Errors
/// [`StoreFault::Unmergeable`], or [`StoreFault::NewerVersion`]: what is kept is left alone.
pub fn merge_stored(
    key: Key,
    base: &str,
    text: String,
    stored: KeptRecord,
    merge: Merge,
) -> Result<String, StoreFault> {
    match stored {
        KeptRecord::OfLaterVersion => Err(StoreFault::NewerVersion),
        KeptRecord::Text(theirs) if theirs != base && theirs != text => {
            merge(key, base, &text, &theirs).ok_or(StoreFault::Unmergeable)
        }
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, text: &str, stored: Option<&str>) -> Result<String, StoreFault> {
        merge_stored(
            Key::Taste,
            base,
            text.into(),
            stored.map_or(KeptRecord::Absent, |text| {
                Key::Taste.format().open(text.into())
            }),
            |_, base, ours, theirs| {
                (theirs != "damaged").then(|| format!("{base}+{ours}+{theirs}"))
            },
        )
    }

    #[test]
    fn where_nobody_else_has_written_the_text_is_kept_as_it_is() {
        assert_eq!(merged("0", "1", Some("0")), Ok("1".into()));
        assert_eq!(merged("", "1", None), Ok("1".into()));
    }

    #[test]
    fn where_the_record_was_lost_the_text_is_kept_as_it_is() {
        assert_eq!(merged("0", "1", None), Ok("1".into()));
    }

    #[test]
    fn what_another_tab_has_written_is_joined() {
        assert_eq!(merged("0", "1", Some("2")), Ok("0+1+2".into()));
    }

    #[test]
    fn what_another_tab_has_written_alike_is_not_joined_twice() {
        assert_eq!(merged("0", "1", Some("1")), Ok("1".into()));
    }

    #[test]
    fn what_cannot_be_joined_is_left_alone() {
        assert_eq!(
            merged("0", "1", Some("damaged")),
            Err(StoreFault::Unmergeable)
        );
    }

    #[test]
    fn what_a_later_version_has_written_is_left_alone() {
        assert_eq!(
            merged("0", "1", Some(r#"{"version":2}"#)),
            Err(StoreFault::NewerVersion)
        );
    }
}
