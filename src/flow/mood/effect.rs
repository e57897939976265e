//! The mood's requests to the shell.

use crate::domain::quantity::Millis;
use crate::flow::mood::event::MoodWake;

/// A thing for the shell to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MoodEffect {
    /// Waits, then → `Woke`.
    WakeAfter(Millis, MoodWake),
    /// Fetches the code that reads words → `WordsCodeArrived` or `WordsCodeMissing`.
    FetchWordsCode,
}
