//! The shell's part in a story: the page is told and drawn, timers run out, disk and helpers hear what is for them.
//!
//! Whatever happens, the parts of the view that were touched are drawn, and that must then be the whole view.

use crate::story::{DiskTask, Story};
use feelharmonic::domain::mood::words::read_words;
use feelharmonic::domain::quantity::Millis;
use feelharmonic::flow::app::view::{project_changes, view};
use feelharmonic::flow::app::{Effect, Event, update};
use feelharmonic::flow::kit::link::{LinkEffect, LinkEvent};
use feelharmonic::flow::library::{LibraryEffect, LibraryEvent};
use feelharmonic::flow::mood::{MoodEffect, MoodEvent, ReadWords};
use feelharmonic::flow::music::effect::MusicEffect;
use feelharmonic::flow::music::event::MusicEvent;
use feelharmonic::flow::sight::{SightEffect, SightEvent};
use feelharmonic::flow::spotify_link::{SpotifyLinkEffect, SpotifyLinkEvent};
use feelharmonic::flow::taste::{TasteEffect, TasteEvent};

impl Story {
    /// Tells the page that something happened, does what it asks for, and tells what comes of that.
    pub fn tell(&mut self, event: impl Into<Event>) -> &mut Self {
        self.answers.push_back(event.into());
        while let Some(event) = self.answers.pop_front() {
            let mut effects = Vec::new();
            update(&mut self.state, event, self.now, &mut effects);
            self.draw();
            for effect in effects {
                self.effects.push(effect.clone());
                self.carry_out(effect);
            }
        }
        self
    }

    fn answer(&mut self, event: impl Into<Event>) {
        self.answers.push_back(event.into());
    }

    /// Draws what was touched; nothing else may have changed but what fades with time.
    fn draw(&mut self) {
        let touched = self.state.take_touched();
        let changed = project_changes(&self.state, touched, self.now);
        let (drawn, mut whole) = (&mut self.drawn, view(&self.state, self.now));
        put(&mut drawn.sight, changed.sight);
        put(&mut drawn.mood, changed.mood);
        put(&mut drawn.music, changed.music);
        put(&mut drawn.taste, changed.taste);
        put(&mut drawn.library, changed.library);
        put(&mut drawn.spotify, changed.spotify);
        put(&mut drawn.notice, changed.notice);
        whole.mood.mood.trail.clone_from(&drawn.mood.mood.trail);
        assert_eq!(*drawn, whole, "something is shown that is out of date");
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Store(task) => self.use_disk((task, Event::Store)),
            Effect::Sight(effect) => self.do_for_sight(effect),
            Effect::Mood(MoodEffect::WakeAfter(span, wake)) => {
                self.set_timer(span, MoodEvent::Woke(wake));
            }
            Effect::Mood(MoodEffect::FetchWordsCode) => {
                self.answer(MoodEvent::WordsCodeArrived(ReadWords { read: read_words }));
            }
            Effect::Music(MusicEffect::Store(task)) => {
                self.use_disk((task, |event| MusicEvent::Stored(event).into()));
            }
            Effect::Taste(effect) => self.do_for_taste(effect),
            Effect::Library(effect) => self.do_for_library(effect),
            Effect::SpotifyLink(effect) => self.do_for_spotify(effect),
            Effect::Music(MusicEffect::FetchCatalogue) | Effect::Reload => {}
        }
    }

    fn do_for_sight(&mut self, effect: SightEffect) {
        match effect {
            SightEffect::Store(task) => {
                self.use_disk((task, |event| SightEvent::Stored(event).into()));
            }
            SightEffect::WakeAfter(span, wake) => self.set_timer(span, SightEvent::Woke(wake)),
            SightEffect::Reader(LinkEffect::WakeAfter(span, wake)) => {
                self.set_timer(span, SightEvent::Reader(LinkEvent::Woke(wake)));
            }
            _ => {}
        }
    }

    fn do_for_taste(&mut self, effect: TasteEffect) {
        match effect {
            TasteEffect::Store(task) => {
                self.use_disk((task, |event| TasteEvent::Stored(event).into()));
            }
            TasteEffect::Witness(thumbs) => self.disk.remember_thumbs(thumbs),
            TasteEffect::ReadWitness => {
                let thumbs = self.disk.thumbs();
                self.answer(TasteEvent::WitnessRead(thumbs));
            }
            TasteEffect::Offer { .. } => {}
        }
    }

    fn do_for_library(&mut self, effect: LibraryEffect) {
        match effect {
            LibraryEffect::Store(task) => {
                self.use_disk((task, |event| LibraryEvent::Stored(event).into()));
            }
            LibraryEffect::Worker(LinkEffect::WakeAfter(span, wake)) => {
                self.set_timer(span, LibraryEvent::Worker(LinkEvent::Woke(wake)));
            }
            LibraryEffect::Tell(message) => self.library.hear(&message),
            LibraryEffect::SendTable { seq, .. } => self.library.awaited_table = Some(seq),
            LibraryEffect::Offer { .. } => {}
            LibraryEffect::Worker(_) => {}
        }
    }

    fn do_for_spotify(&mut self, effect: SpotifyLinkEffect) {
        match effect {
            SpotifyLinkEffect::Host(LinkEffect::WakeAfter(span, wake)) => {
                self.set_timer(span, SpotifyLinkEvent::Host(LinkEvent::Woke(wake)));
            }
            SpotifyLinkEffect::Tell(message) => {
                for said in self
                    .host
                    .iter_mut()
                    .flat_map(|host| host.hear(&message, self.now))
                {
                    self.answers.push_back(said.into());
                }
            }
            SpotifyLinkEffect::Host(_) | SpotifyLinkEffect::LookForTraces => {}
        }
    }

    fn use_disk(&mut self, (task, event_of): DiskTask) {
        if let Some(held) = &mut self.held {
            held.push((task, event_of));
        } else {
            let outcome = self.disk.carry_out(task);
            self.answer(event_of(outcome));
        }
    }

    /// The disk does all that it was asked for, and answers at once from now on.
    pub fn disk_answers(&mut self) -> &mut Self {
        for (task, event_of) in self.held.take().into_iter().flatten() {
            let outcome = self.disk.carry_out(task);
            self.tell(event_of(outcome));
        }
        self
    }

    fn set_timer(&mut self, span: Millis, event: impl Into<Event>) {
        let due = self.now.monotonic.0 + span.0;
        self.timers.push((due, event.into()));
    }

    /// Lets time pass; whatever timer runs out meanwhile wakes the page.
    pub fn wait(&mut self, seconds: f64) -> &mut Self {
        let end = self.now.plus(Millis::from_secs(seconds));
        while let Some(at) = self.next_timer(end.monotonic) {
            let (due, event) = self.timers.remove(at);
            let passed = Millis((due - self.now.monotonic.0).max(0.0));
            self.now = self.now.plus(passed);
            self.tell(event);
        }
        self.now = end;
        self
    }

    fn next_timer(&self, until: Millis) -> Option<usize> {
        let due = self.timers.iter().enumerate();
        let due = due.filter(|(_, (at, _))| *at <= until.0);
        due.min_by(|(_, one), (_, other)| one.0.total_cmp(&other.0))
            .map(|(at, _)| at)
    }
}

fn put<T>(drawn: &mut T, changed: Option<T>) {
    if let Some(changed) = changed {
        *drawn = changed;
    }
}
