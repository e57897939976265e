//! The page's runtime: the state in its run loop, and what each feature holds of the browser's.
//!
//! Decides nothing, and knows no effect: `effects` hands each to its feature, whose methods work on this runtime. It
//! begins in `start`.

use crate::flow::app::view::{ViewChanges, project_changes, view};
use crate::flow::app::{Effect, Event, State, merge_records, update};
use crate::flow::kit::Now;
use crate::flow::kit::scope::PageScope;
use crate::flow::kit::store::{StoreEffect, StoreEvent};
use crate::page::library::shell::LibraryShell;
use crate::page::sections::Sections;
use crate::page::sight::screen::Screen;
use crate::page::sight::shell::SightShell;
use crate::page::spotify_link::shell::SpotifyLinkShell;
use crate::shell::run_loop::{Program, RunLoop};
use crate::shell::store::Store;
use crate::shell::task::spawn;
use crate::shell::timer;
use crate::web::listener::EventListener;
use std::cell::RefCell;
use std::rc::Rc;

/// The page's runtime; clones are the same one.
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

impl Runtime {
    /// A runtime with an empty state, of which nobody has been told.
    #[must_use]
    pub fn new() -> Self {
        let state = State::default();
        Self(Rc::new(Inner {
            sections: Sections::new(view(&state, timer::now())),
            run_loop: RunLoop::new(state),
            store: Store::of_this_page()
                .unwrap_or_else(|_no_page| Store::of(PageScope::of_page("/"))),
            sight: SightShell::new(Screen::new()),
            library: LibraryShell::new(),
            spotify_link: SpotifyLinkShell::new(),
            listeners: RefCell::default(),
        }))
    }

    /// Takes an event. Events that arise meanwhile wait their turn.
    pub fn dispatch(&self, event: impl Into<Event>) {
        self.0.run_loop.dispatch(event.into(), self);
    }

    /// Reads the state between two updates.
    pub(crate) fn read_state<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        self.0.run_loop.read(look)
    }

    /// Reads or keeps records; `wrap` makes an event of what comes of it.
    pub(crate) fn carry_out_store(&self, effect: StoreEffect, wrap: fn(StoreEvent) -> Event) {
        let runtime = self.clone();
        spawn(async move {
            let event = runtime.0.store.carry_out(effect, merge_records).await;
            runtime.dispatch(wrap(event));
        });
    }

    /// The store of what is kept between visits.
    pub(crate) fn record_store(&self) -> &Store {
        &self.0.store
    }

    /// The signals that show the view.
    pub(crate) fn sections(&self) -> Sections {
        self.0.sections
    }

    /// The browser's things that sight holds.
    pub(crate) fn sight(&self) -> &SightShell {
        &self.0.sight
    }

    /// The browser's things that the library holds.
    pub(crate) fn library(&self) -> &LibraryShell {
        &self.0.library
    }

    /// The browser's things that the link to Spotify holds.
    pub(crate) fn spotify_link(&self) -> &SpotifyLinkShell {
        &self.0.spotify_link
    }

    /// Keeps a listener for as long as the page is there.
    pub(crate) fn keep_listener(&self, listener: EventListener) {
        self.0.listeners.borrow_mut().push(listener);
    }
}

impl Default for Runtime {
    fn default() -> Self {
        Self::new()
    }
}
