//! What components know: a signal for each section of the view, and how to send an event.

mod music;

pub use music::MusicSections;

use crate::flow_old::Event;
use crate::flow_old::account::AccountEvent;
use crate::flow_old::music::MusicEvent;
use crate::flow_old::spotify::SpotifyView;
use crate::flow_old::spotify::wish::Wish;
use crate::flow_old::view::{
    EmotionsView, FacesView, MessageView, MoodView, PlayerView, StageView, TracksView, View,
};
use crate::page::runtime::Runtime;
use leptos::html;
use leptos::prelude::*;

/// One signal for each section of the view, set only when the section has changed.
#[derive(Debug, Clone, Copy)]
#[expect(
    missing_docs,
    reason = "each is the section of `View` of the same name"
)]
pub struct Sections {
    pub stage: RwSignal<StageView>,
    pub faces: RwSignal<FacesView>,
    pub emotions: RwSignal<EmotionsView>,
    pub mood: RwSignal<MoodView>,
    pub tracks: RwSignal<TracksView>,
    pub player: RwSignal<Option<PlayerView>>,
    pub spotify: RwSignal<SpotifyView>,
    pub message: RwSignal<Option<MessageView>>,
    pub music: MusicSections,
}

impl Sections {
    /// Signals that show `view`.
    #[must_use]
    pub fn new(view: View) -> Self {
        Self {
            stage: RwSignal::new(view.stage),
            faces: RwSignal::new(view.faces),
            emotions: RwSignal::new(view.emotions),
            mood: RwSignal::new(view.mood),
            tracks: RwSignal::new(view.tracks),
            player: RwSignal::new(view.player),
            spotify: RwSignal::new(view.spotify),
            message: RwSignal::new(view.message),
            music: MusicSections::new(view.music),
        }
    }

    /// Shows `view`: sets the signals of those sections that differ.
    pub fn patch(&self, view: View) {
        patch(self.stage, view.stage);
        patch(self.faces, view.faces);
        patch(self.emotions, view.emotions);
        patch(self.mood, view.mood);
        patch(self.tracks, view.tracks);
        patch(self.player, view.player);
        patch(self.spotify, view.spotify);
        patch(self.message, view.message);
        self.music.patch(view.music);
    }
}

fn patch<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}

/// The elements that the runtime takes frames from or shows pictures in.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// The camera's picture.
    pub video: NodeRef<html::Video>,
    /// The demo's.
    pub canvas: NodeRef<html::Canvas>,
    /// The address of the chosen photo.
    pub photo: RwSignal<Option<String>>,
}

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
            screen: runtime.screen(),
            file_field: NodeRef::new(),
            about: RwSignal::new(false),
            spotify: RwSignal::new(false),
            sheet: RwSignal::new(None),
            runtime: StoredValue::new_local(runtime),
        }
    }

    /// Sends an event.
    pub fn dispatch(&self, event: Event) {
        self.runtime.with_value(|runtime| runtime.dispatch(event));
    }

    /// Sends what a person wants of Spotify.
    pub fn wish(&self, wish: Wish) {
        self.dispatch(AccountEvent::Wished(wish).into());
    }

    /// Opens Spotify's page.
    pub fn open_spotify(&self) {
        self.spotify.set(true);
        self.dispatch(AccountEvent::Wanted.into());
    }

    /// Sends an event of the music.
    pub fn tell(&self, event: MusicEvent) {
        self.dispatch(event.into());
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
