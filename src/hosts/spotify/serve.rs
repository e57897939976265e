//! The module's loop: what the page says and what the browser reports in, effects carried out, messages to the page.
//!
//! Decides nothing: whether the way back from Spotify is good is `PendingSignIn::redeem`, the rest is `flow::spotify`.

use crate::domain::http::HttpResponse;
use crate::domain::quantity::Millis;
use crate::domain::spotify::call::Call;
use crate::flow::bridge::spotify::{FromSpotifyHost, SPOTIFY_HOST_VERSION, ToSpotifyHost};
use crate::flow::kit::{Now, Out};
use crate::flow::spotify::{CallId, SpotifyEffect, SpotifyEvent, TabMessage};
use crate::hosts::spotify::host::{HostEvent, SpotifyHost};
use crate::hosts::spotify::record_store::RecordStore;
use crate::hosts::spotify::token_store::{TokenStore, jitter, note};
use crate::web::line::Answering;
use crate::web::tab_channel::TabChannel;
use crate::web::{Error, clock, http, timer};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;

/// For a whole answer. Spotify answers within a second or not at all.
pub(super) const DEADLINE: Millis = Millis::from_secs(10.0);
const CHANNEL: &str = "feelharmonic-spotify";

/// The module, once it runs; clones are the same one.
#[derive(Clone)]
pub(super) struct HostService(Rc<Inner>);

struct Inner {
    host: RefCell<SpotifyHost>,
    line: Answering,
    tokens: TokenStore,
    records: RecordStore,
    waiting: RefCell<VecDeque<HostEvent>>,
    busy: Cell<bool>,
}

/// Answers the page that has fetched this module.
///
/// # Errors
/// [`Error`] when nobody did.
pub fn serve() -> Result<(), Error> {
    let service = HostService(Rc::new(Inner {
        host: RefCell::default(),
        line: Answering::take()?,
        tokens: TokenStore::default(),
        records: RecordStore::default(),
        waiting: RefCell::default(),
        busy: Cell::default(),
    }));
    let heard = service.clone();
    service
        .0
        .line
        .hear(move |said: ToSpotifyHost| heard.input(HostEvent::PageSaid(said)))?;
    service.listen_to_tabs();
    let restoring = service.clone();
    spawn(async move { restoring.restore().await });
    Ok(())
}

/// Says that this module's code has stopped; for the panic hook.
pub fn say_crashed() {
    let said = Answering::take().and_then(|line| line.say(&FromSpotifyHost::Crashed));
    // Nobody is left to hear that this failed too.
    said.unwrap_or_default();
}

impl HostService {
    pub(super) fn token_store(&self) -> &TokenStore {
        &self.0.tokens
    }

    pub(super) fn records(&self) -> &RecordStore {
        &self.0.records
    }

    pub(super) fn host(&self) -> &RefCell<SpotifyHost> {
        &self.0.host
    }

    /// Takes an event. Those that arise meanwhile wait for it.
    pub(super) fn tell(&self, event: SpotifyEvent) {
        self.input(HostEvent::Happened(event));
    }

    fn input(&self, input: HostEvent) {
        let inner = &self.0;
        inner.waiting.borrow_mut().push_back(input);
        if inner.busy.replace(true) {
            return;
        }
        loop {
            let next = inner.waiting.borrow_mut().pop_front();
            let Some(input) = next else { break };
            let now = Now {
                wall: clock::now(),
                monotonic: clock::monotonic(),
            };
            self.handle(input, now);
        }
        inner.busy.set(false);
    }

    fn handle(&self, event: HostEvent, now: Now) {
        let mut out = Out::new();
        self.0.host.borrow_mut().update(event, now, &mut out);
        for message in &out.news {
            self.say(message);
        }
        for effect in out.effects {
            self.carry_out(effect);
        }
    }

    /// Says that everything is read: from now on the page's actions are about it.
    pub(super) fn say_ready(&self) {
        self.say(&FromSpotifyHost::Ready {
            version: SPOTIFY_HOST_VERSION,
        });
    }

    fn say(&self, said: &FromSpotifyHost) {
        if let Err(error) = self.0.line.say(said) {
            log::error!("the page can't be told: {error}");
        }
    }

    /// Hears the other tabs.
    fn listen_to_tabs(&self) {
        let heard = self.clone();
        let channel = TabChannel::open(CHANNEL, move |news: TabMessage| {
            // The tokens that are held may be used up.
            if !matches!(news, TabMessage::Counted(_)) {
                heard.token_store().empty();
            }
            heard.tell(SpotifyEvent::OtherTab(news));
        });
        match channel {
            Ok(channel) => drop(self.token_store().channel.replace(Some(channel))),
            Err(error) => log::info!("other tabs are not heard: {error}"),
        }
    }

    fn carry_out(&self, effect: SpotifyEffect) {
        let service = self.clone();
        let lease = self.records().lease();
        match effect {
            SpotifyEffect::Depart { app, scopes } => self.depart(&app, scopes),
            SpotifyEffect::Renew { seen } => spawn(async move { service.renew(seen).await }),
            SpotifyEffect::Send { id, call } => spawn(async move { service.send(id, call).await }),
            SpotifyEffect::Claim(account) => spawn(service.keep_owner(account, lease)),
            SpotifyEffect::Keep(kept) => spawn(service.keep(kept, lease)),
            SpotifyEffect::KeepTaste(taste) => spawn(service.keep_taste(taste, lease)),
            SpotifyEffect::Count => spawn(service.count()),
            SpotifyEffect::TakeLease => spawn(service.take_lease()),
            SpotifyEffect::EndLease => service.records().end_lease(),
            SpotifyEffect::Forget => spawn(async move {
                note(service.forget().await, "that nothing is kept");
            }),
            SpotifyEffect::After(span, wake) => spawn(async move {
                timer::sleep(span).await;
                service.tell(SpotifyEvent::Woke(wake));
            }),
        }
    }

    async fn send(&self, id: CallId, call: Call) {
        let outcome = match self.access().await {
            Some(token) => http::send(call.request().with_bearer(&token), DEADLINE).await,
            None => Ok(no_token()),
        };
        self.tell(SpotifyEvent::Answered {
            id,
            outcome,
            jitter: jitter(),
        });
    }
}

/// The answer that Spotify would give without a token; leads to a renewal, which finds out.
const fn no_token() -> HttpResponse {
    HttpResponse {
        status: 401,
        headers: Vec::new(),
        body: Vec::new(),
    }
}

/// Runs `task` beside the page.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the module's home of the call"
)]
fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}
