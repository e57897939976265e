//! Events in, view out: owns the state, carries out the effects, and is the only one to spawn.
//!
//! Decides nothing: an event goes to `flow::update`, the view to the sections, each effect to the one call of
//! `web` that it names, and that call's outcome comes back as an event.

mod account;
mod camera;
mod demo;
mod effects;
mod music;

use crate::flow_old::account::AccountEvent;
use crate::flow_old::view::view;
use crate::flow_old::{Event, State, update};
use crate::page::context::{Screen, Sections};
use crate::web::animation::AnimationLoop;
use crate::web::camera::Camera;
use crate::web::line::Calling;
use crate::web::listener::Listener;
use crate::web::object_url::ObjectUrl;
use crate::web::worker_link::WorkerLink;
use crate::web::{capabilities, clock, page, random, service_worker};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;

/// The runtime; clones are the same one.
#[derive(Clone)]
pub struct Runtime(Rc<Inner>);

struct Inner {
    state: RefCell<State>,
    sections: Sections,
    screen: Screen,
    waiting: RefCell<VecDeque<Event>>,
    busy: Cell<bool>,
    camera: RefCell<Option<Camera>>,
    /// Counts the requests for a camera, so that one that was given up is let go when it comes.
    camera_request: Cell<u32>,
    worker: RefCell<Option<WorkerLink>>,
    animation: RefCell<Option<AnimationLoop>>,
    photo: RefCell<Option<(web_sys::File, ObjectUrl)>>,
    librarian: RefCell<Option<WorkerLink>>,
    /// The table that was chosen last, until the librarian asks for it.
    table: RefCell<Option<web_sys::File>>,
    /// What this tab last knew to be kept of the taste, while writes fail.
    taste_base: RefCell<Option<String>>,
    demo: RefCell<demo::Pictures>,
    listeners: RefCell<Vec<Listener>>,
    account: RefCell<Option<Calling>>,
    /// Tells one fetching of it from the next.
    account_fetching: Cell<u32>,
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Runtime")
    }
}

impl Runtime {
    /// Starts with an empty state, looks at the browser, and tells `flow` that the page is there.
    #[must_use]
    pub fn start() -> Self {
        let state = State::default();
        let sections = Sections::new(view(&state, clock::now()));
        let screen = Screen {
            video: NodeRef::new(),
            canvas: NodeRef::new(),
            photo: RwSignal::new(None),
        };
        let runtime = Self(Rc::new(Inner {
            state: RefCell::new(state),
            sections,
            screen,
            waiting: RefCell::default(),
            busy: Cell::default(),
            camera: RefCell::default(),
            camera_request: Cell::default(),
            worker: RefCell::default(),
            animation: RefCell::default(),
            photo: RefCell::default(),
            librarian: RefCell::default(),
            table: RefCell::default(),
            taste_base: RefCell::default(),
            demo: RefCell::default(),
            listeners: RefCell::default(),
            account: RefCell::default(),
            account_fetching: Cell::default(),
        }));
        runtime.listen();
        match capabilities::look() {
            // Without a random source every visit begins with the same list, and nothing else is lost.
            Ok(capabilities) => {
                let seed = random::seed().unwrap_or_default();
                runtime.dispatch(Event::Opened { capabilities, seed });
            }
            Err(error) => log::error!("this is no page: {error}"),
        }
        Self::keep_for_offline();
        runtime
    }

    fn keep_for_offline() {
        spawn(async {
            if let Err(error) = service_worker::register("service-worker.js").await {
                log::info!("the page is not kept for times without a network: {error}");
            }
        });
    }

    /// The signals that show the view.
    #[must_use]
    pub fn sections(&self) -> Sections {
        self.0.sections
    }

    /// The elements that show pictures.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.0.screen
    }

    /// Takes an event. Events that arise meanwhile wait their turn.
    pub fn dispatch(&self, event: Event) {
        let inner = &self.0;
        inner.waiting.borrow_mut().push_back(event);
        if inner.busy.replace(true) {
            return;
        }
        loop {
            let next = inner.waiting.borrow_mut().pop_front();
            let Some(event) = next else { break };
            self.handle(event);
        }
        inner.busy.set(false);
    }

    fn handle(&self, event: Event) {
        let now = clock::now();
        // These come sixty times a second and change nothing that is shown.
        let unseen = matches!(
            event,
            Event::AnimationFrame | Event::FrameSent(_) | Event::FrameUnavailable(_)
        );
        let effects = update(&mut self.0.state.borrow_mut(), event, now);
        if !unseen {
            let shown = view(&self.0.state.borrow(), now);
            self.0.sections.patch(shown);
            self.keep_animating();
        }
        for effect in effects {
            self.carry_out(effect);
        }
    }

    /// The loop runs while a live source does.
    fn keep_animating(&self) {
        let live = self.0.state.borrow().source.is_live();
        let mut animation = self.0.animation.borrow_mut();
        if live && animation.is_none() {
            let runtime = self.clone();
            *animation = Some(AnimationLoop::start(move || {
                runtime.draw_demo();
                runtime.dispatch(Event::AnimationFrame);
            }));
        } else if !live {
            animation.take();
        }
    }

    fn listen(&self) {
        let (seen, left, changed) = (self.clone(), self.clone(), self.clone());
        let online = self.clone();
        let listeners = [
            page::on_visibility(move |shown| {
                seen.dispatch(if shown {
                    Event::TabShown
                } else {
                    Event::TabHidden
                });
            }),
            page::on_leaving(move || left.dispatch(Event::Leaving)),
            page::on_online(move || online.dispatch(AccountEvent::Online.into())),
            crate::web::camera::on_change(move || changed.list_cameras()),
        ];
        for listener in listeners {
            match listener {
                Ok(listener) => self.0.listeners.borrow_mut().push(listener),
                Err(error) => log::info!("not listened to: {error}"),
            }
        }
    }
}

/// Runs `task` beside the page.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one home of the call"
)]
pub(super) fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}
