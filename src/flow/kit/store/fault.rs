//! Reasons why something could not be read or kept, and what to say of them.

/// A reason why something could not be read or kept, by who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// The browser keeps nothing for this page: a private window, or blocked site data.
    #[error("the browser keeps nothing for this page")]
    Blocked,
    /// The disk, or the page's share of it, is full.
    #[error("there is no room")]
    Full,
    /// A newer version of the page has written here; this one leaves it alone.
    #[error("a newer version of this page keeps its things here")]
    NewerVersion,
    /// Another tab holds the lock and does not give it back.
    #[error("another tab of this page does not answer")]
    LockHeld,
    /// The browser's storage says nothing at all.
    #[error("the browser's storage does not answer")]
    Silent,
    /// The record that is kept can't be joined with the one that was to be written, and was left alone.
    #[error("what is kept can't be joined with what is new")]
    Unmergeable,
    /// The record that is kept is of another form than was asked for.
    #[error("what is kept is of another form")]
    Unreadable,
    /// The browser refuses for another reason.
    #[error("the browser does not do it")]
    Failed,
}

impl StoreFault {
    /// The fault behind the exception of this name (W3C, Indexed Database API 3.0, "exceptions").
    #[must_use]
    pub fn of_exception(name: &str) -> Self {
        match name {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::NewerVersion,
            _ => Self::Failed,
        }
    }

    /// The fault behind the exception of this name, where the database would not even open.
    #[must_use]
    pub fn of_exception_on_opening(name: &str) -> Self {
        match name {
            // What private windows and blocked site data are told apart by: not at all.
            "SecurityError" | "InvalidStateError" | "UnknownError" => Self::Blocked,
            _ => Self::of_exception(name),
        }
    }

    /// Advice for the person, in one or two sentences; it follows "… could not be kept."
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Blocked => {
                "It lasts until you close this page: a private window, or blocked site data, keeps nothing."
            }
            Self::Full => {
                "It lasts until you close this page. The disk is full: make room, then try again."
            }
            Self::NewerVersion => {
                "A newer version of this page is open or was used here. Load this page again to get it."
            }
            Self::LockHeld => {
                "Another tab of this page hangs. Close it, and the next change is kept with this one."
            }
            Self::Silent => {
                "It lasts until you close this page. The browser's storage does not answer: start the browser again."
            }
            Self::Unmergeable | Self::Unreadable | Self::Failed => {
                "It lasts until you close this page. The browser does not let it be kept."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_version_is_not_taken_for_a_full_disk() {
        assert_eq!(
            StoreFault::of_exception_on_opening("VersionError"),
            StoreFault::NewerVersion
        );
        assert_eq!(
            StoreFault::of_exception_on_opening("QuotaExceededError"),
            StoreFault::Full
        );
    }

    #[test]
    fn site_data_is_found_blocked_on_opening_alone() {
        for name in ["SecurityError", "InvalidStateError", "UnknownError"] {
            assert_eq!(
                StoreFault::of_exception_on_opening(name),
                StoreFault::Blocked
            );
            assert_eq!(StoreFault::of_exception(name), StoreFault::Failed);
        }
    }
}
