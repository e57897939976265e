//! The page's shell: owns the state, shows what has changed, and hands each effect to the folder of its feature.
//!
//! Decides nothing: an event goes to `flow::app`, the view to the sections, each effect to the one call of `web` that it
//! names, and what comes of that call is an event.

use crate::flow::app::view::{ViewChanges, project_changes, view};
use crate::flow::app::{Effect, Event, State, merge_records, update};
use crate::flow::kit::Now;
use crate::flow::kit::scope::Scope;
use crate::flow::kit::store::{StoreEffect, StoreEvent};
use crate::flow::sight::SightEvent;
use crate::flow::spotify_link::SpotifyLinkEvent;
use crate::page::library::LibraryShell;
use crate::page::sections::Sections;
use crate::page::sight::{Screen, SightShell};
use crate::page::spotify_link::SpotifyLinkShell;
use crate::shell::run_loop::{Program, RunLoop, Shell};
use crate::shell::store::Store;
use crate::shell::task::spawn;
use crate::shell::timer;
use crate::web::listener::EventListener;
use crate::web::{camera, capabilities, clipboard, page, random, service_worker};
use std::cell::RefCell;
use std::rc::Rc;

/// The runtime; clones are the same one.
#[derive(Clone)]
pub struct Runtime(Rc<Inner>);

struct Inner {
    run_loop: RunLoop<State>,
    sections: Sections,
    store: Store,
    sight: SightShell,
    library: LibraryShell,
    spotify_link: SpotifyLinkShell,
    listeners: RefCell<Vec<EventListener>>,
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Runtime")
    }
}

impl Program for State {
    type Event = Event;
    type Effect = Effect;
    type View = ViewChanges;

    fn update(&mut self, event: Event, now: Now, effects: &mut Vec<Effect>) {
        update(self, event, now, effects);
    }

    fn view(&mut self, now: Now) -> ViewChanges {
        let touched = self.take_touched();
        project_changes(self, touched, now)
    }
}

impl Shell<State> for Runtime {
    fn now(&self) -> Now {
        timer::now()
    }

    fn show(&self, view: ViewChanges) {
        self.0.sections.patch(view);
        self.keep_animating();
    }

    fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::Sight(effect) => self.carry_out_sight(effect),
            Effect::Mood(effect) => self.carry_out_mood(effect),
            Effect::Music(effect) => self.carry_out_music(effect),
            Effect::Taste(effect) => self.carry_out_taste(effect),
            Effect::Library(effect) => self.carry_out_library(effect),
            Effect::SpotifyLink(effect) => self.carry_out_spotify_link(effect),
            Effect::Store(effect) => self.store(effect, Event::Store),
            Effect::Reload => {
                if let Err(error) = page::reload_page() {
                    log::error!("the page can't be loaded anew: {error}");
                }
            }
        }
    }
}

impl Runtime {
    /// Starts with an empty state, looks at the browser, and tells `flow` that the page is there.
    #[must_use]
    pub fn start() -> Self {
        let state = State::default();
        let runtime = Self(Rc::new(Inner {
            sections: Sections::new(view(&state, timer::now())),
            run_loop: RunLoop::new(state),
            store: Store::of_this_page().unwrap_or_else(|_no_page| Store::of(Scope::of_page("/"))),
            sight: SightShell::new(Screen::new()),
            library: LibraryShell::default(),
            spotify_link: SpotifyLinkShell::default(),
            listeners: RefCell::default(),
        }));
        runtime.listen();
        match capabilities::detect_capabilities() {
            // Without a random source every visit begins with the same list, and nothing else is lost.
            Ok(capabilities) => {
                let seed = random::random_seed().unwrap_or_default();
                runtime.dispatch(Event::Opened { capabilities, seed });
            }
            Err(error) => log::error!("this is no page: {error}"),
        }
        Self::keep_for_offline();
        runtime
    }

    fn keep_for_offline() {
        spawn(async {
            if let Err(error) = service_worker::register_service_worker("service-worker.js").await {
                log::info!("the page is not kept for times without a network: {error}");
            }
        });
    }

    /// Takes an event. Events that arise meanwhile wait their turn.
    pub fn dispatch(&self, event: impl Into<Event>) {
        self.0.run_loop.dispatch(event.into(), self);
    }

    /// Looks at the state.
    pub(in crate::page) fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        self.0.run_loop.read(look)
    }

    /// Reads or keeps records; `wrap` makes an event of what comes of it.
    pub(in crate::page) fn store<E: Into<Event> + 'static>(
        &self,
        effect: StoreEffect,
        wrap: fn(StoreEvent) -> E,
    ) {
        let runtime = self.clone();
        spawn(async move {
            let event = runtime.0.store.carry_out(effect, merge_records).await;
            runtime.dispatch(wrap(event));
        });
    }

    /// What is kept between visits.
    pub(in crate::page) fn records(&self) -> &Store {
        &self.0.store
    }

    /// The signals that show the view.
    pub(in crate::page) fn sections(&self) -> Sections {
        self.0.sections
    }

    /// What sight holds of the browser's.
    pub(in crate::page) fn sight(&self) -> &SightShell {
        &self.0.sight
    }

    /// What the library holds of the browser's.
    pub(in crate::page) fn library(&self) -> &LibraryShell {
        &self.0.library
    }

    /// What the link to Spotify holds of the browser's.
    pub(in crate::page) fn spotify_link(&self) -> &SpotifyLinkShell {
        &self.0.spotify_link
    }

    /// Puts `text` into the clipboard, and tells `done` whether it is there.
    pub fn copy(&self, text: String, done: impl FnOnce(bool) + 'static) {
        spawn(async move {
            let copied = clipboard::write_text(&text).await;
            if let Err(error) = &copied {
                log::info!("not copied: {error}");
            }
            done(copied.is_ok());
        });
    }

    fn listen(&self) {
        let (seen, left, changed) = (self.clone(), self.clone(), self.clone());
        let online = self.clone();
        let listeners = [
            page::on_visibility(move |shown| {
                seen.dispatch(if shown {
                    SightEvent::TabShown
                } else {
                    SightEvent::TabHidden
                });
            }),
            page::on_leaving(move || left.dispatch(SightEvent::PageLeft)),
            page::on_online(move || online.dispatch(SpotifyLinkEvent::Online)),
            camera::on_cameras_change(move || changed.list_cameras()),
        ];
        for listener in listeners {
            match listener {
                Ok(listener) => self.0.listeners.borrow_mut().push(listener),
                Err(error) => log::info!("not listened to: {error}"),
            }
        }
    }
}
