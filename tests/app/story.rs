//! A page under test: how its story begins, what a person does, what can be seen. The shell's part stands in `shell`.

use crate::disk::Disk;
use crate::library::LibraryWorker;
use crate::spotify::HostRun;
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::catalogue::{Catalogue, Track, TrackId};
use feelharmonic::domain::music::taste::Taste;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::domain::quantity::{Millis, UnixMillis};
use feelharmonic::flow::app::view::{View, view};
use feelharmonic::flow::app::{Effect, Event, State};
use feelharmonic::flow::kit::Now;
use feelharmonic::flow::kit::device::{CameraSupport, Capabilities};
use feelharmonic::flow::kit::link::LinkEffect;
use feelharmonic::flow::kit::notice::Notice;
use feelharmonic::flow::kit::store::{StoreEffect, StoreEvent};
use feelharmonic::flow::mood::MoodEvent;
use feelharmonic::flow::mood::view::MoodLead;
use feelharmonic::flow::music::choices::Choice;
use feelharmonic::flow::music::event::MusicEvent;
use feelharmonic::flow::music::view::{ExplanationView, TrackView};
use feelharmonic::flow::taste::{TasteEffect, TasteEvent, TasteView};
use std::collections::VecDeque;

/// A page, its clock, and all that it has asked for.
pub struct Story {
    pub state: State,
    pub now: Now,
    /// Effects that have not been looked at, oldest first.
    pub effects: Vec<Effect>,
    pub disk: Disk,
    pub library: LibraryWorker,
    /// Spotify's host, once it runs.
    pub host: Option<HostRun>,
    /// Timers that are set, with the moment at which they run out.
    pub timers: Vec<(f64, Event)>,
    /// Tasks for a disk that does not answer yet; none when it answers at once.
    pub held: Option<Vec<DiskTask>>,
    /// What comes of effects, and has not been told yet.
    pub answers: VecDeque<Event>,
    /// What is on the screen.
    pub drawn: View,
}

pub type DiskTask = (StoreEffect, fn(StoreEvent) -> Event);

/// What a usual browser can do.
pub const USUAL: Capabilities = Capabilities {
    camera: CameraSupport::Available,
    simd: true,
    save_data: false,
};

const SEED: u64 = 7;

// How a story begins.
impl Story {
    fn unopened(disk: Disk) -> Self {
        let state = State::default();
        let now = Now {
            wall: UnixMillis(1_764_000_000_000.0),
            monotonic: Millis(1000.0),
        };
        let drawn = view(&state, now);
        Self {
            state,
            now,
            effects: Vec::new(),
            disk,
            library: LibraryWorker::default(),
            host: None,
            timers: Vec::new(),
            held: None,
            answers: VecDeque::new(),
            drawn,
        }
    }

    /// The first visit in a usual browser.
    pub fn opened() -> Self {
        Self::opened_on(Disk::default())
    }

    /// A visit in a browser that keeps what is on `disk`.
    pub fn opened_on(disk: Disk) -> Self {
        Self::opened_in(USUAL, disk)
    }

    /// A visit in a browser of other capabilities.
    pub fn opened_in(capabilities: Capabilities, disk: Disk) -> Self {
        let mut story = Self::unopened(disk);
        story.open(capabilities, SEED).fetch_catalogue();
        story
    }

    /// A visit whose catalogue is not there yet.
    pub fn opening() -> Self {
        let mut story = Self::unopened(Disk::default());
        story.open(USUAL, SEED);
        story
    }

    /// A first visit whose lists follow from another number.
    pub fn opened_by_chance(seed: u64) -> Self {
        let mut story = Self::unopened(Disk::default());
        story.open(USUAL, seed).fetch_catalogue();
        story
    }

    /// A visit with a catalogue, but with a disk that takes its time.
    pub fn opened_on_slow_disk(disk: Disk) -> Self {
        let mut story = Self::unopened(disk);
        story.held = Some(Vec::new());
        story.open(USUAL, SEED).fetch_catalogue();
        story
    }

    /// The next visit in the same browser.
    pub fn next_visit(&self) -> Self {
        Self::opened_on(self.disk.clone())
    }

    fn open(&mut self, capabilities: Capabilities, seed: u64) -> &mut Self {
        self.tell(Event::Opened { capabilities, seed })
    }

    pub fn fetch_catalogue(&mut self) -> &mut Self {
        self.tell(MusicEvent::CatalogueFetched(Some(CATALOGUE.into())))
    }
}

// What a person does.
impl Story {
    /// Sets the mood on the plane and leaves the hand there for a moment.
    pub fn feel(&mut self, valence: f32, arousal: f32) -> &mut Self {
        self.point(valence, arousal).wait(0.4)
    }

