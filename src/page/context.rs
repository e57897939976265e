//! The page as components know it: a signal for each section of the view, what is open, and how to send an event.
//!
//! Names nothing of the runtime: that stands behind [`PageCommands`].

use crate::flow::app::Event;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::spotify_link::SpotifyLinkEvent;
use crate::page::commands::PageCommands;
use crate::page::sections::Sections;
use crate::page::sight::screen::Screen;
use crate::web::chosen_file::ChosenFile;
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;

/// The editors around the list, each a dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editor {
    /// The editor of what was learned.
    Taste,
    /// The editor of the person's own music.
    Library,
    /// The editor of what may be shown.
    Filter,
}

/// The page, as components see it. Taken from the context: `expect_context::<Page>()`.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Signals that hold the view.
    pub sections: Sections,
    /// Elements that show pictures.
    pub screen: Screen,
    /// The hidden file field, so that any button can open its dialogue.
    pub file_field: NodeRef<html::Input>,
    /// True while the dialogue that explains is open.
    pub about: RwSignal<bool>,
    /// True while Spotify's dialogue is open.
    pub spotify: RwSignal<bool>,
    /// The editor that is open.
    pub editor: RwSignal<Option<Editor>>,
    commands: StoredValue<Rc<dyn PageCommands>, LocalStorage>,
}

impl Page {
    /// The page that shows `sections` and `screen`, and gives `commands` its commands.
    #[must_use]
    pub fn new(sections: Sections, screen: Screen, commands: Rc<dyn PageCommands>) -> Self {
        Self {
            sections,
            screen,
            file_field: NodeRef::new(),
            about: RwSignal::new(false),
            spotify: RwSignal::new(false),
            editor: RwSignal::new(None),
            commands: StoredValue::new_local(commands),
        }
    }

    /// Sends an event to the features.
    pub fn dispatch(&self, event: impl Into<Event>) {
        let event = event.into();
        self.commands
            .with_value(|commands| commands.dispatch(event));
    }

    /// Sends what a person does with Spotify.
    pub fn tell_spotify(&self, action: SpotifyAction) {
        self.dispatch(SpotifyLinkEvent::Act(action));
    }

    /// Opens Spotify's dialogue, and tells the features.
    pub fn open_spotify(&self) {
        self.spotify.set(true);
        self.dispatch(SpotifyLinkEvent::Opened);
    }

    /// Hands over a table of tracks that was chosen.
    pub fn choose_table(&self, file: ChosenFile) {
        self.commands
            .with_value(|commands| commands.choose_table(file));
    }

    /// Hands over the file of a taste that was chosen.
    pub fn choose_taste(&self, file: ChosenFile) {
        self.commands
            .with_value(|commands| commands.choose_taste(file));
    }

    /// Hands over a picture file that was chosen.
    pub fn choose_photo(&self, file: ChosenFile) {
        self.commands
            .with_value(|commands| commands.choose_photo(file));
    }

    /// Puts `text` into the clipboard, and tells `done` if it is there.
    pub fn copy_text(&self, text: String, done: impl FnOnce(bool) + 'static) {
        self.commands
            .with_value(|commands| commands.copy_text(text, Box::new(done)));
    }

    /// Opens the file dialogue. Browsers allow it only from a press.
    pub fn open_file_dialogue(&self) {
        if let Some(field) = self.file_field.get_untracked() {
            field.click();
        }
    }
}
