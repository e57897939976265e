//! The events of the taste.

use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::feedback::Judgement;
use crate::flow::kit::store::{KeptRecord, StoreEvent};

/// An event of the taste.
#[derive(Debug, Clone, PartialEq)]
pub enum TasteEvent {
    /// The records as they were found; once more after a reading that has failed.
    Restored {
        /// The taste that was taught.
        taste: KeptRecord,
        /// A taste that could not be read earlier.
        quarantined: KeptRecord,
    },
    /// The outcome of writing or removing a record.
    Stored(StoreEvent),
    /// A track of the list was given a thumb, or skipped.
    Judged(Judgement),
    /// The last thumb down, skip, reset or import is to be taken back.
    Undo,
    /// The last change can't be taken back any more: what it would bring back is gone.
    UndoOutdated,
    /// "Your taste" was opened or closed.
    EditorShown(bool),
    /// A preference is left out, or counts again.
    Mute(Preference, bool),
    /// Everything that was learned is to be forgotten.
    Reset,
    /// The taste is wanted as a file.
    Export,
    /// The taste that could not be read is wanted as a file.
    QuarantinedExport,
    /// The taste that could not be read may go.
    QuarantinedDrop,
    /// A taste's file was chosen; none if it could not be read.
    Brought(Option<String>),
}
