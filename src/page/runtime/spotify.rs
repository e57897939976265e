//! Spotify's part of the runtime: carries out what `flow::spotify` asks for; tokens are the vault's.
//!
//! Decides nothing: whether the way back from Spotify is good is `PendingSignIn::redeem`.

use crate::domain::http::HttpResponse;
use crate::domain::quantity::Millis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::callback;
use crate::domain::spotify::client::App;
use crate::domain::spotify::pkce::{Entropy, EntropyBytes};
use crate::domain::spotify::scope::Scopes;
use crate::domain::spotify::sign_in::{PendingSignIn, SignInFault, depart};
use crate::domain::spotify::token::TokenInfo;
use crate::flow::Event;
use crate::flow::spotify::calls::CallId;
use crate::flow::spotify::{Restored, SpotifyEffect, SpotifyEvent, SpotifyWake, TabNews};
use crate::page::runtime::vault::{luck, note};
use crate::page::runtime::{Runtime, spawn};
use crate::web::database::Database;
use crate::web::tab_channel::TabChannel;
use crate::web::{Error, address, clock, http, random, session, timer};

/// For a whole answer. Spotify answers within a second or not at all.
pub(super) const DEADLINE: Millis = Millis::from_secs(10.0);
const KEPT: &str = "spotify";
pub(super) const TASTE: &str = "spotify-taste";
pub(super) const PENDING: &str = "feelharmonic-sign-in";
const CHANNEL: &str = "feelharmonic-spotify";

impl Runtime {
    /// Hears the other tabs.
    pub(super) fn listen_to_tabs(&self) {
        let heard = self.clone();
        let channel = TabChannel::open(CHANNEL, move |news: TabNews| {
            heard.0.spotify.empty();
            heard.dispatch(Event::Spotify(SpotifyEvent::OtherTab(news)));
        });
        match channel {
            Ok(channel) => drop(self.0.spotify.channel.replace(Some(channel))),
            Err(error) => log::info!("other tabs are not heard: {error}"),
        }
    }

    pub(super) fn carry_out_spotify(&self, effect: SpotifyEffect) {
        let runtime = self.clone();
        match effect {
            SpotifyEffect::Depart { app, scopes } => self.depart(&app, scopes),
            SpotifyEffect::Restore => spawn(async move { runtime.restore_spotify().await }),
            SpotifyEffect::Renew { seen } => spawn(async move { runtime.renew(seen).await }),
            SpotifyEffect::Send { id, call } => {
                spawn(async move { runtime.send_call(id, call).await });
            }
            SpotifyEffect::Claim(account) => spawn(async move {
                note(runtime.claim(account).await, "whose the tokens are");
            }),
            SpotifyEffect::Keep(kept) => spawn(async move {
                let kept = async { Database::open().await?.put(KEPT, &kept).await };
                note(kept.await, "what is kept of Spotify");
            }),
            SpotifyEffect::KeepTaste(taste) => spawn(async move {
                let kept = async { Database::open().await?.put(TASTE, &taste).await };
                note(kept.await, "the taste of today");
            }),
            SpotifyEffect::Forget => spawn(async move {
                note(runtime.forget().await, "that nothing is kept");
            }),
            SpotifyEffect::After(span, wake) => spawn(async move {
                timer::sleep(span).await;
                runtime.wake_spotify(wake);
            }),
        }
    }

    pub(super) fn tell_spotify(&self, event: SpotifyEvent) {
        self.dispatch(Event::Spotify(event));
    }

    fn wake_spotify(&self, wake: SpotifyWake) {
        self.tell_spotify(SpotifyEvent::Woke(wake));
    }

    /// Keeps the pending sign-in in this tab, and leaves.
    fn depart(&self, app: &App, scopes: Scopes) {
        let left = || {
            let entropy = entropy().map_err(|_no_source| SignInFault::NotBegun)?;
            let departure = depart(app, scopes, &entropy, clock::now())?;
            session::put(PENDING, &departure.pending)
                .map_err(|_blocked| SignInFault::NothingKept)?;
            address::leave_for(departure.address.expose()).map_err(|_refused| SignInFault::NotBegun)
        };
        if let Err(fault) = left() {
            self.tell_spotify(SpotifyEvent::SignInFailed(fault));
        }
    }

    async fn restore_spotify(&self) {
        let callback = address::take_callback().unwrap_or_default();
        let restored = Restored {
            address: address::here().unwrap_or_default(),
            kept: read(KEPT).await.unwrap_or_default(),
            tokens: self.held_tokens().await,
            taste: read(TASTE).await,
            returning: callback.is_some(),
            seed: random::seed().unwrap_or_default(),
        };
        self.tell_spotify(SpotifyEvent::Restored(Box::new(restored)));
        let Some(query) = callback else {
            // A sign-in that was given up.
            note(session::remove(PENDING), "that a sign-in was given up");
            return;
        };
        let outcome = self.sign_in(&query).await;
        self.tell_spotify(match outcome {
            Ok(info) => SpotifyEvent::SignedIn(info),
            Err(fault) => {
                log::info!("not signed in: {fault}");
                SpotifyEvent::SignInFailed(fault)
            }
        });
    }

    /// The way back: the pending sign-in is gone before anything is sent.
    async fn sign_in(&self, query: &str) -> Result<TokenInfo, SignInFault> {
        let pending = session::take::<PendingSignIn>(PENDING).unwrap_or_default();
        let callback = callback::read(query)?.ok_or(SignInFault::NotAsked)?;
        let (request, redemption) = pending
            .ok_or(SignInFault::NotAsked)?
            .redeem(callback, clock::now())?;
        let outcome = http::send(request, DEADLINE).await;
        let tokens = redemption.settle(outcome, clock::now())?;
        Ok(self.take_in(tokens).await)
    }

    async fn send_call(&self, id: CallId, call: Call) {
        let outcome = match self.access().await {
            Some(token) => http::send(call.request().with_bearer(&token), DEADLINE).await,
            None => Ok(no_token()),
        };
        self.tell_spotify(SpotifyEvent::Answered {
            id,
            outcome,
            luck: luck(),
        });
    }
}

async fn read<T: serde::de::DeserializeOwned>(key: &str) -> Option<T> {
    let read = async { Database::open().await?.get(key).await };
    read.await
        .inspect_err(|error| log::info!("nothing is read: {error}"))
        .ok()
        .flatten()
}

fn entropy() -> Result<Entropy, Error> {
    Ok(Entropy {
        verifier: EntropyBytes(random::bytes()?),
        state: EntropyBytes(random::bytes()?),
    })
}

/// What Spotify would say without a token; leads to a renewal, which finds out.
const fn no_token() -> HttpResponse {
    HttpResponse {
        status: 401,
        headers: Vec::new(),
        body: Vec::new(),
    }
}
