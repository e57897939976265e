//! The token store: the record of tokens under its lock, and the access token in memory.
//!
//! What to do with the record is `renewal::plan_renewal` and `TokenSet::settle`; this reads, sends and writes.

use crate::domain::quantity::{Fraction, Millis};
use crate::domain::secret::Secret;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::renewal::{ConnectionEnd, RenewalOutcome, RenewalPlan, plan_renewal};
use crate::domain::spotify::token::{Generation, TokenFault, TokenInfo, TokenSet};
use crate::flow::kit::store::{Key, StoreFault};
use crate::flow::spotify::{TabMessage, TokenRenewal};
use crate::shell::store::Store;
use crate::shell::store::typed::LockedRecord;
use crate::web::tab_channel::TabChannel;
use crate::web::{clock, http, random, session};
use std::cell::RefCell;

/// For a whole answer. Spotify answers within a second or not at all.
pub(super) const DEADLINE: Millis = Millis::from_secs(10.0);

/// Everything of Spotify's that is held while the page is open.
#[derive(Debug)]
pub(super) struct TokenStore {
    store: Store,
    /// The access token in use, so that the record need not be read for each call.
    access: RefCell<Option<(Generation, Secret)>>,
    pub(super) channel: RefCell<Option<TabChannel>>,
}

