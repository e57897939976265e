//! What the page reads: each feature projected to words, percentages and shares of the picture's size.
//!
//! No decision is left to the page; it draws these values and sends events.

use crate::flow::app::state::{State, music_given};
use crate::flow::app::touched::{Section, Touched};
use crate::flow::bridge::spotify::SpotifyView;
use crate::flow::kit::Now;
use crate::flow::kit::notice::Notice;
use crate::flow::library::{self, LibraryView};
use crate::flow::mood::{self, MoodViews};
use crate::flow::music::view::{self as music, MusicView};
use crate::flow::sight::{self, SightView};
use crate::flow::spotify_link;
use crate::flow::taste::{self, TasteView};

/// The whole view of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The picture and the buttons around it.
    pub sight: SightView,
    /// Faces, emotions, the mood plane.
    pub mood: MoodViews,
    /// The list of tracks and what surrounds it.
    pub music: MusicView,
    /// "Your taste", while it is open.
    pub taste: Option<TasteView>,
    /// The person's own tracks.
    pub library: LibraryView,
    /// Spotify, as its host tells it.
    pub spotify: SpotifyView,
    /// The notice, if there is something to say.
    pub notice: Option<Notice>,
}

/// The parts of the view that may have changed.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the part of `View` of the same name")]
pub struct ViewChanges {
    pub sight: Option<SightView>,
    pub mood: Option<MoodViews>,
    pub music: Option<MusicView>,
    pub taste: Option<Option<TasteView>>,
    pub library: Option<LibraryView>,
    pub spotify: Option<SpotifyView>,
    pub notice: Option<Option<Notice>>,
}

/// Projects `state` as it is at `now`.
#[must_use]
pub fn view(state: &State, now: Now) -> View {
    View {
        sight: sight::view(&state.sight),
        mood: mood_views(state, now),
        music: music_views(state),
        taste: taste::view(&state.taste),
        library: library::view(&state.library),
        spotify: spotify_link::view(&state.spotify_link),
        notice: state.notices.shown().cloned(),
    }
}

/// Projects what is `touched` of `state` as it is at `now`.
#[must_use]
pub fn changes(state: &State, touched: Touched, now: Now) -> ViewChanges {
    let is = |section| touched.has(section);
    ViewChanges {
        sight: is(Section::Sight).then(|| sight::view(&state.sight)),
        mood: is(Section::Mood).then(|| mood_views(state, now)),
        music: is(Section::Music).then(|| music_views(state)),
        taste: is(Section::Taste).then(|| taste::view(&state.taste)),
        library: is(Section::Library).then(|| library::view(&state.library)),
        spotify: is(Section::SpotifyLink).then(|| spotify_link::view(&state.spotify_link)),
        notice: is(Section::Notice).then(|| state.notices.shown().cloned()),
    }
}

fn mood_views(state: &State, now: Now) -> MoodViews {
    mood::view(&state.mood, state.sight.is_mirrored(), now)
}

fn music_views(state: &State) -> MusicView {
    let given = music_given(&state.taste, &state.library, state.capabilities);
    music::view(&state.music, &given)
}
