//! The commands that components give: events, chosen files, and a text for the clipboard.

use crate::flow::app::Event;
use crate::web::chosen_file::ChosenFile;
use std::fmt::Debug;

/// The shell as components know it: a place for events, chosen files and the clipboard.
pub trait PageCommands: Debug {
    /// Sends an event to the features.
    fn dispatch(&self, event: Event);

    /// Hands over a picture file that was chosen.
    fn choose_photo(&self, file: ChosenFile);

    /// Hands over a table of tracks that was chosen.
    fn choose_table(&self, file: ChosenFile);

    /// Hands over the file of a taste that was chosen.
    fn choose_taste(&self, file: ChosenFile);

    /// Puts `text` into the clipboard, and tells `done` if it is there.
    fn copy_text(&self, text: String, done: Box<dyn FnOnce(bool)>);
}
