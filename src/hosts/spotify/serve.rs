//! The host's shell: what the page says and what the browser reports in, effects carried out, messages to the page.
//!
//! Decides nothing: whether the way back from Spotify is good is `PendingSignIn::redeem`, the rest is `flow::spotify`.

use crate::domain::http::HttpResponse;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::token::Generation;
use crate::flow::bridge::spotify::{FromSpotifyHost, SPOTIFY_HOST_VERSION, ToSpotifyHost};
use crate::flow::kit::{Now, Out};
use crate::flow::spotify::{CallId, SpotifyEffect, SpotifyEvent, TabMessage};
use crate::hosts::spotify::host::{HostEvent, SpotifyHost};
use crate::hosts::spotify::record_store::RecordStore;
use crate::hosts::spotify::token_store::{DEADLINE, TokenStore, jitter, note};
use crate::shell::run_loop::{Program, RunLoop, Shell};
use crate::shell::store::Store;
use crate::shell::task::spawn;
use crate::shell::timer::{self, wake_after};
use crate::web::module_bridge::PageBridge;
use crate::web::tab_channel::TabChannel;
use crate::web::{Error, http};
use std::rc::Rc;

/// The host, once it runs; clones are the same one.
#[derive(Clone)]
pub(super) struct HostService(Rc<Inner>);

struct Inner {
    run_loop: RunLoop<HostProgram>,
    bridge: PageBridge,
    tokens: TokenStore,
    records: RecordStore,
    store: Store,
}

/// The host with what it says to the page.
#[derive(Default)]
struct HostProgram {
    host: SpotifyHost,
    said: Vec<FromSpotifyHost>,
}

impl Program for HostProgram {
    type Event = HostEvent;
    type Effect = SpotifyEffect;
    type View = Vec<FromSpotifyHost>;

    fn update(&mut self, event: HostEvent, now: Now, effects: &mut Vec<SpotifyEffect>) {
        let mut out = Out::new();
        self.host.update(event, now, &mut out);
        effects.append(&mut out.effects);
        self.said.append(&mut out.news);
    }

    fn view(&mut self, _now: Now) -> Vec<FromSpotifyHost> {
        std::mem::take(&mut self.said)
    }
}

/// Answers the page that has fetched this bundle.
///
/// # Errors
/// [`Error`] when nobody did.
pub fn serve() -> Result<(), Error> {
    let store = Store::of_this_page()?;
    let service = HostService(Rc::new(Inner {
        run_loop: RunLoop::new(HostProgram::default()),
        bridge: PageBridge::take()?,
        tokens: TokenStore::new(store.clone()),
        records: RecordStore::new(store.clone()),
        store,
    }));
    let heard = service.clone();
    service
        .0
        .bridge
        .on_message(move |said: ToSpotifyHost| heard.dispatch(HostEvent::PageSaid(said)))?;
    service.listen_to_tabs();
    let restoring = service.clone();
    spawn(async move { restoring.restore().await });
    Ok(())
}

/// Says that this bundle's code has stopped; for the panic hook.
pub fn say_crashed() {
    let said = PageBridge::take().and_then(|bridge| bridge.send(&FromSpotifyHost::Crashed));
    // Nobody is left to hear that this failed too.
    said.unwrap_or_default();
}

impl Shell<HostProgram> for HostService {
    fn now(&self) -> Now {
        timer::now()
    }

    fn show(&self, said: Vec<FromSpotifyHost>) {
        for message in &said {
            self.say(message);
        }
    }

    fn carry_out(&self, effect: SpotifyEffect) {
        let service = self.clone();
        let lease = self.records().lease();
        match effect {
            SpotifyEffect::Depart { app, scopes } => self.leave_for_sign_in(&app, scopes),
            SpotifyEffect::Renew { seen } => spawn(async move { service.renew(seen).await }),
            SpotifyEffect::Send { id, call } => spawn(async move { service.send(id, call).await }),
            SpotifyEffect::Claim(account) => spawn(async move {
                let written = service.token_store().claim(account).await;
                note(written, "whose the tokens are");
                drop(lease);
            }),
            SpotifyEffect::Keep(kept) => {
                spawn(async move { service.records().keep(kept, lease).await });
            }
            SpotifyEffect::KeepTaste(taste) => {
                spawn(async move { service.records().keep_taste(taste, lease).await });
            }
            SpotifyEffect::Count => spawn(async move { service.count().await }),
            SpotifyEffect::TakeLease => spawn(async move {
                let records = service.records().take_lease().await;
                service.tell(SpotifyEvent::LeaseTaken(Box::new(records)));
            }),
            SpotifyEffect::EndLease => service.records().end_lease(),
            SpotifyEffect::Forget => spawn(async move {
                note(service.token_store().forget().await, "that nothing is kept");
            }),
            SpotifyEffect::After(span, wake) => {
                wake_after(span, move || service.tell(SpotifyEvent::Woke(wake)));
            }
        }
    }
}

impl HostService {
    pub(super) fn token_store(&self) -> &TokenStore {
        &self.0.tokens
    }

    pub(super) fn records(&self) -> &RecordStore {
        &self.0.records
    }

    pub(super) fn store(&self) -> &Store {
        &self.0.store
    }

    /// The tokens in use, by their generation.
    fn generation(&self) -> Option<Generation> {
        self.0.run_loop.read(|program| program.host.generation())
    }

    /// Takes an event. Those that arise meanwhile wait for it.
    pub(super) fn tell(&self, event: SpotifyEvent) {
        self.dispatch(HostEvent::Happened(event));
    }

    fn dispatch(&self, event: HostEvent) {
        self.0.run_loop.dispatch(event, self);
    }

    /// Says that everything is read: from now on the page's actions are about it.
    pub(super) fn say_ready(&self) {
        self.say(&FromSpotifyHost::Ready {
            version: SPOTIFY_HOST_VERSION,
        });
    }

    fn say(&self, said: &FromSpotifyHost) {
        if let Err(error) = self.0.bridge.send(said) {
            log::error!("the page can't be told: {error}");
        }
    }

    /// Hears the other tabs.
    fn listen_to_tabs(&self) {
        let heard = self.clone();
        let name = self.store().scope().spotify_channel();
        let channel = TabChannel::open(&name, move |news: TabMessage| {
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

    async fn renew(&self, seen: Generation) {
        let renewed = self.token_store().renew(seen).await;
        self.tell(SpotifyEvent::Renewed(renewed, jitter()));
    }

    async fn count(&self) {
        if let Some(usage) = self.records().count().await {
            self.token_store().tell(&TabMessage::Counted(usage));
            self.tell(SpotifyEvent::Counted(usage));
        }
    }

    async fn send(&self, id: CallId, call: Call) {
        let access = self.token_store().access_token(self.generation());
        let outcome = match access.await {
            Some(token) => http::send_request(call.request().with_bearer(&token), DEADLINE).await,
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
