//! What is said where nothing that was kept can be read.

use crate::flow::kit::notice::{Notice, Remedy};
use crate::flow::kit::store::StoreFault;

/// The advice where the reading may succeed at another try.
const UNTIL_READ: &str = "Close other tabs of this page, then try again. Until then nothing is written over, and what \
    you change lasts until you close this page.";

/// The notice of `fault`, with another try where one may help.
pub(super) fn of_unread(fault: StoreFault) -> Notice {
    match fault {
        StoreFault::NewerVersion => Notice::new(
            "What you kept was written by a newer version of this page.",
            "Load this page again to get that version. Until then, nothing is changed in what it keeps.",
        ),
        StoreFault::Silent => Notice::new(
            "What was kept can't be read: the browser's storage does not answer.",
            UNTIL_READ,
        )
        .with(Remedy::ReadRecords),
        StoreFault::LockHeld => Notice::new(
            "What was kept can't be read: another tab of this page hangs.",
            UNTIL_READ,
        )
        .with(Remedy::ReadRecords),
        _ => Notice::new(
            "This browser keeps nothing for this page, so settings last until you close it.",
            "A private window, or blocked site data, does this. Everything else works.",
        )
        .with(Remedy::ReadRecords),
    }
}

/// The notice about the first release's records, which could not be brought along.
pub(super) fn of_lost_first_release() -> Notice {
    Notice::new(
        "What an earlier version of this page has kept could not be read.",
        "It is left as it is, and everything begins anew. A taste that you have saved as a file can be brought back.",
    )
    .with(Remedy::BringTaste)
}
