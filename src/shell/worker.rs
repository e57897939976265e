//! A worker, as the page's shell holds it: started, listened to, ended, as its `kit::link::Link` asks.

use crate::flow::kit::link::{LinkEffect, LinkEvent, LinkPhase};
use crate::shell::links::{CurrentAttempt, Heard};
use crate::shell::timer::wake_after;
use crate::web::Error;
use crate::web::worker_link::WorkerLink;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// A worker that may be running.
#[derive(Debug)]
pub struct WorkerBridge {
    name: &'static str,
    link: RefCell<Option<WorkerLink>>,
    current: CurrentAttempt,
}

impl WorkerBridge {
    /// The worker of that name, which it can read; not started yet.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            link: RefCell::default(),
            current: CurrentAttempt::default(),
        }
    }

    /// Carries `effect` out; `tell` gets what comes of it.
    pub fn carry_out<M: DeserializeOwned + 'static>(
        &self,
        effect: LinkEffect,
        tell: impl Fn(Heard<M>) + Clone + 'static,
    ) {
        match effect {
            LinkEffect::Start { attempt } => self.start(attempt, tell),
            LinkEffect::End => {
                self.current.end();
                drop(self.link.borrow_mut().take());
            }
            LinkEffect::WakeAfter(span, wake) => {
                wake_after(span, move || tell(Heard::Life(LinkEvent::Woke(wake))));
            }
        }
    }

    fn start<M: DeserializeOwned + 'static>(
        &self,
        attempt: u32,
        tell: impl Fn(Heard<M>) + Clone + 'static,
    ) {
        self.current.begin(attempt);
        let (speaking, dying) = (self.current.clone(), self.current.clone());
        let (tell_said, tell_lost) = (tell.clone(), tell.clone());
        let (coming, tell_arrived) = (self.current.clone(), tell.clone());
        let started = WorkerLink::start(
            self.name,
            move |received, total| {
                let bytes = LinkEvent::Bytes { received, total };
                coming.report(attempt, bytes, tell_arrived.clone());
                if received == total {
                    let phase = LinkEvent::Phase(LinkPhase::Starting);
                    coming.report(attempt, phase, tell_arrived.clone());
                }
            },
            move |message| speaking.pass_on(attempt, message, tell_said.clone()),
            move || dying.report(attempt, LinkEvent::Lost, tell_lost.clone()),
        );
        match started {
            Ok(link) => drop(self.link.borrow_mut().replace(link)),
            Err(error) => {
                log::error!("no worker: {error}");
                self.current.report(attempt, LinkEvent::Lost, tell);
            }
        }
    }

    /// Sends `message`; `payload` changes hands and can't be used here any more.
    ///
    /// # Errors
    /// [`Error::Missing`] while it does not run, [`Error::Exception`] for a payload that can't be transferred.
    pub fn send(&self, message: &impl Serialize, payload: &JsValue) -> Result<(), Error> {
        let link = self.link.borrow();
        let link = link.as_ref().ok_or(Error::Missing("worker"))?;
        link.send(message, payload)
    }

    /// Sends `message` with a `payload` that both may use.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub fn share(&self, message: &impl Serialize, payload: &JsValue) -> Result<(), Error> {
        let link = self.link.borrow();
        let link = link.as_ref().ok_or(Error::Missing("worker"))?;
        link.share(message, payload)
    }
}