    pub fn point(&mut self, valence: f32, arousal: f32) -> &mut Self {
        let place = Place::clamped(valence, arousal);
        self.tell(MoodEvent::PointSet { place })
    }

    pub fn say(&mut self, words: &str) -> &mut Self {
        self.tell(MoodEvent::Worded(words.into()))
    }

    pub fn choose(&mut self, choice: Choice) -> &mut Self {
        self.tell(MusicEvent::ChoiceMade(choice))
    }

    pub fn want_new_list(&mut self) -> &mut Self {
        self.tell(MusicEvent::NewListWanted)
    }

    pub fn toggle_pin(&mut self) -> &mut Self {
        self.tell(MusicEvent::PinToggled)
    }

    /// Gives the track at that place of the list a thumb, or skips it, a second after the last one.
    pub fn judge(&mut self, at: usize, verdict: ThumbVerdict) -> &mut Self {
        let id = self.rows()[at].id.clone();
        self.wait(1.0).tell(MusicEvent::Judge(id, verdict))
    }

    pub fn undo(&mut self) -> &mut Self {
        self.tell(TasteEvent::Undo)
    }

    pub fn open_taste(&mut self) -> &mut Self {
        self.tell(TasteEvent::EditorShown(true))
    }

    pub fn play(&mut self, id: &TrackId) -> &mut Self {
        self.tell(MusicEvent::Play(id.clone()))
    }

    /// Opens the explanation of a track.
    pub fn explain(&mut self, id: &TrackId) -> Option<ExplanationView> {
        self.tell(MusicEvent::ExplanationToggled(id.clone()));
        self.view().music.explanation
    }

    pub fn press_notice(&mut self) -> &mut Self {
        self.tell(Event::NoticeAction)
    }

    pub fn dismiss_notice(&mut self) -> &mut Self {
        self.tell(Event::NoticeDismissed)
    }
}

// What can be seen.
impl Story {
    pub fn view(&self) -> View {
        view(&self.state, self.now)
    }

    pub fn rows(&self) -> Vec<TrackView> {
        self.view().music.tracks.tracks
    }

    pub fn row(&self, id: &TrackId) -> TrackView {
        self.rows().into_iter().find(|row| row.id == *id).unwrap()
    }

    pub fn titles(&self) -> Vec<String> {
        self.rows().into_iter().map(|row| row.title).collect()
    }

    pub fn heading(&self) -> String {
        self.view().music.tracks.heading
    }

    pub fn lead(&self) -> MoodLead {
        self.view().mood.mood.lead
    }

    /// The emotion that is named beside the chart.
    pub fn emotion(&self) -> &'static str {
        self.view().mood.emotions.summary
    }

    pub fn player(&self) -> Option<String> {
        self.view().music.player.map(|player| player.embed_url)
    }

    pub fn taste(&self) -> TasteView {
        self.view().taste.unwrap()
    }

    /// The tracks that were judged, in order, as a file of the taste says.
    pub fn taught(&mut self) -> Vec<String> {
        let taste = Taste::import(&self.export_taste()).unwrap();
        let log = taste.log().iter();
        log.map(|thumb| thumb.title.clone()).collect()
    }

    /// Has the taste saved as a file: its text.
    pub fn export_taste(&mut self) -> String {
        self.tell(TasteEvent::Export);
        match self.effects.pop() {
            Some(Effect::Taste(TasteEffect::Offer { text, .. })) => text,
            other => panic!("no file is offered but {other:?}"),
        }
    }

    pub fn notice(&self) -> Option<Notice> {
        self.view().notice
    }

    pub fn said(&self) -> String {
        self.notice().map_or_else(String::new, |notice| notice.what)
    }

    pub fn did(&self, effect: impl Into<Effect>) -> bool {
        self.effects.contains(&effect.into())
    }

    /// How often a helper of this kind was started since the effects were forgotten.
    pub fn starts(&self, of: impl Fn(&Effect) -> Option<LinkEffect>) -> usize {
        let started = self.effects.iter().filter_map(of);
        started
            .filter(|effect| matches!(effect, LinkEffect::Start { .. }))
            .count()
    }

    pub fn forget_effects(&mut self) -> &mut Self {
        self.effects.clear();
        self
    }
}

const CATALOGUE: &str = include_str!("../../public/catalogue.txt");

/// The tracks of the catalogue.
pub fn catalogue() -> Vec<Track> {
    Catalogue::unpack(CATALOGUE).unwrap().tracks().to_vec()
}
