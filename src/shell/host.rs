//! A host, as the page's shell holds it: a bundle on the same thread, fetched when it is wanted.
//!
//! The same life as a worker's, but it can't be ended: what an earlier attempt still says is left unheard.

use crate::flow::kit::link::{LinkEffect, LinkEvent};
use crate::shell::links::{CurrentAttempt, Heard};
use crate::shell::task::spawn;
use crate::shell::timer::wake_after;
use crate::web::Error;
use crate::web::module_bridge::ModuleBridge;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;

/// A host that may be there; clones are the same one.
#[derive(Debug, Clone)]
pub struct HostBridge {
    /// The name of its bundle, a row of .ci/bundles.mjs.
    bundle: &'static str,
    bridge: Rc<RefCell<Option<ModuleBridge>>>,
    current: CurrentAttempt,
}

impl HostBridge {
    /// The host in the bundle of that name; not fetched yet.
    #[must_use]
    pub fn new(bundle: &'static str) -> Self {
        Self {
            bundle,
            bridge: Rc::default(),
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
            LinkEffect::Start { attempt } => {
                self.current.begin(attempt);
                let bridge = self.clone();
                spawn(async move { bridge.fetch(attempt, tell).await });
            }
            LinkEffect::End => {
                self.current.end();
                drop(self.bridge.borrow_mut().take());
            }
            LinkEffect::WakeAfter(span, wake) => {
                wake_after(span, move || tell(Heard::Life(LinkEvent::Woke(wake))));
            }
        }
    }

    async fn fetch<M: DeserializeOwned + 'static>(
        &self,
        attempt: u32,
        tell: impl Fn(Heard<M>) + Clone + 'static,
    ) {
        let (current, tell_said) = (self.current.clone(), tell.clone());
        let (coming, tell_arrived) = (self.current.clone(), tell.clone());
        let fetched = ModuleBridge::fetch(
            self.bundle,
            move |received, total| {
                let (received, total) = (received.into(), total.into());
                let bytes = LinkEvent::Bytes { received, total };
                coming.report(attempt, bytes, tell_arrived.clone());
            },
            move |message| {
                // What it says while it starts has to wait until there is a line to answer on: it does, in a task.
                current.pass_on(attempt, message, tell_said.clone());
            },
        );
        match fetched.await {
            Ok(bridge) if self.current.is_at(attempt) => {
                drop(self.bridge.borrow_mut().replace(bridge));
            }
            Err(error) if self.current.is_at(attempt) => {
                log::warn!("a host is not there: {error}");
                self.current.report(attempt, LinkEvent::Lost, tell);
            }
            Ok(_) | Err(_) => log::info!("a host was fetched again meanwhile"),
        }
    }

    /// Sends `message` to the host.
    ///
    /// # Errors
    /// [`Error::Missing`] while it is not there, [`Error::Exception`] when it has stopped.
    pub fn tell(&self, message: &impl Serialize) -> Result<(), Error> {
        let bridge = self.bridge.borrow();
        let bridge = bridge.as_ref().ok_or(Error::Missing("host"))?;
        bridge.send(message)
    }
}
