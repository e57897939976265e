//! The module's loop: what the page says and what the browser reports in, effects carried out, news to the page.
//!
//! Decides nothing: whether the way back from Spotify is good is `PendingSignIn::redeem`, the rest is `flow::spotify`.

use crate::account::desk::Desk;
use crate::account::records::Records;
use crate::account::vault::{Vault, luck, note};
use crate::domain::http::HttpResponse;
use crate::domain::quantity::{Millis, UnixMillis};
use crate::domain::spotify::call::Call;
use crate::flow_old::account::exchange::{ACCOUNT_VERSION, FromAccount, ToAccount};
use crate::flow_old::spotify::calls::CallId;
use crate::flow_old::spotify::{SpotifyEffect, SpotifyEvent, TabNews};
use crate::shell::store::Store;
use crate::web::line::Answering;
use crate::web::tab_channel::TabChannel;
use crate::web::{Error, clock, http, timer};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;

/// For a whole answer. Spotify answers within a second or not at all.
pub(super) const DEADLINE: Millis = Millis::from_secs(10.0);

/// The module, once it runs; clones are the same one.
#[derive(Clone)]
pub(super) struct Service(Rc<Inner>);

struct Inner {
    desk: RefCell<Desk>,
    line: Answering,
    vault: Vault,
    records: Records,
    store: Store,
    waiting: RefCell<VecDeque<Input>>,
    busy: Cell<bool>,
}

enum Input {
    Said(ToAccount),
    Event(SpotifyEvent),
}

/// Answers the page that has fetched this module.
///
/// # Errors
/// [`Error`] when nobody did.
pub fn serve() -> Result<(), Error> {
    let service = Service(Rc::new(Inner {
        desk: RefCell::default(),
        line: Answering::take()?,
        vault: Vault::default(),
        records: Records::default(),
        store: Store::of_this_page()?,
        waiting: RefCell::default(),
        busy: Cell::default(),
    }));
    let heard = service.clone();
    service
        .0
        .line
        .hear(move |said: ToAccount| heard.input(Input::Said(said)))?;
    service.listen_to_tabs();
    let restoring = service.clone();
    spawn(async move { restoring.restore().await });
    Ok(())
}

/// Says that this module's code has stopped; for the panic hook.
pub fn say_crashed() {
    let said = Answering::take().and_then(|line| line.say(&FromAccount::Crashed));
    // Nobody is left to hear that this failed too.
    said.unwrap_or_default();
}

impl Service {
    pub(super) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    pub(super) fn records(&self) -> &Records {
        &self.0.records
    }

    pub(super) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(super) fn desk(&self) -> &RefCell<Desk> {
        &self.0.desk
    }

    /// Takes an event. Those that arise meanwhile wait their turn.
    pub(super) fn tell(&self, event: SpotifyEvent) {
        self.input(Input::Event(event));
    }

    fn input(&self, input: Input) {
        let inner = &self.0;
        inner.waiting.borrow_mut().push_back(input);
        if inner.busy.replace(true) {
            return;
        }
        loop {
            let next = inner.waiting.borrow_mut().pop_front();
            let Some(input) = next else { break };
            self.handle(input, clock::now());
        }
        inner.busy.set(false);
    }

    fn handle(&self, input: Input, now: UnixMillis) {
        let (effects, news) = {
            let mut desk = self.0.desk.borrow_mut();
            let effects = match input {
                Input::Said(said) => desk.hear(said, now),
                Input::Event(event) => desk.take(event, now),
            };
            (effects, desk.news(now))
        };
        for one in &news {
            self.say(one);
        }
        for effect in effects {
            self.carry_out(effect);
        }
    }

    /// What was kept is here: from now on the page's wishes are about it.
    pub(super) fn say_ready(&self) {
        self.say(&FromAccount::Ready {
            version: ACCOUNT_VERSION,
        });
    }

    fn say(&self, said: &FromAccount) {
        if let Err(error) = self.0.line.say(said) {
            log::error!("the page can't be told: {error}");
        }
    }

    /// Hears the other tabs.
    fn listen_to_tabs(&self) {
        let heard = self.clone();
        let channel = TabChannel::open(
            &self.store().scope().spotify_channel(),
            move |news: TabNews| {
                // The tokens that are held may be used up.
                if !matches!(news, TabNews::Counted(_)) {
                    heard.vault().empty();
                }
                heard.tell(SpotifyEvent::OtherTab(news));
            },
        );
        match channel {
            Ok(channel) => drop(self.vault().channel.replace(Some(channel))),
            Err(error) => log::info!("other tabs are not heard: {error}"),
        }
    }

    fn carry_out(&self, effect: SpotifyEffect) {
        let service = self.clone();
        let turn = self.records().turn();
        match effect {
            SpotifyEffect::Depart { app, scopes } => self.depart(&app, scopes),
            SpotifyEffect::Restore => spawn(async move { service.restore().await }),
            SpotifyEffect::Renew { seen } => spawn(async move { service.renew(seen).await }),
            SpotifyEffect::Send { id, call } => spawn(async move { service.send(id, call).await }),
            SpotifyEffect::Claim(account) => spawn(service.keep_owner(account, turn)),
            SpotifyEffect::Keep(kept) => spawn(service.keep(kept, turn)),
            SpotifyEffect::KeepTaste(taste) => spawn(service.keep_taste(taste, turn)),
            SpotifyEffect::Count => spawn(service.count()),
            SpotifyEffect::TakeTurn => spawn(service.take_turn()),
            SpotifyEffect::EndTurn => service.records().end_turn(),
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
            luck: luck(),
        });
    }
}

/// What Spotify would say without a token; leads to a renewal, which finds out.
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