impl TokenStore {
    /// The tokens in `store`, none read yet.
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            access: RefCell::default(),
            channel: RefCell::default(),
        }
    }

    fn hold(&self, tokens: &TokenSet) {
        let access = Secret::new(tokens.access().expose());
        self.access.replace(Some((tokens.info.generation, access)));
    }

    pub(super) fn empty(&self) {
        self.access.take();
    }

    /// The access token of `generation`, if it is the one that is held.
    fn held_access(&self, generation: Option<Generation>) -> Option<Secret> {
        let held = self.access.borrow();
        let (of, access) = held.as_ref()?;
        (generation == Some(*of)).then(|| Secret::new(access.expose()))
    }

    pub(super) fn tell(&self, news: &TabMessage) {
        if let Some(channel) = self.channel.borrow().as_ref()
            && let Err(error) = channel.tell(news)
        {
            log::warn!("the other tabs are not told: {error}");
        }
    }

    /// The tokens that were kept, held from now on; `None` for none.
    pub(super) async fn held_tokens(&self) -> Option<TokenInfo> {
        let record = async { self.lock_tokens().await?.read_json::<TokenSet>().await };
        let tokens = record
            .await
            .inspect_err(|fault| log::info!("no tokens: {fault}"));
        let tokens = tokens.ok()??;
        self.hold(&tokens);
        Some(tokens.info)
    }

    /// Keeps new tokens. Where nothing can be kept, they last as long as the page.
    pub(super) async fn take_in(&self, tokens: TokenSet) -> TokenInfo {
        let (kept, tokens) = self.replace_record(tokens).await;
        if let Err(error) = kept {
            log::warn!("the tokens last until the page is closed: {error}");
        }
        self.hold(&tokens);
        self.tell(&TabMessage::Tokens(tokens.info.clone()));
        tokens.info
    }

    /// Renews the tokens, if those of `seen` are still the newest.
    pub(super) async fn renew(&self, seen: Generation) -> TokenRenewal {
        self.renew_record(seen).await.unwrap_or_else(|error| {
            log::warn!("the tokens can't be renewed: {error}");
            TokenRenewal::Later(TokenFault::NoRecord)
        })
    }

    /// Under the lock from reading to writing, so that no refresh token is used twice.
    async fn renew_record(&self, seen: Generation) -> Result<TokenRenewal, StoreFault> {
        let record = self.lock_tokens().await?;
        let (request, tokens) =
            match plan_renewal(record.read_json().await?, Some(seen), clock::wall_time()) {
                RenewalPlan::Use(tokens) => {
                    self.hold(&tokens);
                    return Ok(TokenRenewal::Tokens(tokens.info));
                }
                RenewalPlan::Over(end) => return self.end(&record, end).await,
                RenewalPlan::Absent => {
                    return self.end(&record, ConnectionEnd::Disconnected).await;
                }
                RenewalPlan::Ask(request, tokens) => (request, tokens),
            };
        let outcome = http::send_request(request, DEADLINE).await;
        match tokens.settle(outcome, clock::wall_time()) {
            RenewalOutcome::Kept(tokens) => {
                // Used even where it can't be kept: the one before is used up.
                note(record.put_json(&tokens).await, "the new tokens");
                self.hold(&tokens);
                self.tell(&TabMessage::Tokens(tokens.info.clone()));
                Ok(TokenRenewal::Tokens(tokens.info))
            }
            RenewalOutcome::Later(_, fault) => Ok(TokenRenewal::Later(fault)),
            RenewalOutcome::Over(end) => self.end(&record, end).await,
        }
    }

    async fn end(
        &self,
        record: &LockedRecord<'_>,
        end: ConnectionEnd,
    ) -> Result<TokenRenewal, StoreFault> {
        record.remove().await?;
        self.empty();
        self.tell(&TabMessage::Gone(end));
        Ok(TokenRenewal::Over(end))
    }

    /// The access token of `generation` from memory, or else the one of the record.
    pub(super) async fn access_token(&self, generation: Option<Generation>) -> Option<Secret> {
        let held = self.held_access(generation);
        if held.is_none() {
            self.held_tokens().await?;
            let held = self.access.borrow();
            return held
                .as_ref()
                .map(|(_, access)| Secret::new(access.expose()));
        }
        held
    }

    /// Notes whose the tokens are.
    pub(super) async fn claim(&self, account: AccountId) -> Result<(), StoreFault> {
        let record = self.lock_tokens().await?;
        match record.read_json::<TokenSet>().await? {
            Some(tokens) => record.put_json(&tokens.claimed(account)).await,
            None => Ok(()),
        }
    }

    /// Removes everything that only a signed-in person has.
    pub(super) async fn forget(&self) -> Result<(), StoreFault> {
        self.empty();
        self.tell(&TabMessage::Gone(ConnectionEnd::Disconnected));
        let removed = session::remove(&self.store.scope().sign_in());
        note(removed, "that no sign-in is under way");
        // A tab that hangs, or a browser without locks, must not keep what a person wants gone.
        let lock = self.lock_tokens().await;
        let _alone =
            lock.inspect_err(|fault| log::warn!("the tokens go without their lock: {fault}"));
        let secrets = [Key::SpotifyTokens, Key::SpotifyTaste];
        let removed = self.store.remove_all(&secrets).await;
        // A renewal that was under way may have filled it again.
        self.empty();
        removed
    }

    /// Puts `tokens` in the place of the record, as newer ones.
    async fn replace_record(&self, tokens: TokenSet) -> (Result<(), StoreFault>, TokenSet) {
        match self.lock_tokens().await {
            Ok(record) => {
                let before = record.read_json::<TokenSet>().await.unwrap_or_default();
                let tokens = tokens.after(before.as_ref());
                (record.put_json(&tokens).await, tokens)
            }
            Err(fault) => (Err(fault), tokens),
        }
    }

    async fn lock_tokens(&self) -> Result<LockedRecord<'_>, StoreFault> {
        self.store.lock_record(Key::SpotifyTokens).await
    }
}

/// A random number for waits; the longest wait where there is no source.
#[expect(clippy::cast_precision_loss, reason = "24 bits are what is kept")]
pub(super) fn jitter() -> Fraction {
    let seed = random::random_seed().unwrap_or(u64::MAX);
    Fraction::clamped((seed >> 40) as f32 / (1_u32 << 24) as f32)
}

/// Logs what could not be written.
pub(super) fn note<E: std::fmt::Display>(outcome: Result<(), E>, what: &str) {
    if let Err(error) = outcome {
        log::warn!("{what} could not be written: {error}");
    }
}
