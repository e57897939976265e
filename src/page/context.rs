//! What components know: a signal for each section of the view, and how to send an event.

use crate::flow::app::Event;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::spotify_link::SpotifyLinkEvent;
use crate::page::runtime::Runtime;
use crate::page::sections::Sections;
use crate::page::sight::Screen;
use leptos::html;
use leptos::prelude::*;

/// The dialogues of the music.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// What was learned.
    Taste,
    /// The person's own music.
    Library,
    /// What may be shown.
    Filter,
}

/// The page, as components see it. Taken from the context: `expect_context::<Page>()`.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// What to draw.
    pub sections: Sections,
    /// Where pictures are shown.
    pub screen: Screen,
    /// The hidden file field, so that any button can open its dialogue.
    pub file_field: NodeRef<html::Input>,
    /// Whether the page that explains is open.
    pub about: RwSignal<bool>,
    /// Whether Spotify's page is open.
    pub spotify: RwSignal<bool>,
    /// The dialogue of the music that is open.
    pub sheet: RwSignal<Option<Sheet>>,
    runtime: StoredValue<Runtime, LocalStorage>,
}

impl Page {
    /// The page around `runtime`.
    #[must_use]
    pub fn new(runtime: Runtime) -> Self {
        Self {
            sections: runtime.sections(),
            screen: runtime.sight().screen,
            file_field: NodeRef::new(),
            about: RwSignal::new(false),
            spotify: RwSignal::new(false),
            sheet: RwSignal::new(None),
            runtime: StoredValue::new_local(runtime),
        }
    }

    /// Sends an event.
    pub fn dispatch(&self, event: impl Into<Event>) {
        let event = event.into();
        self.runtime.with_value(|runtime| runtime.dispatch(event));
    }

    /// Sends what a person does with Spotify.
    pub fn act(&self, action: SpotifyAction) {
        self.dispatch(SpotifyLinkEvent::Act(action));
    }

    /// Opens Spotify's page.
    pub fn open_spotify(&self) {
        self.spotify.set(true);
        self.dispatch(SpotifyLinkEvent::Opened);
    }

    /// Hands over a table that was chosen.
    pub fn choose_table(&self, file: web_sys::File) {
        self.runtime
            .with_value(|runtime| runtime.choose_table(file));
    }

    /// Hands over the file of a taste that was chosen.
    pub fn choose_taste(&self, file: web_sys::File) {
        self.runtime
            .with_value(|runtime| runtime.choose_taste(file));
    }

    /// Hands over a picture file that was chosen.
    pub fn choose_photo(&self, file: web_sys::File) {
        self.runtime
            .with_value(|runtime| runtime.choose_photo(file));
    }

    /// Puts `text` into the clipboard, and tells `done` whether it is there.
    pub fn copy(&self, text: String, done: impl FnOnce(bool) + 'static) {
        self.runtime.with_value(|runtime| runtime.copy(text, done));
    }

    /// Opens the file dialogue. Browsers allow it only from a press.
    pub fn open_file_dialogue(&self) {
        if let Some(field) = self.file_field.get_untracked() {
            // The same file may be chosen again.
            field.set_value("");
            field.click();
        }
    }
}
