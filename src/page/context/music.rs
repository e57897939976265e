//! The sections around the list of tracks.

use crate::flow_old::view::{ChoicesView, LibraryView, MusicView, RouteView, TasteView, WhyView};
use crate::page::context::patch;
use leptos::prelude::*;

/// One signal for each section of the music, set only when the section has changed.
#[derive(Debug, Clone, Copy)]
#[expect(
    missing_docs,
    reason = "each is the section of `MusicView` of the same name"
)]
pub struct MusicSections {
    pub choices: RwSignal<ChoicesView>,
    pub route: RwSignal<RouteView>,
    pub why: RwSignal<Option<WhyView>>,
    pub taste: RwSignal<Option<TasteView>>,
    pub library: RwSignal<LibraryView>,
    pub words: RwSignal<Option<String>>,
}

impl MusicSections {
    /// Signals that show `view`.
    pub(super) fn new(view: MusicView) -> Self {
        Self {
            choices: RwSignal::new(view.choices),
            route: RwSignal::new(view.route),
            why: RwSignal::new(view.why),
            taste: RwSignal::new(view.taste),
            library: RwSignal::new(view.library),
            words: RwSignal::new(view.words),
        }
    }

    /// Shows `view`: sets the signals of those sections that differ.
    pub(super) fn patch(&self, view: MusicView) {
        patch(self.choices, view.choices);
        patch(self.route, view.route);
        patch(self.why, view.why);
        patch(self.taste, view.taste);
        patch(self.library, view.library);
        patch(self.words, view.words);
    }
}
