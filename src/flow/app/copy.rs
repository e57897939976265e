//! What is said where nothing that was kept can be read.

use crate::flow::kit::notice::Notice;
use crate::flow::kit::store::StoreFault;

/// The notice of `fault`.
pub(super) fn of_unread(fault: StoreFault) -> Notice {
    match fault {
        StoreFault::NewerVersion => Notice::new(
            "What you kept was written by a newer version of this page.",
            "Load this page again to get that version. Until then, nothing is changed in what it keeps.",
        ),
        StoreFault::LockHeld => Notice::new(
            "What was kept can't be read: another tab of this page hangs.",
            "Close that tab, then load this page again. Everything else works.",
        ),
        _ => Notice::new(
            "This browser keeps nothing for this page, so settings last until you close it.",
            "A private window, or blocked site data, does this. Everything else works.",
        ),
    }
}
