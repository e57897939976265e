//! The words of the taste for people.

use crate::domain::music::taste::archive::ArchiveError;
use crate::domain::music::taste::explain::{LearnedPreference, Preference};
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::kit::notice::{Notice, Remedy};
use crate::flow::kit::store::StoreFault;

/// The note on a change that was taken back.
pub(super) const TAKEN_BACK: &str = "Taken back.";
/// The note on a reset.
pub(super) const FORGOTTEN: &str = "Everything you taught is forgotten.";
/// The note on a taste from a file.
pub(super) const BROUGHT: &str = "The taste of this file is yours now.";
/// The note on a file that could not be read.
pub(super) const FILE_UNREADABLE: &str = "Nothing was changed: the file could not be read.";
/// The note on a quarantined taste that is still there.
pub(super) const NOT_DELETED: &str = "It could not be deleted. Try again.";

/// The notice about a track that leaves the list.
pub(super) fn of_dismissal(verdict: ThumbVerdict, title: &str) -> Notice {
    let notice = match verdict {
        ThumbVerdict::Skip => Notice::new(
            format!("Skipped “{title}”."),
            "It may come again another time.",
        ),
        ThumbVerdict::Song => Notice::new(
            format!("“{title}” won't come again."),
            "Others like it still may.",
        ),
        ThumbVerdict::Up | ThumbVerdict::Down => Notice::new(
            format!("“{title}” won't come again."),
            "What is like it comes less often.",
        ),
    };
    notice.with(Remedy::Undo)
}

/// The notice about a change that was taken back, while there is one before it.
pub(super) fn of_taken_back() -> Notice {
    Notice::new(TAKEN_BACK, "Undo takes back what came before it.").with(Remedy::Undo)
}

/// The notice about a whole taste that has changed.
pub(super) fn of_change(what: &str) -> Notice {
    Notice::new(what, "").with(Remedy::Undo)
}

/// The note on a file that is no taste.
pub(super) fn of_foreign_file(error: &ArchiveError) -> String {
    format!("Nothing was changed: {error}.")
}

/// The note on a taste that can't be made a file.
pub(super) fn of_failed_export(error: &ArchiveError) -> String {
    format!("It can't be saved: {error}.")
}

/// The notice about a kept taste that is set aside.
pub(super) fn of_quarantined(error: &ArchiveError) -> Notice {
    Notice::new(
        format!("What you taught earlier can't be used: {error}."),
        "It is set aside, not lost: “Your taste” lets you save it.",
    )
}

/// The notice about a kept taste of a later version.
pub(super) fn of_later_version() -> Notice {
    Notice::new(
        "A newer version of this page has written what you taught.",
        "This version leaves it as it is. Load this page again to use it; what you teach now lasts until you close it.",
    )
}

/// The notice about thumbs that the browser has lost.
pub(super) fn of_lost_thumbs(thumbs: u32) -> Notice {
    let what = match thumbs {
        1 => "There was one thumb here, and this browser has lost it.".to_owned(),
        _ => format!("There were {thumbs} thumbs here, and this browser has lost them."),
    };
    Notice::new(
        what,
        "If you have saved your taste as a file, it comes back from there.",
    )
    .with(Remedy::BringTaste)
}

/// The notice about a taste that could not be kept.
pub(super) fn taste_not_kept(fault: StoreFault) -> Notice {
    Notice::new("What you taught could not be kept.", fault.advice())
}

/// The notice about an unreadable taste that could not be set aside.
pub(super) fn not_quarantined(fault: StoreFault) -> Notice {
    Notice::new(
        "The taste that could not be read could not be set aside.",
        fault.advice(),
    )
}

/// The kind of a preference.
pub(super) const fn of_kind(preference: &Preference) -> &'static str {
    match preference {
        Preference::Trait(_) => "Sound",
        Preference::Genre(_) => "Genre",
        Preference::Artist(_) => "Artist",
        Preference::Origin(_) => "Origin",
    }
}

/// The strength of what was learned, in words.
pub(super) fn of_strength(learned: &LearnedPreference) -> &'static str {
    let by = learned.strength.abs();
    match (&learned.preference, learned.strength >= 0.0) {
        // Its name says which way it leans.
        (Preference::Trait(_), _) if by >= 0.2 => "you lean to it much",
        (Preference::Trait(_), _) => "you lean to it",
        (_, true) if by >= 0.5 => "you like it much",
        (_, true) if by >= 0.2 => "you like it",
        (_, true) => "you like it a little",
        (_, false) if by >= 0.5 => "you dislike it much",
        (_, false) if by >= 0.2 => "you dislike it",
        (_, false) => "you dislike it a little",
    }
}
