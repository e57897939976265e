//! Leaving for Spotify, and the way back; what there is when the module starts.

use crate::domain::spotify::callback;
use crate::domain::spotify::client::SpotifyApp;
use crate::domain::spotify::pkce::{Entropy, EntropyBytes};
use crate::domain::spotify::scope::Scopes;
use crate::domain::spotify::sign_in::{PendingSignIn, SignInFault, plan_departure};
use crate::domain::spotify::token::TokenInfo;
use crate::flow::spotify::{SpotifyEvent, SpotifyRestored};
use crate::hosts::spotify::serve::HostService;
use crate::hosts::spotify::token_store::{DEADLINE, note};
use crate::web::{Error, address, clock, http, random, session};

impl HostService {
    /// Keeps the pending sign-in in this tab, and leaves.
    pub(super) fn leave_for_sign_in(&self, app: &SpotifyApp, scopes: Scopes) {
        let left = || {
            let entropy = entropy().map_err(|_no_source| SignInFault::NotBegun)?;
            let departure = plan_departure(app, scopes, &entropy, clock::wall_time())?;
            session::put(&self.store().scope().sign_in(), &departure.pending)
                .map_err(|_blocked| SignInFault::NothingKept)?;
            address::leave_for(departure.address.expose()).map_err(|_refused| SignInFault::NotBegun)
        };
        if let Err(fault) = left() {
            self.tell(SpotifyEvent::SignInFailed(fault));
        }
    }

    pub(super) async fn restore(&self) {
        let callback = address::take_callback().unwrap_or_default();
        let (record, usage, taste) = self.records().read().await;
        let restored = SpotifyRestored {
            address: address::page_address().unwrap_or_default(),
            record,
            usage,
            tokens: self.token_store().held_tokens().await,
            taste,
            returning: callback.is_some(),
            seed: random::random_seed().unwrap_or_default(),
        };
        self.tell(SpotifyEvent::Restored(Box::new(restored)));
        self.say_ready();
        let Some(query) = callback else {
            // A sign-in that was given up.
            let removed = session::remove(&self.store().scope().sign_in());
            note(removed, "that a sign-in was given up");
            return;
        };
        let outcome = self.sign_in(&query).await;
        self.tell(match outcome {
            Ok(info) => SpotifyEvent::SignedIn(info),
            Err(fault) => {
                log::info!("not signed in: {fault}");
                SpotifyEvent::SignInFailed(fault)
            }
        });
    }

    /// The way back: the pending sign-in is gone before anything is sent.
    async fn sign_in(&self, query: &str) -> Result<TokenInfo, SignInFault> {
        let key = self.store().scope().sign_in();
        let pending = session::take::<PendingSignIn>(&key).unwrap_or_default();
        let callback = callback::read_callback(query)?.ok_or(SignInFault::NotAsked)?;
        let (request, redemption) = pending
            .ok_or(SignInFault::NotAsked)?
            .redeem(callback, clock::wall_time())?;
        let outcome = http::send_request(request, DEADLINE).await;
        let tokens = redemption.settle(outcome, clock::wall_time())?;
        Ok(self.token_store().take_in(tokens).await)
    }
}

fn entropy() -> Result<Entropy, Error> {
    Ok(Entropy {
        verifier: EntropyBytes(random::random_bytes()?),
        state: EntropyBytes(random::random_bytes()?),
    })
}
