//! What can happen to the music.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::feedback::Verdict;
use crate::flow_old::Event;
use crate::flow_old::music::choices::Choice;
use crate::flow_old::music::effect::Record;
use crate::flow_old::music::exchange::{Ask, FromLibrarian};

/// What was kept, as it was written: whether it can be read is for `flow` to say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// The choices.
    pub choices: Option<String>,
    /// The taste.
    pub taste: Option<String>,
    /// A taste that could not be read earlier.
    pub taste_aside: Option<String>,
    /// The list.
    pub list: Option<String>,
    /// What the person's own library holds.
    pub library: Option<String>,
}

/// An event of the music.
#[derive(Debug, Clone, PartialEq)]
pub enum MusicEvent {
    /// What was kept from the last visit.
    KeptRead(Kept),
    /// Nothing that was kept can be read.
    KeptLost,
    /// Another tab had taught something too: `kept` is what both taught, `wrote` what this tab had of it.
    TasteMerged {
        /// What this tab wrote.
        wrote: String,
        /// What is kept.
        kept: String,
    },
    /// A record could not be written.
    NotKept(Record),

    /// A choice was made.
    Chosen(Choice),
    /// A track was given a thumb, or skipped. A second thumb up takes the first back.
    Verdict(TrackId, Verdict),
    /// The last thumb down, skip, reset or import of a taste is taken back.
    Undo,
    /// "Why this?" was opened, or closed if it was open.
    Why(TrackId),
    /// A mood in words was entered.
    Words(String),

    /// "Your taste" was opened or closed.
    TasteShown(bool),
    /// Something that was learned is left out, or counts again.
    Mute(Preference, bool),
    /// Everything that was learned is forgotten.
    TasteReset,
    /// The taste is wanted as a file.
    TasteExport,
    /// The taste that could not be read is wanted as a file.
    AsideExport,
    /// The taste that could not be read may go.
    AsideDropped,
    /// A taste's file was chosen; none if it could not be read.
    TasteBrought(Option<String>),

    /// A table was chosen; the shell keeps the file until [`super::MusicEffect::SendTable`] asks for it.
    TableChosen {
        /// Its name.
        name: String,
        /// Its length.
        bytes: u64,
    },
    /// The chosen table is to be read once more.
    ImportAgain,
    /// The import is to stop.
    ImportCancelled,
    /// The library is to be removed.
    LibraryRemoved,

    /// The librarian said something.
    Librarian(FromLibrarian),
    /// The librarian could not be started, or died.
    LibrarianLost,
    /// The chosen file could not be sent.
    TableUnavailable(Ask),
    /// The timer of the librarian's watchdog ran out.
    LibrarianWatch,
}

impl From<MusicEvent> for Event {
    fn from(event: MusicEvent) -> Self {
        Self::Music(event)
    }
}
