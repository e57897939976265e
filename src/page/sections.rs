//! The signals that components draw from: one for each section of the view.
//!
//! A signal is set only when its section has changed, so that a new frame redraws the boxes and not the list of tracks.

use crate::domain::mood::place::Place;
use crate::flow::app::view::{View, ViewChanges};
use crate::flow::bridge::spotify::SpotifyView;
use crate::flow::kit::notice::Notice;
use crate::flow::library::LibraryView;
use crate::flow::mood::{EmotionsView, FacesView, MoodView, MoodViews, ReadingView};
use crate::flow::music::view::{
    ChoicesView, ExplanationView, MusicView, PlayerView, RouteView, TracksView,
};
use crate::flow::sight::SightView;
use crate::flow::taste::TasteView;
use leptos::prelude::*;

/// A signal for each section of the view.
#[derive(Debug, Clone, Copy)]
#[expect(
    missing_docs,
    reason = "each is the section of the view of the same name"
)]
pub struct Sections {
    pub sight: RwSignal<SightView>,
    pub faces: RwSignal<FacesView>,
    pub emotions: RwSignal<EmotionsView>,
    pub mood: RwSignal<MoodView>,
    pub reading: RwSignal<ReadingView>,
    pub tracks: RwSignal<TracksView>,
    pub player: RwSignal<Option<PlayerView>>,
    pub choices: RwSignal<ChoicesView>,
    pub route: RwSignal<RouteView>,
    pub map: RwSignal<Vec<Place>>,
    pub explanation: RwSignal<Option<ExplanationView>>,
    pub taste: RwSignal<Option<TasteView>>,
    pub library: RwSignal<LibraryView>,
    pub spotify: RwSignal<SpotifyView>,
    pub notice: RwSignal<Option<Notice>>,
}

impl Sections {
    /// Signals that show `view`.
    #[must_use]
    pub fn new(view: View) -> Self {
        Self {
            sight: RwSignal::new(view.sight),
            faces: RwSignal::new(view.mood.faces),
            emotions: RwSignal::new(view.mood.emotions),
            mood: RwSignal::new(view.mood.mood),
            reading: RwSignal::new(view.mood.reading),
            tracks: RwSignal::new(view.music.tracks),
            player: RwSignal::new(view.music.player),
            choices: RwSignal::new(view.music.choices),
            route: RwSignal::new(view.music.route),
            map: RwSignal::new(view.music.map),
            explanation: RwSignal::new(view.music.explanation),
            taste: RwSignal::new(view.taste),
            library: RwSignal::new(view.library),
            spotify: RwSignal::new(view.spotify),
            notice: RwSignal::new(view.notice),
        }
    }

    /// Shows `changes`: sets the signals of those sections that differ.
    pub fn patch(&self, changes: ViewChanges) {
        patch_if_some(self.sight, changes.sight);
        if let Some(mood) = changes.mood {
            self.patch_mood(mood);
        }
        if let Some(music) = changes.music {
            self.patch_music(music);
        }
        patch_if_some(self.taste, changes.taste);
        patch_if_some(self.library, changes.library);
        patch_if_some(self.spotify, changes.spotify);
        patch_if_some(self.notice, changes.notice);
    }

    fn patch_mood(&self, mood: MoodViews) {
        patch(self.faces, mood.faces);
        patch(self.emotions, mood.emotions);
        patch(self.mood, mood.mood);
        patch(self.reading, mood.reading);
    }

    fn patch_music(&self, music: MusicView) {
        patch(self.tracks, music.tracks);
        patch(self.player, music.player);
        patch(self.choices, music.choices);
        patch(self.route, music.route);
        patch(self.map, music.map);
        patch(self.explanation, music.explanation);
    }
}

fn patch_if_some<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: Option<T>) {
    if let Some(value) = value {
        patch(signal, value);
    }
}

fn patch<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|shown| *shown != value) {
        signal.set(value);
    }
}
