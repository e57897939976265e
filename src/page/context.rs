//! The page as components know it: a signal for each section of the view, what is open, and how to send an event.
//!
//! Names nothing of the runtime: that stands behind [`PageCommands`].

use crate::domain::mood::place::Place;
use crate::flow::app::Event;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::kit::notice::{Notice, Remedy};
use crate::flow::spotify_link::SpotifyLinkEvent;
use crate::page::commands::PageCommands;
use crate::page::sections::Sections;
use crate::page::sight::screen::Screen;
use crate::web::chosen_file::ChosenFile;
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;

/// The sheets over the page, of which one is open at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The menu, from which the others open.
    Menu,
    /// The filters of the list.
    Filter,
    /// The places of the list's songs as a table.
    Places,
    /// The taste that was learned.
    Taste,
    /// The person's own music.
    Library,
    /// A mood in words.
    Words,
    /// The requests that have left this device.
    Requests,
    /// The meters of the seven expressions.
    Expressions,
    /// The limits of what can be known.
    Limits,
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
    /// The sheet that is open.
    pub sheet: RwSignal<Option<Sheet>>,
    /// True while Spotify's dialogue is open.
    pub spotify: RwSignal<bool>,
    /// True while the map takes the stage, for a hand to set the mood.
    pub by_hand: RwSignal<bool>,
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
            sheet: RwSignal::new(None),
            spotify: RwSignal::new(false),
            by_hand: RwSignal::new(false),
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

    /// Opens a sheet in the place of the one that is open.
    pub fn open_sheet(&self, sheet: Sheet) {
        self.sheet.set(Some(sheet));
    }

    /// Opens Spotify's dialogue, and tells the features.
    pub fn open_spotify(&self) {
        self.sheet.set(None);
        self.spotify.set(true);
        self.dispatch(SpotifyLinkEvent::Opened);
    }

    /// The mood that the list follows, and the page's colours with it.
    #[must_use]
    pub fn mood(&self) -> Option<Place> {
        self.sections.tracks.with(|view| view.mood)
    }

    /// The notice that is said on the stage, in the place of a reading.
    #[must_use]
    pub fn stage_notice(&self) -> Option<Notice> {
        let notice = self.sections.notice.get();
        notice.filter(is_of_stage)
    }

    /// The notice that is said as a message.
    #[must_use]
    pub fn message(&self) -> Option<Notice> {
        let notice = self.sections.notice.get();
        notice.filter(|notice| !is_of_stage(notice))
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

/// Tells whether a notice is about the picture: then it is said where the picture would be.
fn is_of_stage(notice: &Notice) -> bool {
    matches!(
        notice.remedy,
        Some(Remedy::StartCamera | Remedy::StartDemo | Remedy::RestartReader | Remedy::ChoosePhoto)
    )
}
