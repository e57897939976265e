//! What the page reads: the state projected to words, percentages and shares of the picture's size.
//!
//! Sections are compared one by one, so that a new frame redraws the boxes and not the list of tracks.
//! No decision is left to the page; it draws these values and sends events.

mod mood;
mod music;
mod stage;
mod tracks;

pub use mood::{EmotionsView, MeterView, MoodLead, MoodView};
pub use music::{ChoicesView, LearnedView, LibraryView, RouteView, TasteView, report_words};
pub use stage::{BoxView, DeviceView, EngineView, FacesView, PictureView, StageView};
pub use tracks::{Access, PlayerView, TasteLine, TrackView, TracksView, WhyView};

use crate::domain::quantity::UnixMillis;
use crate::flow_old::fault::Remedy;
use crate::flow_old::spotify::SpotifyView;
use crate::flow_old::state::{Message, State};

/// The whole view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The picture and the buttons around it.
    pub stage: StageView,
    /// The faces on the picture.
    pub faces: FacesView,
    /// The chart of the seven emotions.
    pub emotions: EmotionsView,
    /// The mood plane.
    pub mood: MoodView,
    /// The list of tracks.
    pub tracks: TracksView,
    /// The player, when a track was asked for.
    pub player: Option<PlayerView>,
    /// Spotify.
    pub spotify: SpotifyView,
    /// What there is to say.
    pub message: Option<MessageView>,
    /// What surrounds the list of tracks.
    pub music: MusicView,
}

/// What surrounds the list of tracks.
#[derive(Debug, Clone, PartialEq)]
pub struct MusicView {
    /// What is asked of the list besides a mood.
    pub choices: ChoicesView,
    /// The list on the plane.
    pub route: RouteView,
    /// The track that is explained.
    pub why: Option<WhyView>,
    /// What was learned, while somebody looks at it.
    pub taste: Option<TasteView>,
    /// The person's own library.
    pub library: LibraryView,
    /// What was understood of a mood in words.
    pub words: Option<String>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageView {
    /// What happened.
    pub what: String,
    /// What to do.
    pub advice: &'static str,
    /// The button, if one helps.
    pub remedy: Option<Remedy>,
}

/// Projects `state` as it is at `now`.
#[must_use]
pub fn view(state: &State, now: UnixMillis) -> View {
    View {
        stage: stage::stage(state),
        faces: stage::faces(state),
        emotions: mood::emotions(state),
        mood: mood::mood(state, now),
        tracks: tracks::tracks(state),
        player: tracks::player(state),
        spotify: state.account.view(),
        message: state.message.as_ref().map(message),
        music: MusicView {
            choices: music::choices(state),
            route: music::route(state),
            why: tracks::why(state),
            taste: music::taste(state),
            library: music::library(state),
            words: music::words(state),
        },
    }
}

fn message(message: &Message) -> MessageView {
    match message {
        Message::Fault(fault) => MessageView {
            what: fault.what(),
            advice: fault.advice(),
            remedy: fault.remedy(),
        },
        Message::CameraRested => MessageView {
            what: "The camera was switched off.".into(),
            advice: "This page was in the background for half a minute. Start it again when you like.",
            remedy: Some(Remedy::StartCamera),
        },
        Message::Music(note) => MessageView {
            what: note.what.clone(),
            advice: note.advice,
            remedy: note.undo.then_some(Remedy::Undo),
        },
    }
}
